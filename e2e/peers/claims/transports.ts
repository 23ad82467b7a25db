import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HandlerAdapter, Session } from 'beckon';
import ky from 'ky';
import { createFetch } from 'ofetch';
import { Agent, MockAgent } from 'undici';
import type { Claim } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';
import type { Verdict } from '../support/readme-table.ts';

/** Whether two schemes can have agents of their own. */
async function byScheme(client: ClientName, name: (scheme: 'http' | 'https') => string): Promise<Verdict> {
  const used: string[] = [];
  class Http extends HttpAgent {
    override createConnection(...args: Parameters<HttpAgent['createConnection']>) {
      used.push('http');
      return super.createConnection(...args);
    }
  }
  class Https extends HttpsAgent {
    override createConnection(...args: Parameters<HttpsAgent['createConnection']>) {
      used.push('https');
      return super.createConnection(...args);
    }
  }
  const agents = { http: new Http(), https: new Https() };
  const options =
    client === 'got'
      ? { agent: agents, retry: { limit: 0 } }
      : { [name('http')]: agents.http, [name('https')]: agents.https };
  for (const scheme of ['http', 'https']) await newClient(client)(`${scheme}://127.0.0.1:1/`, options).catch(() => {});
  return used.join() === 'http,https' ? 'part' : 'no';
}

/** Whether one function has to do for all URLs. */
async function oneForAll(
  origin: string,
  get: (url: string, fetch: typeof globalThis.fetch) => Promise<unknown>,
): Promise<Verdict> {
  const asked: string[] = [];
  const take: typeof globalThis.fetch = async (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return new Response('taken');
  };
  const urls = [`${origin}/one`, `${origin}/two`];
  for (const url of urls) await get(url, take);
  return asked.join() === urls.join() ? 'no' : 'part';
}

const finds: Readonly<Record<ClientName, (origin: string) => Promise<Verdict>>> = {
  async beckon(origin) {
    const adapter = (text: string) => new HandlerAdapter(() => new Response(text));
    await using session = new Session({
      adapters: { [`${origin}/one`]: adapter('one'), [`${origin}/two`]: adapter('two') },
    });
    const texts = [await session.get(`${origin}/one/1`), await session.get(`${origin}/two/2`)].map(({ text }) => text);
    return texts.join() === 'one,two' ? 'yes' : 'no';
  },
  axios: () => byScheme('axios', (scheme) => `${scheme}Agent`),
  got: () => byScheme('got', (scheme) => scheme),
  async undici(origin) {
    const mock = new MockAgent();
    mock.get('http://mocked.example').intercept({ path: '/' }).reply(200, 'mocked');
    const factory = (to: string | URL, options: object) =>
      String(to).startsWith('http://mocked') ? mock.get('http://mocked.example') : new Agent(options);
    const dispatcher = new Agent({ factory });
    const get = newClient('undici');
    const texts = [
      (await get('http://mocked.example/', { dispatcher })).text,
      (await get(`${origin}/two`, { dispatcher })).text,
    ];
    await dispatcher.close();
    return texts.join() === 'mocked,ok' ? 'part' : 'no';
  },
  ky: (origin) => oneForAll(origin, (url, take) => ky(url, { fetch: take })),
  ofetch: (origin) => oneForAll(origin, (url, take) => createFetch({ fetch: take })(url)),
  // https://fetch.spec.whatwg.org/#requestinit has nothing of the kind
  fetch: async () => 'no',
};

export const transports: Claim = {
  title: 'A transport for each URL prefix',
  find: (client, { origin }) => finds[client](origin),
};
