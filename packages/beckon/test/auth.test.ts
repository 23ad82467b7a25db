import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AuthBase,
  HTTPBasicAuth,
  HTTPDigestAuth,
  HTTPProxyAuth,
  InvalidOptionError,
  type PreparedRequest,
  Request,
  Session,
  UnrewindableBodyError,
  utils,
} from '../src/index.ts';
import { failure } from './support/failure.ts';
import { type Answer, redirect, reply, serve } from './support/server.ts';

const basic = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`;
const authorization = async (
  options: object,
  url = 'http://h/',
  session = new Session({ trustEnv: false }),
): Promise<unknown> => (await session.prepareRequest(new Request('GET', url, options))).headers.get('Authorization');

describe('Basic', () => {
  it('writes latin-1 as latin-1, and both parts in UTF-8 where one has more than that (AUTH-4, AUTH-5)', async () => {
    expect(await authorization({ auth: ['ü', 'ß'] })).toBe(basic('ü:ß', 'latin1'));
    expect(await authorization({ auth: ['ü', '日本'] })).toBe(basic('ü:日本'));
    expect(await authorization({ auth: [new Uint8Array([0xff]), 'x'] })).toBe(basic('\xff:x', 'latin1'));
  });

  it('takes no missing part, and a colon in a user name as Requests does (AUTH-6, AUTH-7)', async () => {
    expect(await authorization({ auth: ['a:b', 'c'] })).toBe(basic('a:b:c'));
    for (const auth of [['a', null], [undefined, 'b'], ['a'], ['a', 'b', 'c']]) {
      expect(await failure(authorization({ auth })), String(auth)).toBeInstanceOf(InvalidOptionError);
    }
  });

  it('takes a user without a colon from the URL, as curl does (AUTH-13)', async () => {
    expect(await authorization({}, 'http://user@h/')).toBe(basic('user:'));
    expect(await authorization({}, 'http://us%40er:p%3Aw@h/')).toBe(basic('us@er:p:w'));
  });

  it('compares by user and password, whatever the class (AUTH-8)', () => {
    expect(new HTTPBasicAuth('a', 'b').equals(new HTTPDigestAuth('a', 'b'))).toBe(true);
    expect(new HTTPProxyAuth('a', 'b').equals(new HTTPBasicAuth('a', 'c'))).toBe(false);
  });

  it('lets a function or an object of any shape sign a request, and await (AUTH-2, AUTH-3)', async () => {
    const sign = async (request: PreparedRequest): Promise<void> => {
      await Promise.resolve();
      request.headers.set('Authorization', 'signed');
      request.body = 'longer than before';
    };
    const prepared = await new Request('POST', 'http://h/', { data: 'x', auth: sign }).prepare();
    expect([prepared.headers.get('Authorization'), prepared.headers.get('Content-Length')]).toEqual(['signed', '18']);
    expect(await failure(new Request('GET', 'http://h/', { auth: new AuthBase() }).prepare())).toBeTruthy();
  });
});

describe('which credentials count', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'beckon-netrc-'));
    writeFileSync(
      join(folder, 'netrc'),
      'machine h login netrc password file\nmachine example.com login a password b\n',
    );
    vi.stubEnv('NETRC', join(folder, 'netrc'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('auth of the call, then a header, the URL, the session, netrc (ENV-25, AUTH-14)', async () => {
    const session = new Session({ auth: ['session', ''] });
    const headers = { Authorization: 'by hand' };
    const url = 'http://url:@h/';
    expect(await authorization({ headers, auth: ['call', ''] }, url, session)).toBe(basic('call:'));
    expect(await authorization({ headers }, url, session)).toBe('by hand');
    expect(await authorization({}, url, session)).toBe(basic('url:'));
    expect(await authorization({}, 'http://h/', session)).toBe(basic('session:'));
    session.auth = null;
    expect(await authorization({}, 'http://h/', session)).toBe(basic('netrc:file'));
  });

  it.each([false, null, undefined])('auth %s (AUTH-17, AUTH-18)', async (auth) => {
    const given = await authorization({ auth }, 'http://h/', new Session());
    expect(given).toBe(auth === false ? undefined : basic('netrc:file'));
  });

  it('nothing of the environment where it is not trusted (ENV-1)', async () => {
    expect(await authorization({}, 'http://h/', new Session({ trustEnv: false }))).toBeUndefined();
  });

  it('netrc by the host alone, not by what looks like it (CVE-2024-47081)', async () => {
    expect(await utils.getNetrcAuth('http://example.com:@evil.com/')).toBeNull();
    expect(await utils.getNetrcAuth('http://user@example.com:8080/')).toEqual(['a', 'b']);
  });

  it('netrc does not replace what was said for the first hop (RED-27)', async () => {
    writeFileSync(join(folder, 'netrc'), 'default login netrc password file\n');
    await using server = await serve(({ target }) => (target === '/' ? redirect('/b') : reply()));
    await new Session().get(`${server.url}/`, { auth: ['call', ''] });
    expect(server.requests.map((request) => request.header('authorization'))).toEqual([basic('call:'), basic('call:')]);
  });

  it('a broken netrc counts as none, unless one asks (ENV-24)', async () => {
    writeFileSync(join(folder, 'netrc'), 'machine h bogus s3cret\n');
    expect(await utils.getNetrcAuth('http://h/')).toBeNull();
    expect((await failure(utils.getNetrcAuth('http://h/', true))).code).toBe('ERR_REQUEST_EXCEPTION');
  });
});

/** Challenges each request without credentials. */
const challenging =
  (...challenges: string[]): Answer =>
  (request) =>
    request.header('authorization') ? reply('in') : reply('', { 'WWW-Authenticate': challenges }, '401 Unauthorized');
const parameter = (header: string | undefined, name: string): string | undefined =>
  new RegExp(`\\b${name}="?([^",]*)`).exec(header ?? '')?.[1];
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

describe('Digest', () => {
  const session = (): Session => new Session({ trustEnv: false, auth: new HTTPDigestAuth('user', 's3cret') });

  it.each(['SHA-256-sess', 'SHA-512-256', 'SHA-512-256-sess', 'SHA-512', 'MD5-sess', 'md5'])(
    'answers %s (DIG-7, DIG-8)',
    async (algorithm) => {
      await using server = await serve(challenging(`Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`));
      expect((await session().get(`${server.url}/`)).text).toBe('in');
      expect(server.requests[1]?.header('authorization')).toContain(algorithm);
    },
  );

  it.each([
    ['Digest realm="r", nonce="n", algorithm=NEW', 'an unknown algorithm (DIG-8)'],
    ['Digest nonce="n"', 'no realm (DIG-20)'],
    ['Basic realm="r"', 'another scheme'],
  ])('leaves %s alone: %s', async (challenge) => {
    await using server = await serve(challenging(challenge));
    expect([(await session().get(`${server.url}/`)).statusCode, server.requests.length]).toEqual([401, 1]);
  });

  it('takes auth of a list with spaces, and auth-int alone (DIG-11, DIG-12)', async () => {
    await using both = await serve(challenging('Digest realm="r", nonce="n", qop="auth-int, auth"'));
    await session().post(`${both.url}/p`, { data: 'body' });
    expect(parameter(both.requests[1]?.header('authorization'), 'qop')).toBe('auth');
    await using alone = await serve(challenging('Digest realm="r", nonce="n", qop="auth-int"'));
    await session().post(`${alone.url}/p`, { data: 'body' });
    const header = alone.requests[1]?.header('authorization');
    const a2 = md5(`POST:/p:${md5('body')}`);
    expect(parameter(header, 'response')).toBe(
      md5(`${md5('user:r:s3cret')}:n:00000001:${parameter(header, 'cnonce')}:auth-int:${a2}`),
    );
  });

  it('answers the strongest of several challenges, in one header or in several (DIG-21)', async () => {
    await using server = await serve(
      challenging(
        'Basic realm="b"',
        'Digest realm="m", nonce="1", algorithm=MD5, Digest realm="s", nonce="2", algorithm=SHA-256',
      ),
    );
    await session().get(`${server.url}/`);
    expect(parameter(server.requests[1]?.header('authorization'), 'realm')).toBe('s');
  });

  it('escapes quotes in a name (DIG-19)', async () => {
    await using server = await serve(challenging('Digest realm="a \\"b\\"", nonce="n"'));
    await new Session({ trustEnv: false, auth: new HTTPDigestAuth('us"er', 'x') }).get(`${server.url}/`);
    expect(server.requests[1]?.header('authorization')).toContain('username="us\\"er", realm="a \\"b\\""');
  });

  it('answers no challenge of another host (DIG-22)', async () => {
    await using other = await serve(challenging('Digest realm="r", nonce="n"'));
    await using first = await serve(() => redirect(`${other.elsewhere}/`));
    const response = await session().get(`${first.url}/`);
    expect([response.statusCode, other.requests.length]).toEqual([401, 1]);
  });

  it('counts up for calls at the same time, each count once (DIG-13, DIG-18)', async () => {
    await using server = await serve(challenging('Digest realm="r", nonce="n", qop="auth"'));
    const one = session();
    await one.get(`${server.url}/`);
    await Promise.all(Array.from({ length: 5 }, () => one.get(`${server.url}/`)));
    const counts = server.requests.slice(1).map((request) => parameter(request.header('authorization'), 'nc'));
    expect(counts.sort()).toEqual([1, 2, 3, 4, 5, 6].map((count) => `0000000${count}`));
  });

  it('sends no body again that can be read once only (DIG-17)', async () => {
    await using server = await serve(challenging('Digest realm="r", nonce="n"'));
    const data = (async function* () {
      yield 'once';
    })();
    const error = await failure(session().post(`${server.url}/`, { data }));
    expect(error).toBeInstanceOf(UnrewindableBodyError);
    expect([error.response?.statusCode, server.requests.length]).toEqual([401, 1]);
  });

  it('gives up after one refusal, with what was refused in the history (DIG-3)', async () => {
    await using server = await serve(() => reply('', { 'WWW-Authenticate': 'Digest realm="r", nonce="n"' }, '401 No'));
    const response = await session().get(`${server.url}/`);
    expect([response.statusCode, response.history.length, server.requests.length]).toEqual([401, 1, 2]);
    expect(server.connections()).toBe(1);
  });
});
