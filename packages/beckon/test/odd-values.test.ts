import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as beckon from '../src/index.ts';
import { reply, serve, type TestServer } from './support/server.ts';

/** What a caller's own code throws comes out as it is. */
class Own extends Error {}

const cycle: Record<string, unknown> = {};
cycle.self = cycle;
let deep: unknown[] = [];
for (let depth = 0; depth < 5000; depth++) deep = [deep];

/** Made anew for each use: some can be used once. */
const ODD: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  false: () => false,
  zero: () => 0,
  'a negative number': () => -1,
  NaN: () => Number.NaN,
  'a BigInt': () => 5n,
  'a symbol': () => Symbol('odd'),
  'a function': () => () => {},
  'an empty text': () => '',
  'a text': () => 'odd',
  'a line end': () => 'a\r\nb: c',
  'half a character': () => '\ud800',
  'a long text': () => '%'.repeat(20_000),
  'an empty object': () => ({}),
  'an object': () => ({ a: { b: 1 } }),
  'an object without a prototype': () => Object.create(null),
  'an object that is no text': () => ({ toString: () => ({}) }),
  'an object that throws': () => ({
    get a(): never {
      throw new Own();
    },
  }),
  'a cycle': () => cycle,
  'a symbol within': () => ({ a: Symbol('odd') }),
  'an empty array': () => [],
  'an array of null': () => [null],
  'a pair of symbols': () => [[Symbol('name'), Symbol('value')]],
  'a pair of numbers': () => [[1, 2]],
  'a deep array': () => deep,
  'a Map': () => new Map([[Symbol('name'), {}]]),
  'an invalid date': () => new Date(Number.NaN),
  bytes: () => new Uint8Array([255, 0, 13, 10]),
  'an iterable of symbols': () => ({
    *[Symbol.iterator]() {
      yield Symbol('odd');
    },
  }),
  'what is only called iterable': () => ({ [Symbol.iterator]: 5 }),
  'a stream of symbols': () => ({
    async *[Symbol.asyncIterator]() {
      yield Symbol('odd');
    },
  }),
  'half a jar': () => ({ cookieHeader: () => Symbol('odd') }),
  'half a signal': () => ({ addEventListener: () => {} }),
};

let server: TestServer;
let session: beckon.Session;
beforeAll(async () => {
  server = await serve(() => reply('{"a": 1}', { 'Set-Cookie': 'a=b', 'Content-Type': 'application/json' }));
  session = new beckon.Session({ trustEnv: false, timeout: 2000 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** Runs it to its end, generators too, and tells an error that is none of the tree. */
async function leak(work: () => unknown): Promise<string | undefined> {
  try {
    const value = (await work()) as { next?: () => unknown } | null | undefined;
    if (typeof value?.next === 'function') for (let count = 0; count < 5; count++) await value.next();
    return undefined;
  } catch (error) {
    if (error instanceof beckon.RequestException || error instanceof Own) return undefined;
    return error instanceof Error ? (error.stack ?? error.message).slice(0, 300) : String(error);
  }
}

async function leaks(work: (value: never) => unknown): Promise<string[]> {
  const found: string[] = [];
  for (const [name, make] of Object.entries(ODD)) {
    const what = await leak(() => work(make() as never));
    if (what !== undefined) found.push(`${name}: ${what}`);
  }
  return found;
}

const CALL_OPTIONS =
  'params data json headers cookies files auth timeout allowRedirects proxies hooks stream verify cert signal onUploadProgress onDownloadProgress limits trustEnv'.split(
    ' ',
  );
const SESSION_OPTIONS =
  'headers auth proxies hooks params stream verify cert maxRedirects trustEnv cookies adapters timeout defaultEncoding limits'.split(
    ' ',
  );

describe('only errors of the tree come of odd values', () => {
  it.each(CALL_OPTIONS)('as the option %s of a call', async (name) => {
    expect(await leaks((value) => session.post(server.url, { [name]: value }))).toEqual([]);
    expect(await leaks((value) => session.post(server.url, { [name]: { a: value } }))).toEqual([]);
    expect(await leaks((value) => session.get(server.url, { [name]: [['a', value]] }))).toEqual([]);
    expect(await leaks((value) => session.get(server.url, { [name]: [[value, 'a']] }))).toEqual([]);
  });

  it('as URL, method, options or request', async () => {
    expect(await leaks((value) => session.get(value))).toEqual([]);
    expect(await leaks((value) => beckon.get(server.url, value))).toEqual([]);
    expect(await leaks((value) => session.request(value, server.url))).toEqual([]);
    expect(await leaks((value) => session.send(value))).toEqual([]);
    expect(await leaks((value) => session.prepareRequest(value))).toEqual([]);
  });

  it.each(SESSION_OPTIONS)('as %s of a session, given or set', async (name) => {
    const made = (init: object): beckon.Session => new beckon.Session({ trustEnv: false, timeout: 2000, ...init });
    expect(await leaks(async (value) => (await made({ [name]: value }).get(server.url)).text)).toEqual([]);
    if (name === 'adapters') return;
    expect(await leaks((value) => Object.assign(made({}), { [name]: value }).get(server.url))).toEqual([]);
  });

  it.each(['method', 'url', 'headers', 'body', 'hooks'])('as %s of a prepared request', async (name) => {
    expect(
      await leaks(async (value) => {
        const prepared = await session.prepareRequest(new beckon.Request('POST', server.url, { data: 'abc' }));
        return session.send(Object.assign(prepared, { [name]: value }));
      }),
    ).toEqual([]);
  });

  it('as a header that is set by hand', async () => {
    for (const name of ['X', 'Content-Length', 'Host']) {
      expect(
        await leaks(async (value) => {
          const prepared = await session.prepareRequest(new beckon.Request('GET', server.url));
          prepared.headers.set(name, value);
          return session.send(prepared);
        }),
      ).toEqual([]);
    }
  });

  it("as what a caller's own code gives", async () => {
    class Leading extends beckon.Session {
      target: unknown;
      override getRedirectTarget(): string {
        return this.target as string;
      }
    }
    expect(await leaks((value) => session.get(server.url, { auth: (() => value) as never }))).toEqual([]);
    expect(await leaks((value) => session.get(server.url, { hooks: { response: () => value } }))).toEqual([]);
    expect(
      await leaks((value) =>
        session.get(server.url, { auth: { apply: (request: unknown) => request, challenge: () => value } as never }),
      ),
    ).toEqual([]);
    expect(
      await leaks((value) =>
        Object.assign(new Leading({ trustEnv: false, maxRedirects: 1 }), { target: value }).get(server.url),
      ),
    ).toEqual([]);
    expect(
      await leaks((value) => {
        const own = new beckon.Session();
        own.mount('own://', { send: () => Promise.resolve(value), close: () => Promise.resolve() } as never);
        return own.get('own://h/');
      }),
    ).toEqual([]);
  });

  const objects: [string, () => object][] = [
    ['Session', () => new beckon.Session({ trustEnv: false })],
    ['Request', () => new beckon.Request('GET', 'http://h/')],
    ['PreparedRequest', () => new beckon.PreparedRequest()],
    ['Response', () => new beckon.Response({ statusCode: 200, content: 'abc', url: 'http://h/' })],
    ['CaseInsensitiveDict', () => new beckon.CaseInsensitiveDict({ a: 'b' })],
    ['the headers of a response', () => new beckon.Response({ headers: { a: 'b' } }).headers],
    ['LookupDict', () => new beckon.LookupDict('x')],
    ['RequestsCookieJar', () => beckon.cookiejarFromDict({ a: 'b' })],
    ['HTTPAdapter', () => new beckon.HTTPAdapter()],
    ['Retry', () => new beckon.Retry({ total: 2 })],
    ['HTTPBasicAuth', () => new beckon.HTTPBasicAuth('a', 'b')],
    ['HTTPDigestAuth', () => new beckon.HTTPDigestAuth('a', 'b')],
  ];
  /** Not for callers; or WHATWG's own, with its own errors. */
  const INTERNAL =
    /^(constructor|fetch|adopt\w+|writeCookieHeader|rewriteCookieHeader|keepCallCookies|configureBody|deferCookies|drain|certVerify)$/;

  it.each(objects)('as arguments of the methods of %s', async (_name, make) => {
    const names = new Set<string>();
    for (let level = make(); level !== Object.prototype; level = Object.getPrototypeOf(level)) {
      for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
        if (typeof property.value === 'function' && !INTERNAL.test(name)) names.add(name);
      }
    }
    for (const name of names) {
      const call = (...given: unknown[]): unknown =>
        (make() as Record<string, (...given: unknown[]) => unknown>)[name]?.(...given);
      expect(await leaks((value) => call(value)), name).toEqual([]);
      expect(await leaks((value) => call(value, value, value)), name).toEqual([]);
      expect(await leaks((value) => call('a', value)), name).toEqual([]);
    }
  });

  it.each(Object.entries(beckon.utils))('as arguments of utils.%s', async (_name, utility) => {
    const call = utility as (...given: unknown[]) => unknown;
    expect(await leaks((value) => call(value))).toEqual([]);
    expect(await leaks((value) => call(value, value))).toEqual([]);
    expect(await leaks((value) => call('http://h/', value))).toEqual([]);
  });

  it.each([
    'Session',
    'Request',
    'Response',
    'CaseInsensitiveDict',
    'RequestsCookieJar',
    'HTTPAdapter',
    'Retry',
    'HTTPBasicAuth',
    'HTTPDigestAuth',
    'cookiejarFromDict',
    'dictFromCookiejar',
    'mergeCookies',
    'createCookie',
  ] as const)('as arguments of %s itself', async (name) => {
    const thing = new Map<string, unknown>(Object.entries(beckon)).get(name) as new (...given: unknown[]) => object;
    const make = (...given: unknown[]): unknown =>
      /^[A-Z]/.test(name) ? new thing(...given) : Reflect.apply(thing, undefined, given);
    expect(await leaks((value) => make(value))).toEqual([]);
    expect(await leaks((value) => make('a', value))).toEqual([]);
    expect(await leaks((value) => make('a', 'http://h/', value))).toEqual([]);
  });
});
