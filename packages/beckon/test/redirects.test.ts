import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Request, type Response, Session, TooManyRedirects, UnrewindableBodyError } from '../src/index.ts';
import { failure } from './support/failure.ts';
import { type Answer, redirect, reply, serve } from './support/server.ts';

const newSession = (init: ConstructorParameters<typeof Session>[0] = {}): Session =>
  new Session({ trustEnv: false, ...init });
/** Sends `/` elsewhere, or to where its query says, and answers all else. */
const leadsTo =
  (location: string | (() => string), status = '302 Found', headers = {}): Answer =>
  ({ target }) =>
    target === '/' ? redirect(typeof location === 'string' ? location : location(), status, headers) : reply('there');

describe('where a redirect leads', () => {
  it('reads a Location that is no UTF-8 byte by byte (RED-5)', async () => {
    await using server = await serve(leadsTo('/caf\xe9'));
    expect((await newSession().get(`${server.url}/`)).text).toBe('there');
    expect(server.requests[1]?.target).toBe('/caf%E9');
  });

  it('reads a Location in UTF-8 as that (RED-4)', async () => {
    await using server = await serve(leadsTo(Buffer.from('/š').toString('latin1')));
    await newSession().get(`${server.url}/`);
    expect(server.requests[1]?.target).toBe('/%C5%A1');
  });

  it.each(['ftp://h/', 'javascript:alert(1)', 'http://:bad:/', 'http://[::1/', 'http://user@/', 'http://h:99999/'])(
    'throws an error of the tree that knows the request for %s (RED-13)',
    async (location) => {
      await using server = await serve(leadsTo(location));
      const error = await failure(newSession().get(`${server.url}/`));
      expect(error.code).toMatch(/^ERR_INVALID_(SCHEMA|URL)$/);
      expect(error.request?.url).toBe(location);
    },
  );

  it.each([0, 1, 2])(
    'ends at maxRedirects %i with the last response and its history (RED-33)',
    async (maxRedirects) => {
      await using server = await serve(() => redirect('/again'));
      const error = await failure(newSession({ maxRedirects }).get(`${server.url}/`));
      expect(error).toBeInstanceOf(TooManyRedirects);
      expect(server.requests).toHaveLength(maxRedirects + 1);
      expect(error.response?.statusCode).toBe(302);
      expect(error.response?.history).toHaveLength(maxRedirects);
      expect(error.request).toBe(error.response?.request);
    },
  );

  it('is not followed where that is switched off (CVE-2025-50181, CVE-2025-50182)', async () => {
    await using server = await serve(leadsTo('/b'));
    const response = await newSession().get(`${server.url}/`, { allowRedirects: false });
    expect([response.statusCode, server.requests.length, response.history.length]).toEqual([302, 1, 0]);
    expect(response.next?.url).toBe(`${server.url}/b`);
  });

  it('is told by next without reading the body of a stream (RED-37)', async () => {
    await using server = await serve((_request, _count, socket) => {
      socket.write('HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 5\r\n\r\n');
      return undefined;
    });
    const response = await newSession().get(`${server.url}/`, { allowRedirects: false, stream: true });
    expect(response.next?.url).toBe(`${server.url}/b`);
    await response.close();
  });
});

describe('what goes along to another host', () => {
  async function led(options: object, session = newSession()): Promise<(name: string) => string | undefined> {
    await using other = await serve(() => reply('there'));
    await using first = await serve(
      leadsTo(() => `${other.elsewhere}/b`, '307 Temporary Redirect', { 'Set-Cookie': 'planted=1' }),
    );
    await session.request('GET', `${first.url}/`, options);
    return (name) => other.requests[0]?.header(name);
  }

  it.each(['Authorization', 'authorization', 'AUTHORIZATION', 'aUtHoRiZaTiOn'])(
    'no %s header, in whatever case (CVE-2014-1829, CVE-2018-20060, CVE-2018-25091)',
    async (name) => {
      expect((await led({ headers: { [name]: 'Bearer s3cret' } }))('authorization')).toBeUndefined();
    },
  );

  it('no credentials of the call, nor of the session (D-1)', async () => {
    expect((await led({ auth: ['user', 's3cret'] }))('authorization')).toBeUndefined();
    expect((await led({}, newSession({ auth: ['user', 's3cret'] })))('authorization')).toBeUndefined();
  });

  it('no Cookie that was written by hand, none of the call, and none that the first host set (CVE-2023-43804, RED-22, CVE-2015-2296)', async () => {
    expect((await led({ headers: { Cookie: 'a=s3cret' } }))('cookie')).toBeUndefined();
    expect((await led({ cookies: { a: 's3cret' } }))('cookie')).toBeUndefined();
  });

  it('no Host that was written by hand (RED-29)', async () => {
    expect((await led({ headers: { Host: 'virtual.example' } }))('host')).toMatch(/^localhost:\d+$/);
  });

  it('no Proxy-Authorization, on no redirect at all (CVE-2014-1830, CVE-2024-37891)', async () => {
    expect((await led({ headers: { 'Proxy-Authorization': 'Basic eDp5' } }))('proxy-authorization')).toBeUndefined();
    await using server = await serve(leadsTo('/b'));
    await newSession().get(`${server.url}/`, { headers: { 'Proxy-Authorization': 'Basic eDp5' } });
    expect(server.requests[1]?.header('proxy-authorization')).toBeUndefined();
  });

  it('no credentials either where it leads back to the first (RED-24)', async () => {
    await using first = await serve(({ target }) => (target === '/' ? redirect(`${other.elsewhere}/`) : reply('home')));
    await using other = await serve(() => redirect(`${first.url}/home`));
    await newSession().get(`${first.url}/`, { auth: ['user', 's3cret'] });
    expect(first.requests.map((request) => request.header('authorization') !== undefined)).toEqual([true, false]);
  });

  it('no credentials to another port of the same host (CVE-2018-18074)', async () => {
    await using other = await serve(() => reply('there'));
    await using first = await serve(leadsTo(() => `${other.url}/b`));
    await newSession().get(`${first.url}/`, { auth: ['user', 's3cret'] });
    expect(other.requests[0]?.header('authorization')).toBeUndefined();
  });

  it('keeps its cookies apart in the jar, by the host that set them', async () => {
    const session = newSession();
    await led({}, session);
    expect(session.cookies.listDomains()).toEqual(['127.0.0.1']);
  });

  it.each([
    ['https://h/', 'http://h/', true],
    ['http://h/', 'https://h/', false],
    ['http://h:80/', 'https://h:443/', false],
    ['https://h/', 'https://h:444/', true],
    ['http://h/', 'http://www.h/', true],
    ['http://H/', 'http://h/', false],
  ])('credentials for %s are kept from %s: %s (RED-23)', (from, to, strips) => {
    expect(newSession().shouldStripAuth(from, to)).toBe(strips);
  });
});

describe('the body of a redirected request', () => {
  async function* pieces(): AsyncGenerator<string> {
    yield 'once';
  }

  it('is sent again where it can be, and is an error where it can be read once only (RED-19)', async () => {
    await using server = await serve(leadsTo('/b', '308 Permanent Redirect'));
    await newSession().post(`${server.url}/`, { data: new Blob(['twice']) });
    expect(server.requests.map((request) => request.body)).toEqual(['twice', 'twice']);
    const error = await failure(newSession().post(`${server.url}/`, { data: pieces() }));
    expect(error).toBeInstanceOf(UnrewindableBodyError);
    expect(error.response?.statusCode).toBe(308);
    expect(server.requests).toHaveLength(3);
  });

  it('is gone after 303, with all that told of it (CVE-2023-45803)', async () => {
    await using server = await serve(leadsTo('/b', '303 See Other'));
    await newSession().post(`${server.url}/`, { json: { a: 1 } });
    const [, second] = server.requests;
    expect([second?.method, second?.body]).toEqual(['GET', '']);
    for (const name of ['content-type', 'content-length', 'transfer-encoding'])
      expect(second?.header(name)).toBeUndefined();
  });
});

describe('the body of a redirect itself', () => {
  it('is not unpacked: a bomb of gzip does no harm (RED-32, CVE-2026-21441)', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    await using server = await serve(({ target }) =>
      target === '/' ? reply(bomb, { Location: '/b', 'Content-Encoding': 'gzip' }, '302 Found') : reply('there'),
    );
    const before = process.memoryUsage().rss;
    const response = await newSession().get(`${server.url}/`, { stream: true });
    expect(response.url).toBe(`${server.url}/b`);
    await response.close();
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
  }, 30_000);

  it('gives its connection back, and one that is broken does not matter (RED-31)', async () => {
    await using server = await serve(({ target }) =>
      target === '/' ? reply('no gzip', { Location: '/b', 'Content-Encoding': 'gzip' }, '302 Found') : reply('there'),
    );
    expect((await newSession().get(`${server.url}/`)).text).toBe('there');
    expect(server.connections()).toBe(1);
  });
});

describe('redirects by hand', () => {
  it('can be walked from a prepared request, and each hop sees the hooks (RED-38, RED-40)', async () => {
    await using server = await serve(leadsTo('/b'));
    const session = newSession();
    const seen: (string | null)[] = [];
    const hooks = { response: (response: Response) => void seen.push(response.url) };
    const prepared = await session.prepareRequest(new Request('GET', `${server.url}/`, { hooks }));
    const first = await session.send(prepared, { allowRedirects: false });
    for await (const response of session.resolveRedirects(first, prepared)) expect(response.text).toBe('there');
    expect(seen).toEqual([`${server.url}/`, `${server.url}/b`]);
  });
});
