import { gzipSync } from 'node:zlib';
import {
  ChunkedEncodingError,
  ConnectionError,
  HTTPDigestAuth,
  InvalidOptionError,
  InvalidURL,
  ReadTimeout,
  Request,
  RequestException,
  Retry,
  UnsupportedOptionError,
} from '@beckon/core';
import { describe, expect, it, vi } from 'vitest';
import { browser, bun, deno, FetchAdapter, type FetchPlatform, generic, workerd } from '../src/index.ts';
import { serve } from './support/server.ts';
import { fetching, headersOf, recording } from './support/session.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield utf8(text);
}

describe('what goes out', () => {
  it('sends text as bytes, so that no Content-Type is invented', async () => {
    const url = await serve((request, response) => {
      const got: Buffer[] = [];
      request.on('data', (piece: Buffer) => got.push(piece));
      request.on('end', () => response.end(JSON.stringify([request.headers, Buffer.concat(got).toString()])));
    });
    const [headers, body] = (await fetching().post(url, { data: 'größe' })).json<[Record<string, string>, string]>();
    expect(body).toBe('größe');
    expect(headers['content-type']).toBeUndefined();
    expect(headers['content-length']).toBe('7');
  });

  it.each([
    ['tells the length of a stream where that is heeded', generic, new Blob(['hello']), '5', undefined],
    ['sends chunks where nobody knows the length', generic, pieces('he', 'llo'), undefined, 'chunked'],
    ['sends a Blob as a Blob where the length of streams is not heeded', deno, new Blob(['hello']), '5', undefined],
  ])('%s', async (_, platform, data, length, coding) => {
    const url = await serve((request, response) => {
      request.resume().on('end', () => response.end(JSON.stringify(request.headers)));
    });
    const headers = (await fetching(platform).post(url, { data })).json<Record<string, string>>();
    expect([headers['content-length'], headers['transfer-encoding']]).toEqual([length, coding]);
  });

  it('makes a Blob of a multipart body with files, without reading them, where nothing can be streamed', async () => {
    const { session, calls } = recording(browser);
    await session.post('https://a.test/', { files: { file: ['a.txt', new Blob(['content'])] }, data: { field: '1' } });
    const body = calls[0]?.init.body as Blob;
    expect(body).toBeInstanceOf(Blob);
    expect(await body.text()).toMatch(/name="field"\r\n\r\n1\r\n[\s\S]*filename="a.txt"\r\n\r\ncontent\r\n/);
    expect(headersOf(calls[0])['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body.type).toBe('');
  });

  it('drops the defaults that a browser writes itself, and refuses what a caller asks for', async () => {
    const { session, calls } = recording(browser);
    await session.get('https://a.test/', { headers: { 'X-Own': '1' } });
    expect(headersOf(calls[0])).toEqual({ accept: '*/*', 'x-own': '1' });
    for (const name of ['User-Agent', 'Host', 'Cookie', 'Sec-Fetch-Mode', 'Proxy-Anything', 'Referer', 'Connection']) {
      await expect(session.get('https://a.test/', { headers: { [name]: 'x' } })).rejects.toThrow(
        UnsupportedOptionError,
      );
    }
    await expect(session.get('https://a.test/', { cookies: { a: '1' } })).rejects.toThrow(/FetchAdapter.*Cookie/);
    expect(calls).toHaveLength(1);
  });

  it('asks for no coding that the platform does not undo', async () => {
    const { session, calls } = recording({ ...generic, codings: ['gzip'] });
    await session.get('https://a.test/');
    await session.get('https://a.test/', { headers: { 'Accept-Encoding': 'zstd' } });
    expect(calls.map((call) => headersOf(call)['accept-encoding'])).toEqual(['gzip', 'zstd']);
  });

  it('hands its own options to every call, and what session.fetch was told over them', async () => {
    const calls: RequestInit[] = [];
    const fetch = async (_: string, init: RequestInit): Promise<Response> => {
      calls.push(init);
      return new Response('');
    };
    const session = fetching();
    session.mount('https://', new FetchAdapter({ fetch, credentials: 'include', cache: 'no-store' }));
    await session.get('https://a.test/');
    await session.fetch('https://a.test/', { cache: 'reload' });
    expect(calls.map(({ credentials, cache }) => [credentials, cache])).toEqual([
      ['include', 'no-store'],
      ['include', 'reload'],
    ]);
  });

  it('escapes a URL that was set by hand, as Requests does and more than WHATWG', async () => {
    const { session, calls } = recording(generic);
    const request = await session.prepareRequest(new Request('GET', 'https://a.test/'));
    request.url = 'https://a.test/%zz|?[%]';
    await session.send(request);
    expect(calls[0]?.url).toBe('https://a.test/%25zz%7C?%5B%25%5D');
  });

  it('sends neither userinfo nor fragment', async () => {
    const { session, calls } = recording(generic);
    await session.get('https://user:secret@a.test/path?q#part');
    expect(calls[0]?.url).toBe('https://a.test/path?q');
    expect(headersOf(calls[0]).authorization).toBe('Basic dXNlcjpzZWNyZXQ=');
  });
});

describe('what it refuses before anything is sent', () => {
  it.each<[string, FetchPlatform, string, Parameters<ReturnType<typeof fetching>['request']>[2]]>([
    ['a proxy', generic, 'GET', { proxies: { all: 'http://127.0.0.1:1' } }],
    ['a SOCKS proxy in Bun', bun, 'GET', { proxies: { all: 'socks5://127.0.0.1:1' } }],
    ['verify: false', generic, 'GET', { verify: false }],
    ['authorities of one’s own', generic, 'GET', { verify: { ca: '-' } }],
    ['a client certificate', generic, 'GET', { cert: 'a.pem' }],
    ['a body with GET', generic, 'GET', { data: 'x' }],
    ['TRACE', generic, 'TRACE', {}],
    ['a method that Bun would send as GET', bun, 'VIEW', {}],
    ['a method that workerd does not know', workerd, 'VIEW', {}],
    ['Host', generic, 'GET', { headers: { Host: 'b.test' } }],
    ['allowRedirects: false in a browser', browser, 'GET', { allowRedirects: false }],
  ])('%s', async (_, platform, method, options) => {
    const { session, calls } = recording(platform);
    await expect(session.request(method, 'https://a.test/', options)).rejects.toThrow(UnsupportedOptionError);
    expect(calls).toEqual([]);
  });

  it('what a request says itself, and the pools of HTTPAdapter', () => {
    expect(() => new FetchAdapter(null as never)).toThrow(InvalidOptionError);
    expect(() => new FetchAdapter({ method: 'GET' } as object)).toThrow(InvalidOptionError);
    expect(() => new FetchAdapter({ poolMaxsize: 1 } as object)).toThrow(UnsupportedOptionError);
    expect(() => new FetchAdapter({ fetch: 'x' } as object)).toThrow(InvalidOptionError);
  });

  it('a URL that no fetch takes', async () => {
    await expect(fetching().get('http://a.test:99999/')).rejects.toThrow(InvalidURL);
  });
});

describe('what comes back', () => {
  it('has the status, the reason, each Set-Cookie, and the body decoded', async () => {
    const url = await serve((_, response) => {
      response.writeHead(201, 'Made', [
        ['Set-Cookie', 'a=1; Path=/'],
        ['Set-Cookie', 'b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT'],
        ['Content-Encoding', 'gzip'],
      ] as never);
      response.end(gzipSync('hello'));
    });
    const session = fetching();
    const response = await session.get(url);
    expect([response.statusCode, response.reason, response.text]).toEqual([201, 'Made', 'hello']);
    expect(response.headers.getSetCookie()).toHaveLength(2);
    expect(session.cookies.size).toBe(2);
  });

  it('decodes what the platform leaves', async () => {
    const answer = (): Response => new Response(gzipSync('hello'), { headers: { 'Content-Encoding': 'x-gzip' } });
    const { session } = recording(deno, answer);
    expect((await session.get('https://a.test/')).text).toBe('hello');
  });

  it('follows redirects hop by hop, with their history', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/end') return response.end('there');
      response.writeHead(302, { Location: '/end' });
      return response.end();
    });
    const response = await fetching().get(`${url}/start`);
    expect([response.text, response.history.map((one) => one.statusCode), response.url]).toEqual([
      'there',
      [302],
      `${url}/end`,
    ]);
    expect(response.toWeb().redirected).toBe(true);
  });

  it('lets a browser follow, and tells where that led', async () => {
    const { session, calls } = recording(browser, () => {
      const answer = new Response('there');
      return Object.defineProperties(answer, { url: { value: 'https://a.test/end' }, redirected: { value: true } });
    });
    const response = await session.get('https://a.test/start');
    expect([calls[0]?.init.redirect, response.url, response.history]).toEqual(['follow', 'https://a.test/end', []]);
    const web = response.toWeb();
    expect([web.url, web.redirected, web.clone().url]).toEqual(['https://a.test/end', true, 'https://a.test/end']);
    // the default of HEAD can't be kept there
    expect((await session.head('https://a.test/start')).statusCode).toBe(200);
  });

  it('needs no streams of a fetch that has none', async () => {
    const { session } = recording(generic, () => {
      return Object.defineProperty(new Response('hello'), 'body', { value: undefined });
    });
    expect((await session.get('https://a.test/')).text).toBe('hello');
    const streamed = await session.get('https://a.test/', { stream: true, timeout: 1000 });
    expect(new TextDecoder().decode(await streamed.read())).toBe('hello');
  });
});

describe('what ends it early', () => {
  it('is silence before the headers', async () => {
    const url = await serve(() => {});
    await expect(fetching().get(url, { timeout: 30 })).rejects.toThrow(ReadTimeout);
  });

  it('is silence within the body; each piece starts the time anew', async () => {
    const url = await serve(async (_, response) => {
      for (const text of ['a', 'b', 'c', 'd']) {
        response.write(text);
        await new Promise((later) => setTimeout(later, 60));
      }
    });
    const response = await fetching().get(url, { timeout: 400, stream: true });
    let text = '';
    const reading = (async () => {
      for await (const piece of response.iterContent({ chunkSize: null })) text += new TextDecoder().decode(piece);
    })();
    await expect(reading).rejects.toThrow(ReadTimeout);
    expect(text).toBe('abcd');
  });

  it('is the signal, whose very reason comes out, also of a fetch that heeds none', async () => {
    const { session } = recording(generic, () => new Promise(() => {}));
    const controller = new AbortController();
    const reason = { mine: true };
    const failed = session.get('https://a.test/', { signal: controller.signal }).catch((error: unknown) => error);
    await new Promise((soon) => setTimeout(soon, 5));
    controller.abort(reason);
    expect(await failed).toBe(reason);
  });

  it('is the signal while the body comes in', async () => {
    const gone = vi.fn();
    const url = await serve((_, response) => {
      response.on('close', gone);
      response.write('a');
    });
    const controller = new AbortController();
    const response = await fetching().get(url, { signal: controller.signal, stream: true });
    const failed = response.read().catch((error: unknown) => error);
    controller.abort(new Error('enough'));
    expect(await failed).toBe(controller.signal.reason);
    await vi.waitFor(() => expect(gone).toHaveBeenCalled());
  });

  it('is a body that was never read and is closed: its connection is given up', async () => {
    const gone = vi.fn();
    const url = await serve((_, response) => {
      response.on('close', gone);
      response.write('a');
    });
    const response = await fetching().get(url, { stream: true });
    await response.close();
    await vi.waitFor(() => expect(gone).toHaveBeenCalled());
  });

  it('is a body of the request that cannot be read: its own error comes out', async () => {
    const url = await serve((request) => void request.resume());
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield utf8('a');
      throw new Error('the disk is gone');
    }
    const failed = fetching().post(url, { data: broken() });
    await expect(failed).rejects.toThrow(/the disk is gone/);
    await expect(failed).rejects.toBeInstanceOf(RequestException);
  });
});

describe('errors', () => {
  it('are of the tree: nobody there, nobody by that name, a body that is cut', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '10' });
      response.write('abc', () => response.destroy());
    });
    await expect(fetching().get('http://127.0.0.1:9/')).rejects.toThrow(ConnectionError);
    await expect(fetching().get('http://nobody.invalid/')).rejects.toThrow(ConnectionError);
    await expect(fetching().get(url)).rejects.toThrow(ChunkedEncodingError);
  });

  it('say in a page that it may be the page', async () => {
    const { session } = recording(browser, () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(session.get('https://a.test/')).rejects.toThrow(/a\.test: Failed to fetch.*CORS/);
  });

  it('of a connection are tried again as maxRetries says', async () => {
    let calls = 0;
    const fetch = async (): Promise<Response> => {
      calls += 1;
      if (calls < 3) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
      return new Response('ok');
    };
    const session = fetching();
    session.mount('https://', new FetchAdapter({ fetch, maxRetries: new Retry({ total: 2, backoffFactor: 0 }) }));
    expect((await session.post('https://a.test/', { data: 'x' })).text).toBe('ok');
    expect(calls).toBe(3);
  });
});

describe('Bun', () => {
  it('is told of proxies and certificates in its own way', async () => {
    const { session, calls } = recording(bun);
    await session.get('https://a.test/');
    await session.get('https://a.test/', {
      proxies: { https: 'http://user:secret@proxy.test:3128' },
      verify: { ca: 'PEM' },
      cert: { cert: 'C', key: 'K' },
    });
    await session.get('https://a.test/', { verify: false });
    expect(calls.map(({ init }) => [init.proxy, init.tls])).toEqual([
      [false, undefined],
      ['http://user:secret@proxy.test:3128', { ca: 'PEM', cert: 'C', key: 'K' }],
      [false, { rejectUnauthorized: false }],
    ]);
  });
});

describe('a page', () => {
  it('streams over TLS alone', async () => {
    const platform = {
      ...browser,
      capabilities: { ...browser.capabilities, streamingUpload: true, uploadProgress: true },
    };
    const { session, calls } = recording(platform);
    await session.post('https://a.test/', { data: pieces('a') });
    await expect(session.post('http://a.test/', { data: pieces('a') })).rejects.toThrow(UnsupportedOptionError);
    await expect(session.post('http://a.test/', { data: 'a', onUploadProgress() {} })).rejects.toThrow(/http:/);
    expect(calls.map(({ url, init }) => [url, init.duplex])).toEqual([['https://a.test/', 'half']]);
  });

  it('leaves a challenge to our schemes, unless somebody says otherwise', async () => {
    const { session, calls } = recording(browser);
    const auth = new HTTPDigestAuth('user', 'pass');
    await session.get('https://a.test/', { auth });
    await session.get('https://a.test/', { auth: ['user', 'pass'] });
    session.auth = auth;
    await session.fetch('https://a.test/', { credentials: 'include' });
    expect(calls.map(({ init }) => init.credentials)).toEqual(['omit', undefined, 'include']);
  });
});
