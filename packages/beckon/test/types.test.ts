import { describe, expectTypeOf, it } from 'vitest';
import {
  type AdapterSendOptions,
  type AuthFunction,
  BaseAdapter,
  CaseInsensitiveDict,
  ConnectTimeout,
  codes,
  get,
  HTTPAdapter,
  HTTPDigestAuth,
  head,
  PreparedRequest,
  post,
  Request,
  type RequestException,
  type RequestOptions,
  RequestsCookieJar,
  Response,
  Retry,
  request,
  Session,
  utils,
} from '../src/index.ts';

interface User {
  name: string;
}

/** What is looked at by the compiler alone: nothing in here is run. */
function compiled(_work: () => unknown): void {}

// Every wrong line is marked: the compiler refuses it, and refuses the mark where the line is right.
describe('the types', () => {
  it('of the verbs and the session', () => {
    compiled(async () => {
      expectTypeOf(get('')).resolves.toEqualTypeOf<Response>();
      expectTypeOf(request('GET', new URL('http://h/'), {})).resolves.toEqualTypeOf<Response>();
      const session = new Session({
        headers: { A: 'b' },
        maxRedirects: 3,
        timeout: [1, null],
        defaultEncoding: (response) => response.apparentEncoding,
      });
      expectTypeOf(session.cookies.get('a')).toEqualTypeOf<string | undefined>();
      expectTypeOf(session.cookies.get('a', { default: null })).toEqualTypeOf<string | null>();
      expectTypeOf(session.headers).toExtend<CaseInsensitiveDict<string | Uint8Array | null>>();
      expectTypeOf(session.fetch).toEqualTypeOf<typeof globalThis.fetch>();
      expectTypeOf(session.prepareRequest(new Request('GET', ''))).resolves.toEqualTypeOf<PreparedRequest>();
      expectTypeOf(session.close()).resolves.toEqualTypeOf<void>();
      session.headers = { A: 'b' };
      session.hooks = { response: [() => {}] };
      session.cookies = { a: 'b' };
      session.mount('http://', new HTTPAdapter({ maxRetries: new Retry({ total: 1 }) }));
      await using own = new Session();
      for await (const hop of own.resolveRedirects(await get(''), new PreparedRequest()))
        expectTypeOf(hop).toEqualTypeOf<Response>();
      for await (const next of own.resolveRedirects(await get(''), new PreparedRequest(), { yieldRequests: true })) {
        expectTypeOf(next).toEqualTypeOf<PreparedRequest>();
      }
    });
  });

  it('of the options: every form that there is', () => {
    compiled(() => {
      const all: RequestOptions[] = [
        { params: { a: [1, 'b', true, null], c: undefined, d: 5n } },
        { params: new URLSearchParams() },
        { params: [['a', 'b']] },
        { params: 'raw=1' },
        { data: 'text' },
        { data: new FormData() },
        { data: { a: 1 } },
        { data: new Map([['a', 'b']]) },
        { data: new Blob() },
        { data: new ReadableStream<Uint8Array>() },
        {
          data: (async function* () {
            yield 'a';
          })(),
        },
        { json: null },
        { json: { any: ['thing'] } },
        { headers: { A: 'b', B: null, C: new Uint8Array() } },
        { headers: new Headers() },
        { headers: [['A', 'b']] },
        { cookies: new RequestsCookieJar() },
        {
          files: { a: new Blob(), b: ['name', 'source'], c: ['name', 'source', 'type/x', { X: 'y' }], d: [null, 'x'] },
        },
        {
          files: [
            ['a', 'b'],
            ['a', ['name', new Uint8Array()]],
          ],
        },
        { auth: ['user', 'password'] },
        { auth: new HTTPDigestAuth('user', 'password') },
        { auth: (prepared) => prepared },
        { auth: async (prepared) => void prepared.headers.set('A', 'b') },
        { auth: false },
        { timeout: 5 },
        { timeout: null },
        { timeout: [5, null] },
        { timeout: { connect: 1, read: 2, total: 3 } },
        { proxies: { http: 'http://h', https: null, no_proxy: 'a' } },
        { hooks: { response: async (response, options) => (options.stream ? response : undefined) } },
        { verify: { ca: ['PEM'] }, cert: { cert: '', key: '', passphrase: '' } },
        { verify: false, cert: ['a', 'b'] },
        { signal: AbortSignal.timeout(5), stream: true, allowRedirects: false, trustEnv: false },
        { limits: { decodedBytes: 5, ratio: null } },
        { onUploadProgress: ({ loaded, total }) => void [loaded, total], onDownloadProgress: () => {} },
      ];
      return all;
    });
  });

  it('of the options: what there is not', () => {
    compiled(() => {
      // @ts-expect-error: names are in camelCase
      void get('', { allow_redirects: true });
      // @ts-expect-error: no such option
      void post('', { body: 'x' });
      // @ts-expect-error: milliseconds are a number
      void get('', { timeout: '5' });
      // @ts-expect-error: two times, not three
      void get('', { timeout: [1, 2, 3] });
      // @ts-expect-error: no such time
      void get('', { timeout: { connects: 1 } });
      // @ts-expect-error: a header is text or bytes
      void get('', { headers: { A: 5 } });
      // @ts-expect-error: two of them
      void get('', { auth: ['user'] });
      // @ts-expect-error: a list of user and password
      void get('', { auth: 'user:password' });
      // @ts-expect-error: no such event
      void get('', { hooks: { request: () => {} } });
      // @ts-expect-error: a boolean
      void get('', { stream: 'yes' });
      // @ts-expect-error: a URL as text
      void get('', { proxies: { http: 5 } });
      // @ts-expect-error: a path, a boolean or { ca }
      void get('', { verify: 5 });
      // @ts-expect-error: a signal
      void get('', { signal: new AbortController() });
      // @ts-expect-error: no such bound
      void get('', { limits: { bytes: 5 } });
      // @ts-expect-error: a URL
      void head(5);
      // @ts-expect-error: no such property
      new Session({ max_redirects: 5 });
      // @ts-expect-error: how it is sent is said to send
      new Request('GET', '', { timeout: 5 });
      // @ts-expect-error: a Request must be prepared
      void new Session().send(new Request('GET', ''));
      // @ts-expect-error: what makes the request is not said to send
      void new Session().send(new PreparedRequest(), { params: {} });
      // @ts-expect-error: no such option
      new HTTPAdapter({ poolSize: 5 });
      // @ts-expect-error: no such option
      new Retry({ tries: 5 });
      // @ts-expect-error: a Date
      new RequestsCookieJar().set('a', 'b', { expires: 5 });
    });
  });

  it('of a response', () => {
    compiled(async () => {
      const response = await get('');
      expectTypeOf(response.statusCode).toEqualTypeOf<number>();
      expectTypeOf(response.text).toEqualTypeOf<string>();
      expectTypeOf(response.content).toEqualTypeOf<Uint8Array>();
      expectTypeOf(response.json<User>()).toEqualTypeOf<User>();
      expectTypeOf(response.json()).toEqualTypeOf<unknown>();
      expectTypeOf(response.elapsed).toEqualTypeOf<number>();
      expectTypeOf(response.encoding).toEqualTypeOf<string | null>();
      expectTypeOf(response.headers.get('a')).toEqualTypeOf<string | undefined>();
      expectTypeOf(response.headers.getSetCookie()).toEqualTypeOf<string[]>();
      expectTypeOf(response.cookies.get('a')).toEqualTypeOf<string | undefined>();
      expectTypeOf(response.history).toEqualTypeOf<Response[]>();
      expectTypeOf(response.next).toEqualTypeOf<PreparedRequest | null>();
      expectTypeOf(response.raw).toEqualTypeOf<ReadableStream<Uint8Array>>();
      expectTypeOf(response.links.next?.url).toEqualTypeOf<string | undefined>();
      expectTypeOf(response.raiseForStatus().json<User>()).toEqualTypeOf<User>();
      expectTypeOf(response.read()).resolves.toEqualTypeOf<Uint8Array>();
      expectTypeOf(response.toWeb()).toEqualTypeOf<globalThis.Response>();
      for await (const piece of response) expectTypeOf(piece).toEqualTypeOf<Uint8Array>();
      for await (const piece of response.iterContent({ chunkSize: null }))
        expectTypeOf(piece).toEqualTypeOf<Uint8Array>();
      for await (const line of response.iterLines({ decodeUnicode: true }))
        expectTypeOf(line).toEqualTypeOf<string | Uint8Array>();
      response.encoding = 'utf-8';
      response.content = 'set by a hook';
      // @ts-expect-error: text is made of the content
      response.text = 'x';
    });
  });

  it('of what is beside them', () => {
    compiled(async () => {
      expectTypeOf(codes.ok).toEqualTypeOf<200>();
      expectTypeOf(codes.ok).toExtend<number>();
      expectTypeOf(codes['\\o/']).toExtend<number>();
      expectTypeOf(utils.getNetrcAuth('')).resolves.toEqualTypeOf<[user: string, password: string] | null>();
      expectTypeOf(utils.superLen('')).toEqualTypeOf<number>();
      expectTypeOf(new PreparedRequest().prepareAuth(['a', 'b'])).resolves.toEqualTypeOf<void>();
      expectTypeOf(new PreparedRequest().prepareUrl('')).toEqualTypeOf<void>();
      expectTypeOf<AuthFunction>().parameter(0).toEqualTypeOf<PreparedRequest>();
      const error = new ConnectTimeout('') as ConnectTimeout;
      expectTypeOf(error).toExtend<RequestException>();
      expectTypeOf(error.code).toEqualTypeOf<string>();
      expectTypeOf(error.response).toEqualTypeOf<Response | null>();
      class Own extends BaseAdapter {
        override async send(prepared: PreparedRequest, options?: AdapterSendOptions): Promise<Response> {
          expectTypeOf(prepared.url).toEqualTypeOf<string | null>();
          expectTypeOf(options?.stream).toEqualTypeOf<boolean | undefined>();
          return new Response({ statusCode: 200 });
        }
      }
      new Session().mount('own://', new Own());
      const dict = new CaseInsensitiveDict<number>({ a: 1 });
      expectTypeOf(dict.pop('a')).toEqualTypeOf<number | undefined>();
    });
  });
});
