import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  CaseInsensitiveDict,
  cookiejarFromDict,
  HTTPAdapter,
  HTTPBasicAuth,
  HTTPDigestAuth,
  Request,
  RequestsCookieJar,
  Response,
  Retry,
  Session,
} from '../src/index.ts';
import { failure, shown } from './support/failure.ts';
import { redirect, reply, serve } from './support/server.ts';

const SECRET = 's3cret';
const CREDENTIALS = {
  auth: ['user', SECRET],
  headers: { Authorization: SECRET, Cookie: `a=${SECRET}`, 'Proxy-Authorization': SECRET, 'X-Api-Key': SECRET },
} as const;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('no object shows a secret in a log', () => {
  it('a session, a request, a prepared one, and its headers', async () => {
    const session = new Session({
      auth: ['user', SECRET],
      headers: CREDENTIALS.headers,
      proxies: { http: `http://user:${SECRET}@proxy/` },
      cookies: { a: SECRET },
      params: { token: SECRET },
      cert: { cert: SECRET, key: SECRET, passphrase: SECRET },
    });
    const request = new Request('POST', `http://user:${SECRET}@h/?token=${SECRET}`, {
      ...CREDENTIALS,
      data: { password: SECRET },
      cookies: { b: SECRET },
    });
    const prepared = await session.prepareRequest(request);
    for (const value of [session, request, prepared, prepared.headers, { prepared }, [session]])
      expect(shown(value)).not.toContain(SECRET);
  });

  it('credentials and jars', () => {
    const jar = new RequestsCookieJar();
    jar.set('a', SECRET);
    for (const value of [
      new HTTPBasicAuth('user', SECRET),
      new HTTPDigestAuth('user', SECRET),
      { jar: inspect(jar) },
      cookiejarFromDict({ a: SECRET }).toString(),
    ]) {
      expect(shown(value)).not.toContain(SECRET);
    }
    // the JSON of a jar is for keeping it
    expect(JSON.stringify(jar)).toContain(SECRET);
  });

  it('a response, its history and its cookies', async () => {
    await using server = await serve(({ target }) =>
      target.startsWith('/b')
        ? reply('', { 'Set-Cookie': `a=${SECRET}` })
        : redirect(`/b?token=${SECRET}`, '302 Found', { 'Set-Cookie': `b=${SECRET}` }),
    );
    const session = new Session({ trustEnv: false });
    const response = await session.get(`http://user:${SECRET}@127.0.0.1:${server.port}/`, CREDENTIALS);
    expect(response.cookies.get('a')).toBe(SECRET);
    expect(shown({ ...response.toJSON(), history: [] })).not.toContain(SECRET);
    for (const value of [response, response.headers, response.request, response.history, session])
      expect(inspect(value, { depth: 9 })).not.toContain(SECRET);
    for (const one of response.history) expect(inspect(one.toJSON(), { depth: 9 })).not.toContain(`b=${SECRET}`);
  });

  it('an adapter, its pools and its retries', async () => {
    const adapter = new HTTPAdapter({ maxRetries: 1 });
    adapter.initPoolmanager(1, 1, false, { passphrase: SECRET, key: SECRET });
    adapter.proxyManagerFor(`http://user:${SECRET}@proxy/`);
    const retry = new Retry({ total: 2 }).increment({ method: 'GET', url: `/?token=${SECRET}`, status: 503 });
    for (const value of [adapter, adapter.poolmanager, [...adapter.proxyManager.values()], retry])
      expect(shown(value)).not.toContain(SECRET);
  });

  it('a dict is read in full by whoever asks for its pairs', () => {
    const dict = new CaseInsensitiveDict({ Authorization: SECRET });
    expect(shown(dict)).not.toContain(SECRET);
    expect(Object.fromEntries(dict)).toEqual({ Authorization: SECRET });
  });
});

describe('no error shows a secret', () => {
  const session = new Session({ trustEnv: false });
  const at = (port: number): string =>
    `http://user:${SECRET}@127.0.0.1:${port}/?password=${SECRET}#access_token=${SECRET}`;

  it.each<[string, () => Promise<unknown>]>([
    ['refused', () => session.get(at(9), CREDENTIALS)],
    ['no such name', () => session.get(`http://user:${SECRET}@no-such.invalid/`, CREDENTIALS)],
    ['no adapter', () => session.get(`ftp://user:${SECRET}@h/`)],
    ['no scheme', () => session.get(`user:${SECRET}@h/`)],
    ['no host', () => session.get(`http://user:${SECRET}@/`)],
    ['bad port', () => session.get(`http://user:${SECRET}@h:x/`)],
    ['a slash in the password', () => session.get(`http://user:a/${SECRET}@h:x/`)],
    ['bad header', () => session.get(at(9), { headers: { Authorization: `${SECRET}\n` } })],
    ['bad cookie', () => session.get(at(9), { cookies: { a: `${SECRET};` } })],
    ['bad auth', () => session.get(at(9), { auth: `user:${SECRET}` as never })],
    ['bad proxy', () => session.get(at(9), { proxies: { http: `http://user:${SECRET}@:x` } })],
    ['proxy of no kind', () => session.get(at(9), { proxies: { http: `gopher://user:${SECRET}@h` } })],
    ['proxy refused', () => session.get(at(9), { proxies: { http: `http://user:${SECRET}@127.0.0.1:9` } })],
    ['SOCKS refused', () => session.get(at(9), { proxies: { http: `socks5://user:${SECRET}@127.0.0.1:9` } })],
    ['JSON', () => session.post(at(9), { json: { password: SECRET, n: 1n } })],
    ['form', () => session.post(at(9), { data: { password: { inner: SECRET } } as never })],
    [
      'certificate',
      () => session.get('https://127.0.0.1:9/', { cert: { cert: SECRET, key: SECRET, passphrase: SECRET } }),
    ],
    ['authority', () => session.get('https://127.0.0.1:9/', { verify: { ca: SECRET } })],
    ['option', () => session.get(at(9), { x: SECRET } as never)],
    ['value', () => session.get(at(9), { stream: SECRET as never })],
  ])('%s', async (_name, call) => {
    const error = await failure(call);
    expect(shown(error)).not.toContain(SECRET);
    expect(error.message.length).toBeGreaterThan(10);
  });

  it('of what a server does', async () => {
    await using server = await serve((_request, count) =>
      count === 0
        ? redirect(`/again?token=${SECRET}`)
        : count === 1
          ? reply(SECRET, {}, '500 No')
          : 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n',
    );
    const few = new Session({ trustEnv: false, maxRedirects: 0 });
    const errors = [
      await failure(few.get(at(server.port), CREDENTIALS)),
      await failure(session.get(at(server.port), CREDENTIALS).then((response) => response.raiseForStatus())),
      await failure(session.get(at(server.port), { ...CREDENTIALS, timeout: 100 })),
      await failure(() => new Response({ content: `{"password": ${SECRET}` }).json()),
    ];
    for (const error of errors) expect(shown(error)).not.toContain(SECRET);
  });

  it('a broken answer is told without what it held', async () => {
    const server = createServer((socket) => socket.end(`HTTP/1.1 200 OK\r\nSet-Cookie ${SECRET}\r\n\r\n`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const error = await failure(session.get(`http://127.0.0.1:${(server.address() as { port: number }).port}/`));
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain(SECRET);
    server.close();
  });
});
