import { describe, expect, it } from 'vitest';
import {
  InvalidHeader,
  InvalidJSONError,
  InvalidOptionError,
  InvalidProxyURL,
  InvalidSchema,
  InvalidURL,
  MissingSchema,
  Request,
  RequestException,
  type RequestOptions,
  Session,
  URLRequired,
} from '../src/index.ts';
import { failure } from './support/failure.ts';
import { reply, serve } from './support/server.ts';

const session = new Session({ trustEnv: false });

/** What a call with these options throws; it must not reach the server. */
async function refused(options: object, method: unknown = 'POST'): Promise<RequestException> {
  await using server = await serve(() => reply());
  const error = await failure(session.request(method as string, `${server.url}/`, options));
  expect(server.connections()).toBe(0);
  return error;
}

describe('a URL', () => {
  it.each<[unknown, new (message: string) => RequestException, string]>([
    ['example.com', MissingSchema, 'https://example.com'],
    ['', MissingSchema, '""'],
    ['//h/x', MissingSchema, '//h/x'],
    [undefined, MissingSchema, 'undefined'],
    [null, MissingSchema, 'null'],
    [5, MissingSchema, '5'],
    ['http://', InvalidURL, 'http://'],
    ['http:/x', InvalidURL, 'No host'],
    ['http://*.h/', InvalidURL, 'label'],
    ['http://h:99999/', InvalidURL, 'h:99999'],
    ['http://h:abc/', InvalidURL, 'h:abc'],
    ['http://[::1/', InvalidURL, '[::1'],
    ['http://☃.net/', InvalidURL, '☃'],
    ['http://h/\ud800', InvalidURL, 'surrogate'],
    [new Uint8Array([0xff]), InvalidURL, 'UTF-8'],
    ['localhost:3128', InvalidSchema, 'localhost:3128'],
    ['ftp://h/x', InvalidSchema, 'ftp://h/x'],
    [`http://${'a'.repeat(100_000)}/`, InvalidURL, 'aaa'],
    [`http://${'é'.repeat(100_000)}/`, InvalidURL, 'é'],
  ])('%o is refused by name', async (url, type, named) => {
    const error = await failure(session.get(url as string));
    expect(error).toBeInstanceOf(type);
    expect(error.message).toContain(named);
  });

  it('is none in a prepared request that was never prepared', async () => {
    const prepared = await session.prepareRequest(new Request('GET', 'http://h/'));
    prepared.url = null;
    expect(await failure(session.send(prepared))).toBeInstanceOf(URLRequired);
  });

  it.each(['http://h/\r\nX: y', 'http://h/?a=\r\nX: y', 'http://h\r\nX: y/'])(
    'never breaks a line: %j (CVE-2019-9740, CVE-2019-11236)',
    async (url) => {
      const outcome = await session.prepareRequest(new Request('GET', url)).catch((error: unknown) => error);
      if (!(outcome instanceof InvalidURL)) expect((outcome as { url: string }).url).not.toMatch(/[\r\n]/);
    },
  );

  it('is prepared in linear time, whatever it is made of (CVE-2020-7212, CVE-2021-33503)', async () => {
    const took = async (url: string): Promise<number> => {
      const start = performance.now();
      await session.prepareRequest(new Request('GET', url)).catch(() => {});
      return performance.now() - start;
    };
    for (const make of [
      (n: number) => `http://h/${'%zz'.repeat(n)}`,
      (n: number) => `http://${'@'.repeat(n)}h/`,
      (n: number) => `http://h/${'../'.repeat(n)}`,
      (n: number) => `http://${'a.'.repeat(n)}/`,
      (n: number) => `http://h/?${'[&'.repeat(n)}`,
    ]) {
      await took(make(10_000));
      const [short, long] = [await took(make(20_000)), await took(make(200_000))];
      // ten times as long, and not a hundred times; with much room for a busy machine
      expect(long).toBeLessThan(40 * short + 400);
    }
  });
});

describe('a method', () => {
  it.each(['', 'a b', 'GET / HTTP/1.1\r\nX: y', 'GE\0T', 'é', null, 5, {}])(
    '%o is refused (API-10, CVE-2020-26137)',
    async (method) => {
      expect(await refused({}, method)).toBeInstanceOf(RequestException);
    },
  );

  it('of another name is sent in upper case, by the letters of ASCII alone (API-9)', async () => {
    await using server = await serve(() => reply());
    await session.request('mkcol', server.url);
    expect(server.requests[0]?.line).toBe('MKCOL / HTTP/1.1');
  });
});

describe('options', () => {
  it.each<[object, new () => Error, string]>([
    [{ headers: { 'X Y': 'a' } }, InvalidHeader, 'X Y'],
    [{ headers: { '': 'a' } }, InvalidHeader, 'name'],
    [{ headers: { X: 'a\r\nY: b' } }, InvalidHeader, 'header X'],
    [{ headers: { X: 'a\0' } }, InvalidHeader, 'header X'],
    [{ headers: { X: ' a' } }, InvalidHeader, 'header X'],
    [{ headers: { X: '日本' } }, InvalidHeader, 'latin-1'],
    [{ headers: { X: 5 } }, InvalidHeader, 'header X'],
    [{ headers: { X: ['a', 'b'] } }, InvalidHeader, 'header X'],
    [{ headers: [['X']] }, InvalidOptionError, 'pairs'],
    [{ headers: 'X: y' }, InvalidOptionError, 'headers'],
    [{ params: { a: { b: 1 } } }, InvalidOptionError, '"a"'],
    [{ params: { a: '\ud800' } }, RequestException, ''],
    [{ params: 5 }, InvalidOptionError, '5'],
    [{ data: 5 }, InvalidOptionError, 'data cannot be 5'],
    [{ json: { a: 1n } }, InvalidJSONError, '$.a'],
    [{ files: { f: {} } }, RequestException, 'f'],
    [{ auth: 'user:pass' }, InvalidOptionError, 'auth'],
    [{ auth: ['user'] }, InvalidOptionError, 'auth'],
    [{ auth: {} }, InvalidOptionError, 'auth'],
    [{ timeout: 0 }, InvalidOptionError, '0'],
    [{ timeout: -1 }, InvalidOptionError, '-1'],
    [{ timeout: Number.NaN }, InvalidOptionError, 'NaN'],
    [{ timeout: '5' }, InvalidOptionError, '"5"'],
    [{ timeout: true }, InvalidOptionError, 'true'],
    [{ timeout: [1, 2, 3] }, InvalidOptionError, '3'],
    [{ timeout: { connects: 1 } }, InvalidOptionError, 'connects'],
    [{ proxies: { http: 'http://' } }, InvalidProxyURL, ''],
    [{ proxies: { http: 'http://h:99999' } }, InvalidURL, ''],
    [{ proxies: { http: 'gopher://h' } }, InvalidURL, 'gopher'],
    [{ proxies: { http: 5 } }, InvalidOptionError, 'http'],
    [{ proxies: 'http://h' }, InvalidOptionError, 'proxies'],
    [{ hooks: { request: () => {} } }, InvalidOptionError, 'request'],
    [{ hooks: 5 }, InvalidOptionError, 'hooks'],
    [{ cookies: { 'a=b': 'c' } }, InvalidOptionError, 'a=b'],
    [{ cookies: { a: 'b;c' } }, InvalidOptionError, '"a"'],
    [{ cookies: 5 }, InvalidOptionError, 'cookies'],
    [{ signal: {} }, InvalidOptionError, 'signal'],
    [{ stream: 1 }, InvalidOptionError, 'stream'],
    [{ allowRedirects: 'no' }, InvalidOptionError, 'allowRedirects'],
    [{ verify: 5 }, InvalidOptionError, 'verify'],
    [{ cert: ['a'] }, InvalidOptionError, 'cert'],
    [{ limits: { bytes: 1 } }, InvalidOptionError, 'bytes'],
    [{ limits: { ratio: 0 } }, InvalidOptionError, 'ratio'],
    [{ onUploadProgress: true }, InvalidOptionError, 'onUploadProgress'],
    [{ allow_redirects: false }, InvalidOptionError, 'allowRedirects'],
    [{ timeOut: 5 }, InvalidOptionError, 'timeout'],
  ])('%o are refused by name, before anything is sent', async (options, type, named) => {
    const error = await refused(options);
    expect(error).toBeInstanceOf(type);
    expect(error.message).toContain(named);
    expect(error.code).toMatch(/^ERR_[A-Z_]+$/);
  });

  it('for https as well: an authority, a certificate or a key that is not there', async () => {
    for (const options of [
      { verify: '/no/such' },
      { cert: '/no/such' },
      { cert: ['/no/such', '/no/such'] },
      { verify: { ca: 'no PEM' } },
    ]) {
      const error = await failure(session.get('https://127.0.0.1:9/', options as RequestOptions));
      expect(error.message).toMatch(/\/no\/such|PEM|certificate/i);
    }
  });

  it('of a session, an adapter and a prepared request are held to the same', async () => {
    expect(await failure(() => new Session({ max_redirects: 5 } as object))).toBeInstanceOf(InvalidOptionError);
    expect(await failure(() => new Request('GET', 'http://h/', { timeout: 5 } as object))).toBeInstanceOf(
      InvalidOptionError,
    );
    const prepared = await session.prepareRequest(new Request('GET', 'http://h/'));
    expect(await failure(session.send(prepared, { params: {} } as object))).toBeInstanceOf(InvalidOptionError);
    expect(await failure(session.send(new Request('GET', 'http://h/') as never))).toBeInstanceOf(InvalidOptionError);
  });
});
