import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type Client,
  type ClientFactory,
  COOKIE_HEADER,
  COOKIES,
  count,
  FILE,
  FORM,
  pieces,
  RECORD,
  type Setting,
  stream,
} from '../client.ts';

const agents = { http: new Agent({ keepAlive: true }), https: new SecureAgent({ keepAlive: true }) };
const JSON_TYPE = { 'Content-Type': 'application/json' };

function form(): FormData {
  const data = new FormData();
  data.append('file', new Blob([FILE]), 'tea.bin');
  return data;
}

/** A jar with the 20 cookies, for those that take tough-cookie's. */
async function toughJar(origin: string): Promise<import('tough-cookie').CookieJar> {
  const { CookieJar } = await import('tough-cookie');
  const jar = new CookieJar();
  for (const [name, value] of Object.entries(COOKIES)) jar.setCookieSync(`${name}=${value}; Path=/`, origin);
  return jar;
}

/** Any client that is WHATWG's `fetch`. */
function fetching(
  fetch: typeof globalThis.fetch,
  { origin, secureOrigin, streamBytes }: Setting,
  cookies: RequestInit | null,
): Client {
  const json = async (path: string, init?: RequestInit): Promise<unknown> => (await fetch(origin + path, init)).json();
  return {
    json: () => json('/json'),
    ...(cookies && { 'json with cookies': () => json('/json', cookies) }),
    'json over TLS': async () => (await fetch(`${secureOrigin}/json`)).json(),
    'post JSON': () => json('/take', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(RECORD) }),
    'post form': () => json('/take', { method: 'POST', body: new URLSearchParams(FORM) }),
    'post multipart': () => json('/take', { method: 'POST', body: form() }),
    download: async () => {
      const response = await fetch(`${origin}/bytes/${streamBytes}`);
      await count(response.body as unknown as AsyncIterable<Uint8Array>, streamBytes);
    },
    upload: () => json('/take', { method: 'POST', body: stream(streamBytes), duplex: 'half' } as RequestInit),
    gzip: () => json('/gzip'),
    redirects: () => json('/redirect/5'),
  };
}

const cookieHeader: RequestInit = { headers: { Cookie: COOKIE_HEADER } };

const undiciRequest: ClientFactory = async ({ origin, secureOrigin, streamBytes }) => {
  const { Agent: Dispatcher, request } = await import('undici');
  const dispatcher = new Dispatcher();
  type Options = Parameters<typeof request>[1];
  const json = async (url: string, options?: Options): Promise<unknown> =>
    (await request(url, { dispatcher, ...options })).body.json();
  const take = `${origin}/take`;
  return {
    json: () => json(`${origin}/json`),
    'json with cookies': () => json(`${origin}/json`, { headers: { Cookie: COOKIE_HEADER } }),
    'json over TLS': () => json(`${secureOrigin}/json`),
    'post JSON': () => json(take, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(RECORD) }),
    'post form': () =>
      json(take, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(FORM).toString(),
      }),
    download: async () => count((await request(`${origin}/bytes/${streamBytes}`, { dispatcher })).body, streamBytes),
    upload: () =>
      json(take, {
        method: 'POST',
        headers: { 'Content-Length': String(streamBytes) },
        body: Readable.from(pieces(streamBytes)),
      }),
    'new session': async () => {
      const own = new Dispatcher();
      const body = await (await request(`${origin}/json`, { dispatcher: own })).body.json();
      await own.close();
      return body;
    },
  };
};

const axios: ClientFactory = async ({ origin, secureOrigin, streamBytes }) => {
  const { default: module } = await import('axios');
  const client = module.create({ httpAgent: agents.http, httpsAgent: agents.https, baseURL: origin });
  return {
    json: async () => (await client.get('/json')).data,
    'json with cookies': async () => (await client.get('/json', { headers: { Cookie: COOKIE_HEADER } })).data,
    'json over TLS': async () => (await client.get(`${secureOrigin}/json`)).data,
    'post JSON': async () => (await client.post('/take', RECORD)).data,
    'post form': async () => (await client.post('/take', new URLSearchParams(FORM))).data,
    'post multipart': async () => (await client.post('/take', form(), { maxBodyLength: Infinity })).data,
    download: async () => {
      const { data } = await client.get(`/bytes/${streamBytes}`, { responseType: 'stream' });
      await count(data, streamBytes);
    },
    upload: () =>
      client.post('/take', Readable.from(pieces(streamBytes)), {
        headers: { 'Content-Length': String(streamBytes), 'Content-Type': 'application/octet-stream' },
        maxBodyLength: Infinity,
        maxRedirects: 0,
      }),
    gzip: async () => (await client.get('/gzip')).data,
    redirects: async () => (await client.get('/redirect/5')).data,
  };
};

const got: ClientFactory = async ({ origin, secureOrigin, streamBytes }) => {
  const { default: module } = await import('got');
  const client = module.extend({ agent: agents });
  const jarred = client.extend({ cookieJar: await toughJar(origin) });
  return {
    json: () => client.get(`${origin}/json`).json(),
    'json with cookies': () => jarred.get(`${origin}/json`).json(),
    'json over TLS': () => client.get(`${secureOrigin}/json`).json(),
    'post JSON': () => client.post(`${origin}/take`, { json: RECORD }).json(),
    'post form': () => client.post(`${origin}/take`, { form: FORM }).json(),
    'post multipart': () => client.post(`${origin}/take`, { body: form() }).json(),
    download: () => count(client.stream(`${origin}/bytes/${streamBytes}`), streamBytes),
    upload: async () => {
      const request = client.stream.post(`${origin}/take`, { headers: { 'content-length': String(streamBytes) } });
      await pipeline(Readable.from(pieces(streamBytes)), request, async (answer: AsyncIterable<Uint8Array>) => {
        for await (const _ of answer);
      });
    },
    gzip: () => client.get(`${origin}/gzip`).json(),
    redirects: () => client.get(`${origin}/redirect/5`).json(),
  };
};

const ky: ClientFactory = async (setting) => {
  const { origin, secureOrigin } = setting;
  const { default: client } = await import('ky');
  return {
    json: () => client.get(`${origin}/json`).json(),
    'json with cookies': () => client.get(`${origin}/json`, cookieHeader).json(),
    'json over TLS': () => client.get(`${secureOrigin}/json`).json(),
    'post JSON': () => client.post(`${origin}/take`, { json: RECORD }).json(),
    'post form': () => client.post(`${origin}/take`, { body: new URLSearchParams(FORM) }).json(),
    'post multipart': () => client.post(`${origin}/take`, { body: form(), timeout: false }).json(),
    gzip: () => client.get(`${origin}/gzip`).json(),
    redirects: () => client.get(`${origin}/redirect/5`).json(),
  };
};

const ofetch: ClientFactory = async ({ origin, secureOrigin }) => {
  const { ofetch: client } = await import('ofetch');
  return {
    json: () => client(`${origin}/json`),
    'json with cookies': () => client(`${origin}/json`, { headers: { Cookie: COOKIE_HEADER } }),
    'json over TLS': () => client(`${secureOrigin}/json`),
    'post JSON': () => client(`${origin}/take`, { method: 'POST', body: RECORD }),
    'post form': () => client(`${origin}/take`, { method: 'POST', body: new URLSearchParams(FORM) }),
    'post multipart': () => client(`${origin}/take`, { method: 'POST', body: form() }),
    gzip: () => client(`${origin}/gzip`),
    redirects: () => client(`${origin}/redirect/5`),
  };
};

const nodeFetch: ClientFactory = async ({ origin, secureOrigin, streamBytes }) => {
  const { default: fetch, FormData: Form, Blob: Part } = await import('node-fetch');
  const agent = agents.http;
  const json = async (path: string, init: object = {}): Promise<unknown> =>
    (await fetch(origin + path, { agent, ...init })).json();
  return {
    json: () => json('/json'),
    'json with cookies': () => json('/json', { headers: { Cookie: COOKIE_HEADER } }),
    'json over TLS': async () => (await fetch(`${secureOrigin}/json`, { agent: agents.https })).json(),
    'post JSON': () => json('/take', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(RECORD) }),
    'post form': () => json('/take', { method: 'POST', body: new URLSearchParams(FORM) }),
    'post multipart': () => {
      const data = new Form();
      data.append('file', new Part([FILE]), 'tea.bin');
      return json('/take', { method: 'POST', body: data });
    },
    download: async () => {
      const response = await fetch(`${origin}/bytes/${streamBytes}`, { agent });
      await count(response.body as unknown as AsyncIterable<Uint8Array>, streamBytes);
    },
    upload: () =>
      json('/take', {
        method: 'POST',
        headers: { 'Content-Length': String(streamBytes) },
        body: Readable.from(pieces(streamBytes)),
      }),
    gzip: () => json('/gzip'),
    redirects: () => json('/redirect/5'),
  };
};

const superagent: ClientFactory = async ({ origin, secureOrigin }) => {
  const { default: client } = await import('superagent');
  const jarred = client.agent();
  for (const [name, value] of Object.entries(COOKIES))
    jarred.jar.setCookie(`${name}=${value}; Path=/`, '127.0.0.1', '/');
  return {
    json: async () => (await client.get(`${origin}/json`).agent(agents.http)).body,
    'json with cookies': async () => (await jarred.get(`${origin}/json`).agent(agents.http)).body,
    'json over TLS': async () => (await client.get(`${secureOrigin}/json`).agent(agents.https)).body,
    'post JSON': async () => (await client.post(`${origin}/take`).agent(agents.http).send(RECORD)).body,
    'post form': async () => (await client.post(`${origin}/take`).agent(agents.http).type('form').send(FORM)).body,
    'post multipart': async () =>
      (await client.post(`${origin}/take`).agent(agents.http).attach('file', Buffer.from(FILE.buffer), 'tea.bin')).body,
    gzip: async () => (await client.get(`${origin}/gzip`).agent(agents.http)).body,
    redirects: async () => (await client.get(`${origin}/redirect/5`).agent(agents.http)).body,
  };
};

const needle: ClientFactory = async ({ origin, secureOrigin, streamBytes }) => {
  const { default: client } = await import('needle');
  const plain = { agent: agents.http };
  return {
    json: async () => (await client('get', `${origin}/json`, null, plain)).body,
    'json with cookies': async () => (await client('get', `${origin}/json`, null, { ...plain, cookies: COOKIES })).body,
    'json over TLS': async () => (await client('get', `${secureOrigin}/json`, null, { agent: agents.https })).body,
    'post JSON': async () => (await client('post', `${origin}/take`, RECORD, { ...plain, json: true })).body,
    'post form': async () => (await client('post', `${origin}/take`, FORM, plain)).body,
    'post multipart': async () => {
      const file = { buffer: Buffer.from(FILE.buffer), filename: 'tea.bin', content_type: 'application/octet-stream' };
      return (await client('post', `${origin}/take`, { file }, { ...plain, multipart: true })).body;
    },
    download: () => count(client.get(`${origin}/bytes/${streamBytes}`, { ...plain, parse: false }), streamBytes),
    gzip: async () => (await client('get', `${origin}/gzip`, null, { ...plain, compressed: true })).body,
    redirects: async () => (await client('get', `${origin}/redirect/5`, null, { ...plain, follow_max: 10 })).body,
  };
};

/** The clients beside Beckon, by name. Each loads its package when it is made. */
export const peers: Readonly<Record<string, ClientFactory>> = {
  'undici request': undiciRequest,
  'undici fetch': async (setting) => {
    const { fetch } = await import('undici');
    return fetching(fetch as unknown as typeof globalThis.fetch, setting, cookieHeader);
  },
  'global fetch': async (setting) => ({
    ...fetching(globalThis.fetch, setting, cookieHeader),
    // has no sessions: its connections are kept for all who call it
    'new session': async () => (await fetch(`${setting.origin}/json`)).json(),
  }),
  axios,
  got,
  ky,
  ofetch,
  'node-fetch': nodeFetch,
  superagent,
  needle,
  'fetch-cookie': async (setting) => {
    const { default: withCookies } = await import('fetch-cookie');
    const fetch = withCookies(globalThis.fetch, await toughJar(setting.origin)) as typeof globalThis.fetch;
    return { 'json with cookies': async () => (await fetch(`${setting.origin}/json`)).json() };
  },
};

/** The module of each client, for what it costs to import it. */
export const modules: Readonly<Record<string, string>> = {
  'undici request': 'undici',
  axios: 'axios',
  got: 'got',
  ky: 'ky',
  ofetch: 'ofetch',
  'node-fetch': 'node-fetch',
  superagent: 'superagent',
  needle: 'needle',
  'fetch-cookie': 'fetch-cookie',
};
