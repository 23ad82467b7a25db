import { afterEach, describe, expect, it, vi } from 'vitest';
import * as beckon from '../src/index.ts';
import {
  HTTPAdapter,
  InvalidOptionError,
  Request,
  type RequestOptions,
  Response,
  Retry,
  RetryError,
  Session,
  utils,
} from '../src/index.ts';
import { failure } from './support/failure.ts';
import { redirect, reply, serve } from './support/server.ts';

const PROXY_VARIABLES = [
  'http_proxy',
  'HTTP_PROXY',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'REQUEST_METHOD',
];
function environment(variables: Record<string, string>): void {
  for (const name of [...PROXY_VARIABLES, 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a session', () => {
  it('sends its params also where they are pairs (SES-6), and has a timeout of its own (SES-20)', async () => {
    const session = new Session({
      params: [
        ['a', '1'],
        ['a', '2'],
      ],
    });
    expect((await session.prepareRequest(new Request('GET', 'http://h/'))).url).toBe('http://h/?a=1&a=2');
    await using server = await serve(() => undefined);
    const error = await failure(new Session({ trustEnv: false, timeout: 100 }).get(server.url));
    expect(error.code).toBe('ERR_READ_TIMEOUT');
  });

  it('adds nothing to the headers but Host and the frame (SES-16, SES-17)', async () => {
    await using server = await serve(() => reply());
    const session = new Session({ trustEnv: false });
    await session.send(await new Request('GET', server.url).prepare());
    await session.get(server.url, {
      headers: { 'User-Agent': null, 'Accept-Encoding': null, Accept: null, Connection: null },
    });
    for (const request of server.requests) expect(request.headers.map(([name]) => name)).toEqual(['Host']);
  });

  it('can be used again after close(), and leaves no connection open (SES-22, API-1)', async () => {
    await using server = await serve(() => reply('a'));
    const session = new Session({ trustEnv: false });
    await session.get(server.url);
    await session.close();
    await expect.poll(() => server.open()).toBe(0);
    expect((await session.get(server.url)).text).toBe('a');
    await session[Symbol.asyncDispose]();
    await beckon.get(server.url);
    await expect.poll(() => server.open()).toBe(0);
    expect(server.connections()).toBe(3);
  });

  it("puts a call's hooks in the place of its own (HOOK-7)", async () => {
    await using server = await serve(() => reply());
    const seen: string[] = [];
    const session = new Session({ trustEnv: false, hooks: { response: () => void seen.push('session') } });
    await session.get(server.url);
    await session.get(server.url, {
      hooks: { response: [async () => void seen.push('call'), () => void seen.push('second')] },
    });
    expect(seen).toEqual(['session', 'call', 'second']);
  });

  it('serves many calls at once, each with what is its own (SES-32)', async () => {
    await using server = await serve(({ target }) =>
      target.startsWith('/from') ? redirect(`/to${target.slice(5)}`) : reply(target),
    );
    const session = new Session({ trustEnv: false });
    const texts = await Promise.all(
      Array.from(
        { length: 20 },
        async (_, i) => (await session.get(`${server.url}/from${i}`, { headers: { X: String(i) } })).text,
      ),
    );
    expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `/to${i}`));
    for (const { target, header } of server.requests) expect(header('x')).toBe(/\d+/.exec(target)?.[0]);
  });

  it('asks a server again over a fresh connection where the kept one was closed (SND-12)', async () => {
    await using server = await serve((_request, count, socket) => {
      if (count === 1) socket.destroy();
      else return reply('a');
      return undefined;
    });
    const session = new Session({ trustEnv: false });
    await session.get(server.url);
    expect((await session.get(server.url)).text).toBe('a');
    expect(server.requests).toHaveLength(3);
  });

  it('retries, with a Retry-After that cannot be read taken for none (RTY-7), and never a body that is gone (RTY-10)', async () => {
    await using server = await serve((_request, count) =>
      count % 2 === 0 ? reply('', { 'Retry-After': 'soon' }, '503 Busy') : reply('a'),
    );
    const session = new Session({ trustEnv: false });
    session.mount(
      'http://',
      new HTTPAdapter({ maxRetries: new Retry({ total: 1, statusForcelist: [503], allowedMethods: null }) }),
    );
    expect((await session.get(server.url)).text).toBe('a');
    const data = (async function* () {
      yield 'once';
    })();
    expect((await session.post(server.url, { data })).statusCode).toBe(503);
    await using busy = await serve(() => reply('', {}, '503 Busy'));
    const error = await failure(session.get(busy.url));
    expect(error).toBeInstanceOf(RetryError);
    expect(error.request?.url).toBe(`${busy.url}/`);
  });
});

describe('the environment', () => {
  const proxiesFor = (
    url: string,
    init: object = {},
    call: RequestOptions['proxies'] = null,
  ): Record<string, string | null> => new Session(init).mergeEnvironmentSettings(url, call).proxies;

  it('comes after the session, and that after the call: proxies (ENV-7)', () => {
    environment({ http_proxy: 'http://env:1' });
    const session = { proxies: { http: 'http://session:1' } };
    expect(proxiesFor('http://h/').http).toBe('http://env:1');
    expect(proxiesFor('http://h/', session).http).toBe('http://session:1');
    expect(proxiesFor('http://h/', session, { http: 'http://call:1' }).http).toBe('http://call:1');
  });

  it('is switched off for one call, or one scheme (ENV-6, ENV-8)', async () => {
    environment({ http_proxy: 'http://127.0.0.1:9' });
    await using server = await serve(() => reply('a'));
    expect((await failure(beckon.get(server.url))).code).toBe('ERR_PROXY_ERROR');
    expect((await beckon.get(server.url, { trustEnv: false })).text).toBe('a');
    expect((await beckon.get(server.url, { proxies: { http: null } })).text).toBe('a');
  });

  it('lets no request set a proxy by a header of CGI (CVE-2016-1000110)', () => {
    environment({ HTTP_PROXY: 'http://evil:1', REQUEST_METHOD: 'GET' });
    expect(utils.getEnvironProxies('http://h/')).toEqual({});
    environment({ http_proxy: 'http://lower:1', REQUEST_METHOD: 'GET' });
    expect(utils.getEnvironProxies('http://h/').http).toBe('http://lower:1');
  });

  it.each([
    ['http://[::1]/', '[::1]', true],
    ['http://[::1]/', '0:0::1', true],
    ['http://[fe80::5]/', 'fe80::/10', true],
    ['http://[fe80::5]/', 'fd00::/8', false],
    ['http://a.example.com/', '.example.com', true],
    ['http://badexample.com/', 'example.com', false],
    ['http://example.com/', 'example.com:80', false],
    ['http://10.1.2.3/', '10.0.0.0/8', true],
    ['http://10.1.2.3/', '2.3', false],
    ['http://h/', '*', true],
    ['http://h/', '*, a', false],
  ])('%s is bypassed by no_proxy %s: %s (ENV-13 to ENV-16)', (url, noProxy, bypassed) => {
    expect(utils.shouldBypassProxies(url, noProxy)).toBe(bypassed);
  });

  it('comes after the session: verify (ENV-28); and an empty variable switches nothing off (D-9)', () => {
    environment({ REQUESTS_CA_BUNDLE: '/env.pem' });
    const verify = (init: object, call?: boolean): unknown =>
      new Session(init).mergeEnvironmentSettings('https://h/', null, null, call).verify;
    expect([
      verify({}),
      verify({ verify: false }),
      verify({ verify: '/own.pem' }),
      verify({}, false),
      verify({ trustEnv: false }),
    ]).toEqual(['/env.pem', false, '/own.pem', false, true]);
    environment({ REQUESTS_CA_BUNDLE: '', CURL_CA_BUNDLE: '' });
    expect(verify({})).toBe(true);
  });

  it('is read at the call, not before (ENV-30)', () => {
    environment({});
    const session = new Session();
    expect(session.mergeEnvironmentSettings('http://h/').proxies).toEqual({});
    environment({ http_proxy: 'http://env:1' });
    expect(session.mergeEnvironmentSettings('http://h/').proxies.http).toBe('http://env:1');
  });
});

describe('the interface', () => {
  const FUNCTIONS =
    'request get head post put patch delete options cookiejarFromDict dictFromCookiejar addDictToCookiejar mergeCookies createCookie'.split(
      ' ',
    );
  const CLASSES =
    'Session Request PreparedRequest Response BaseAdapter HTTPAdapter FetchAdapter HandlerAdapter Retry CaseInsensitiveDict LookupDict AuthBase HTTPBasicAuth HTTPProxyAuth HTTPDigestAuth RequestsCookieJar CookieConflictError RequestException InvalidJSONError JSONDecodeError HTTPError ConnectionError ProxyError SSLError Timeout ConnectTimeout ReadTimeout URLRequired TooManyRedirects MissingSchema InvalidSchema InvalidURL InvalidHeader InvalidProxyURL ChunkedEncodingError ContentDecodingError StreamConsumedError RetryError UnrewindableBodyError ResponseNotRead UnsupportedOptionError'.split(
      ' ',
    );
  const UTILITIES =
    'getEncodingsFromContent getEncodingFromHeaders getUnicodeFromResponse dictFromCookiejar addDictToCookiejar cookiejarFromDict parseHeaderLinks parseListHeader parseDictHeader requoteUri unquoteUnreserved getAuthFromUrl urldefragauth prependSchemeIfNeeded guessJsonUtf guessFilename superLen selectProxy resolveProxies getEnvironProxies shouldBypassProxies getNetrcAuth addressInNetwork dottedNetmask isIpv4Address isValidCidr toKeyValList fromKeyValList checkHeaderValidity rewindBody iterSlices defaultHeaders defaultUserAgent'.split(
      ' ',
    );
  it.each([...FUNCTIONS, ...CLASSES])('has %s', (name) => {
    expect(beckon).toHaveProperty(name, expect.any(Function));
  });
  it.each(UTILITIES)('has utils.%s', (name) => {
    expect(utils).toHaveProperty(name, expect.any(Function));
  });

  it('has the methods of each class', () => {
    const methods: [object, string][] = [
      [
        new Session(),
        'request get options head post put patch delete send prepareRequest mount getAdapter close fetch mergeEnvironmentSettings getRedirectTarget resolveRedirects rebuildMethod rebuildAuth rebuildProxies shouldStripAuth',
      ],
      [new Request('GET', ''), 'prepare registerHook deregisterHook'],
      [
        new beckon.PreparedRequest(),
        'copy prepare prepareMethod prepareUrl prepareHeaders prepareCookies prepareBody prepareAuth prepareContentLength prepareHooks registerHook deregisterHook toWeb',
      ],
      [new Response(), 'json raiseForStatus iterContent iterLines read close toWeb toJSON'],
      [
        new beckon.CaseInsensitiveDict(),
        'get set has delete keys values entries forEach lowerItems copy equals update setdefault pop',
      ],
      [
        new beckon.RequestsCookieJar(),
        'get set has delete keys values items getDict listDomains listPaths multipleDomains clear clearExpiredCookies clearSessionCookies copy update pop popitem setdefault setCookie setCookieIfOk extractCookies addCookieHeader makeCookies getPolicy toJSON',
      ],
      [
        new HTTPAdapter(),
        'send close addHeaders buildResponse certVerify getConnection initPoolmanager proxyHeaders proxyManagerFor requestUrl',
      ],
      [beckon.RequestsCookieJar, 'fromJSON'],
      [Request, 'fromWeb'],
    ];
    for (const [on, names] of methods)
      for (const name of names.split(' ')) expect(on, name).toHaveProperty(name, expect.any(Function));
  });

  it('has the defaults that it says', async () => {
    const session = new Session();
    const { maxRedirects, trustEnv, stream, verify, cert, auth, timeout, params, proxies } = session;
    expect({ maxRedirects, trustEnv, stream, verify, cert, auth, timeout, params, proxies }).toEqual({
      maxRedirects: 30,
      trustEnv: true,
      stream: false,
      verify: true,
      cert: null,
      auth: null,
      timeout: null,
      params: {},
      proxies: {},
    });
    expect([...session.headers.keys()]).toEqual(['User-Agent', 'Accept-Encoding', 'Accept', 'Connection']);
    const blank = new Response();
    expect([blank.statusCode, blank.content, blank.encoding, blank.next, blank.url, blank.text, blank.history]).toEqual(
      [null, null, null, null, null, '', []],
    );
    expect([
      beckon.codes.ok,
      beckon.codes.OK,
      beckon.codes['\\o/'],
      beckon.codes.early_hints,
      beckon.codes.checkpoint,
    ]).toEqual([200, 200, 200, 103, 103]);
    expect(await failure(() => new Request('GET', '').deregisterHook('request', () => {}))).toBeInstanceOf(
      InvalidOptionError,
    );
  });
});
