import type { BaseAdapter } from './adapter.ts';
import { AdapterRegistry } from './adapter-registry.ts';
import { coerceAuth } from './auth/coerce-auth.ts';
import { CaseInsensitiveDict, type DictInit } from './case-insensitive-dict.ts';
import { checkCallOptions, checkSessionOptions } from './check-options.ts';
import { callCookieJar, isCookieJar } from './cookies/call-cookies.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import type { DefaultEncoding } from './encoding/default-encoding.ts';
import { UnsupportedOptionError } from './errors.ts';
import { expectObject, expectRequest, expectResponse } from './expect.ts';
import { defaultHeaders } from './headers/default-headers.ts';
import { checkMethod } from './headers/validate-method.ts';
import { type HookLists, mergeHooks, normalizeHooks } from './hooks.ts';
import { completeOptions } from './hop-options.ts';
import { inspectAs } from './inspect.ts';
import { sessionFetch } from './interop/session-fetch.ts';
import { mergeHeaders } from './merge/merge-headers.ts';
import { mergeParams } from './merge/merge-params.ts';
import type {
  Auth,
  Dict,
  HeadersInput,
  HeaderValue,
  Hooks,
  Limits,
  Params,
  Proxies,
  RequestInit,
  RequestOptions,
  SendOptions,
  TimeoutOption,
  TlsCertificate,
  TlsVerify,
} from './options.ts';
import { PreparedRequest } from './prepared-request.ts';
import { isRedirectStatus, locationText } from './redirect/redirect-location.ts';
import { redirectMethod } from './redirect/redirect-method.ts';
import { shouldStripAuth } from './redirect/strip-auth.ts';
import type { Request } from './request.ts';
import type { RedirectEngine } from './resolve-redirects.ts';
import type { Response } from './response.ts';
import type { Runtime } from './runtime.ts';
import { send } from './send.ts';
import { redactUrl } from './url/redact-url.ts';

const NO_OPTIONS: RequestOptions = Object.freeze({});
const NO_PROXIES: Proxies = Object.freeze({});

/**
 * What a new session can be given: any of its properties.
 *
 * @example
 * ```ts
 * const session = new Session({ headers: { 'X-Client': 'mine' }, timeout: { connect: 3050, total: 30_000 }, maxRedirects: 5 });
 * session.maxRedirects; // 5
 * ```
 */
export interface SessionInit {
  /** Sent with every request, over the defaults; `null` takes one of those away. Default: `User-Agent`, `Accept-Encoding`, `Accept`, `Connection`. */
  headers?: HeadersInput | null | undefined;
  /** For requests that have none of their own. Goes to every host that the session asks. Default: `null`. */
  auth?: Auth | null | undefined;
  /** Proxy URLs by `scheme`, `scheme://host`, `all` or `all://host`. Default: `{}`. */
  proxies?: Proxies | null | undefined;
  /** Called with every response, unless a call has hooks of its own. Default: none. */
  hooks?: Hooks | null | undefined;
  /** Added to the query of every request. Default: `{}`. */
  params?: Params | null | undefined;
  /** Whether bodies are left unread. Default: `false`. */
  stream?: boolean | undefined;
  /** How certificates are checked. Default: `true`. */
  verify?: TlsVerify | undefined;
  /** The client certificate. Default: `null`. */
  cert?: TlsCertificate | null | undefined;
  /** How many redirects are followed before `TooManyRedirects`. Default: 30. */
  maxRedirects?: number | undefined;
  /** Whether proxies, netrc and CA bundles of the environment count. Default: `true`. */
  trustEnv?: boolean | undefined;
  /** A jar to use, or a dict to begin with. Default: an empty jar. */
  cookies?: Dict<string> | CookieJarLike | null | undefined;
  /** Adapters by the beginnings of URLs, beside those for `http://` and `https://`. Default: those two. */
  adapters?: Readonly<Record<string, BaseAdapter>> | ReadonlyMap<string, BaseAdapter> | undefined;
  /** In milliseconds, for calls that say none. Default: `null`, for ever. */
  timeout?: TimeoutOption | undefined;
  /** The encoding of texts that declare none. Default: Requests' own rule. */
  defaultEncoding?: DefaultEncoding | undefined;
  /** Bounds of what a small answer may unpack into; `null`: none. Default: generous ones. */
  limits?: Limits | null | undefined;
}

/** What `mergeEnvironmentSettings` gives. */
export interface EnvironmentSettings {
  proxies: Record<string, string | null>;
  stream: boolean;
  verify: TlsVerify;
  cert: TlsCertificate | null;
}

/**
 * Settings, cookies and connections that several requests share. What a call says comes before what the session says, and that
 * before the environment. Source: `requests.Session`.
 *
 * A session may be used by several calls at once: nothing of one request is kept on it.
 *
 * @example
 * ```ts
 * await using session = new Session({ headers: { Accept: 'application/json' }, timeout: 5000 });
 * await session.post('https://shop.example/login', { data: { user: 'ann', password: 's3cret' } });
 * // with the cookies of the login
 * (await session.get('https://shop.example/orders')).json(); // { page: 1, orders: [ 'leaf', 'loose' ] }
 * ```
 */
export class Session {
  static {
    inspectAs(this, this.prototype.toString);
  }

  /** Sent with every request, in this order; a call's headers go over them. */
  #headers: CaseInsensitiveDict<HeaderValue | null>;
  #hooks: HookLists;
  #cookies: CookieJarLike | null = null;
  readonly #runtime: Runtime;
  readonly #adapters: AdapterRegistry = new AdapterRegistry();
  #fetch: typeof globalThis.fetch | null = null;

  /** For requests that have none of their own. Goes to every host that the session asks. Default `null`. */
  auth: Auth | null;
  /** Proxy URLs by `scheme`, `scheme://host`, `all` or `all://host`. Default `{}`. */
  proxies: Proxies;
  /** Added to the query of every request. Default `{}`. */
  params: Params | null;
  /** Whether bodies are left unread, for the caller to stream. Default `false`. */
  stream: boolean;
  /** How certificates are checked. Default `true`. */
  verify: TlsVerify;
  /** The client certificate. Default `null`. */
  cert: TlsCertificate | null;
  /** How many redirects are followed before `TooManyRedirects`. Default 30. */
  maxRedirects: number;
  /** Whether proxies, netrc and CA bundles of the environment count. Default `true`. */
  trustEnv: boolean;
  /** In milliseconds, for calls that say none. Default `null`: wait for ever, as Requests does. */
  timeout: TimeoutOption;
  /** The encoding of texts that declare none; default: Requests' own rule (ISO-8859-1 for `text/*`, then detection). */
  defaultEncoding: DefaultEncoding | undefined;
  /** Bounds of what a small answer may unpack into. Default: generous ones, and none for streams. */
  limits: Limits | null | undefined;

  /**
   * @param runtime what the platform gives; the entries of the package fill it in
   * @throws {InvalidOptionError} naming an option that there isn't
   */
  constructor(runtime: Runtime, init: SessionInit = {}) {
    checkSessionOptions(init);
    this.#runtime = runtime;
    this.#headers = defaultHeaders(runtime.acceptEncoding);
    if (init.headers) this.#headers.update(init.headers as DictInit<HeaderValue | null>);
    this.#hooks = normalizeHooks(init.hooks);
    this.auth = init.auth ?? null;
    this.proxies = init.proxies ?? {};
    this.params = init.params ?? {};
    this.stream = init.stream ?? false;
    this.verify = init.verify ?? true;
    this.cert = init.cert ?? null;
    this.maxRedirects = init.maxRedirects ?? 30;
    this.trustEnv = init.trustEnv ?? true;
    this.timeout = init.timeout ?? null;
    this.defaultEncoding = init.defaultEncoding;
    this.limits = init.limits;
    if (init.cookies) this.cookies = init.cookies as CookieJarLike;
    const adapter = runtime.createAdapter();
    this.mount('https://', adapter);
    this.mount('http://', adapter);
    if (init.adapters) {
      const given = init.adapters instanceof Map ? init.adapters : Object.entries(init.adapters);
      for (const [prefix, own] of given as Iterable<[string, BaseAdapter]>) this.mount(prefix, own);
    }
  }

  /** The headers of every request, in their order. An object, a `Map` or pairs may be assigned. */
  get headers(): CaseInsensitiveDict<HeaderValue | null> {
    return this.#headers;
  }

  set headers(headers: HeadersInput | CaseInsensitiveDict<HeaderValue | null>) {
    this.#headers =
      headers instanceof CaseInsensitiveDict
        ? (headers as CaseInsensitiveDict<HeaderValue | null>)
        : new CaseInsensitiveDict(headers as DictInit<HeaderValue | null>);
  }

  /** Called with every response, unless a call has hooks of its own. */
  get hooks(): HookLists {
    return this.#hooks;
  }

  set hooks(hooks: Hooks | HookLists) {
    this.#hooks = normalizeHooks(hooks);
  }

  /** The cookies that servers set, and that are sent back to them. A jar is kept as it is; a dict is put into a new one. */
  get cookies(): CookieJarLike {
    this.#cookies ??= this.#runtime.createCookieJar() ?? callCookieJar({});
    return this.#cookies;
  }

  set cookies(cookies: CookieJarLike | Dict<string>) {
    if (isCookieJar(cookies)) {
      this.#cookies = cookies;
      return;
    }
    this.#cookies = null;
    for (const [name, value] of callCookieJar(cookies) as Iterable<[string, string]>)
      this.cookies.update({ [name]: value });
  }

  /** @internal The jar where one was made, without making one. */
  get cookiesSoFar(): CookieJarLike | null {
    return this.#cookies;
  }

  /** @internal What the platform gives. */
  get runtime(): Runtime {
    return this.#runtime;
  }

  /** The adapters by prefix, in the order in which they are asked. */
  get adapters(): Map<string, BaseAdapter> {
    return this.#adapters.entries();
  }

  /** Sends a request of any method. @throws {RequestException} whatever goes wrong; see the tree of errors */
  async request(
    method: string,
    url: string | URL | Uint8Array,
    options: RequestOptions = NO_OPTIONS,
  ): Promise<Response> {
    checkCallOptions(options);
    options.signal?.throwIfAborted();
    const prepared = new PreparedRequest();
    const preparing = this.#prepare(prepared, method, url, options, options.trustEnv ?? this.trustEnv);
    if (preparing) await preparing;
    const { stream, verify, cert, proxies, trustEnv } = options;
    const settings = this.mergeEnvironmentSettings(prepared.url ?? '', proxies, stream, verify, cert, trustEnv);
    return await this.send(prepared, completeOptions(this, options, settings, proxies ?? NO_PROXIES));
  }

  /** Sends a GET. */
  get(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    return this.request('GET', url, options);
  }

  /** Sends an OPTIONS. */
  options(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    return this.request('OPTIONS', url, options);
  }

  /** Sends a HEAD. Redirects are not followed unless `allowRedirects` is `true`, or the platform follows them by itself, as browsers do. */
  head(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    // `false` is refused there only where somebody says it
    const usual = this.getAdapter('https://').capabilities?.redirects === false;
    return this.request('HEAD', url, { ...options, allowRedirects: options?.allowRedirects ?? usual });
  }

  /** Sends a POST. */
  post(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    return this.request('POST', url, options);
  }

  /** Sends a PUT. */
  put(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    return this.request('PUT', url, options);
  }

  /** Sends a PATCH. */
  patch(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    return this.request('PATCH', url, options);
  }

  /** Sends a DELETE. */
  delete(url: string | URL | Uint8Array, options?: RequestOptions): Promise<Response> {
    return this.request('DELETE', url, options);
  }

  /** Prepares a request with everything that the session has: headers, params, cookies, credentials, hooks. It is not sent. */
  async prepareRequest(request: Request): Promise<PreparedRequest> {
    expectObject(request, 'a request');
    const prepared = new PreparedRequest();
    await this.#prepare(prepared, request.method, request.url, request, this.trustEnv);
    return prepared;
  }

  /** `undefined` where no credentials have to be waited for: a promise for nothing has its price, too. */
  #prepare(
    prepared: PreparedRequest,
    method: string,
    url: string | URL | Uint8Array,
    parts: RequestInit | Request,
    trustEnv: boolean,
  ): Promise<void> | undefined {
    prepared.method = checkMethod(method);
    prepared.prepareUrl(url, mergeParams(parts.params, this.params));
    prepared.adoptHeaders(mergeHeaders(parts.headers, this.#headers));
    this.#prepareCookies(prepared, parts.cookies);
    prepared.prepareBody(parts.data, parts.files, parts.json);
    const authenticating = this.#prepareAuth(prepared, parts.auth, trustEnv);
    const addHooks = (): void => void prepared.hooks.response.push(...mergeHooks(parts.hooks, this.#hooks));
    if (authenticating) return authenticating.then(addHooks);
    addHooks();
    return undefined;
  }

  #prepareCookies(prepared: PreparedRequest, given: Dict<string> | CookieJarLike | null | undefined): void {
    const ofCall = given ? callCookieJar(given) : null;
    if (ofCall) prepared.keepCallCookies(ofCall);
    prepared.writeCookieHeader(this.#cookies, ofCall);
  }

  /** The call's credentials, then those of the URL, of the session and of netrc, each where the one before has none (ENV-25). */
  #prepareAuth(
    prepared: PreparedRequest,
    auth: Auth | null | undefined | false,
    trustEnv: boolean,
  ): Promise<void> | undefined {
    if (auth === false) {
      prepared.authDisabled = true;
      return undefined;
    }
    const ofCall = coerceAuth(auth);
    if (ofCall) return prepared.prepareAuth(ofCall);
    if (prepared.headers.has('Authorization')) return undefined;
    if (prepared.hasUrlAuth()) return prepared.prepareAuth(null);
    if (this.auth) return prepared.prepareAuth(this.auth);
    const found = trustEnv ? this.#runtime.environment.netrcAuth(prepared.url ?? '') : null;
    return found?.then((chosen) => (chosen ? prepared.prepareAuth(chosen) : undefined));
  }

  /**
   * Sends a prepared request as it is, follows redirects, and keeps the cookies that come. The environment's CA bundle is not looked at:
   * `mergeEnvironmentSettings` does that (SES-28).
   * @throws {InvalidOptionError} where it is given a `Request`
   */
  send(request: PreparedRequest, options: SendOptions = {}): Promise<Response> {
    return send(this, request, options);
  }

  /** Puts an adapter at the beginning of URLs; the longest that fits is asked. */
  mount(prefix: string, adapter: BaseAdapter): void {
    this.#adapters.mount(prefix, adapter);
  }

  /** The adapter for a URL. @throws {InvalidSchema} where none is mounted */
  getAdapter(url: string): BaseAdapter {
    return this.#adapters.get(url);
  }

  /** Ends every connection that is kept. The session can be used again: connections are made anew (SES-22). */
  async close(): Promise<void> {
    for (const adapter of this.#adapters.adapters()) await adapter.close();
  }

  /** `await using session = new Session()` */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * A WHATWG `fetch` that is bound to this session: for any library that takes one.
   * @throws {TypeError} for network errors, as WHATWG says
   */
  get fetch(): typeof globalThis.fetch {
    this.#fetch ??= sessionFetch(this);
    return this.#fetch;
  }

  /** The call's settings, with the session's and the environment's where it has none. */
  mergeEnvironmentSettings(
    url: string,
    proxies?: Proxies | null,
    stream?: boolean | null,
    verify?: TlsVerify | null,
    cert?: TlsCertificate | null,
    trustEnv: boolean = this.trustEnv,
  ): EnvironmentSettings {
    const { environment } = this.#runtime;
    return {
      proxies: environment.mergeProxies(url, proxies, this.proxies, trustEnv),
      stream: stream ?? this.stream,
      verify: environment.mergeVerify(verify, this.verify, trustEnv),
      cert: cert ?? this.cert,
    };
  }

  /** @internal Whether redirects are followed as here, not as a subclass has it: then a response that leads nowhere needs no generator. */
  get followsRedirectsItself(): boolean {
    return this.resolveRedirects === Session.prototype.resolveRedirects;
  }

  /** @internal How the redirects of a request are followed; `undefined` where the platform does that itself. */
  redirectsOf(request: PreparedRequest): RedirectEngine | undefined {
    return this.#runtime.redirects ?? this.getAdapter(request.url ?? '').redirects;
  }

  /** Where a response leads, or `null`. Override it to follow what is no redirect by the book. */
  getRedirectTarget(response: Response): string | null {
    expectResponse(response);
    if (!isRedirectStatus(response.statusCode)) return null;
    const location = response.headers.get('Location');
    return location ? locationText(location) : null;
  }

  /**
   * Follows the redirects of a response, one by one: yields each response, or with `yieldRequests` each request without sending it.
   * @throws {TooManyRedirects | UnrewindableBodyError | InvalidSchema | InvalidURL}
   * @throws {UnsupportedOptionError} at the call, in a browser: it follows redirects itself
   */
  resolveRedirects(
    response: Response,
    request: PreparedRequest,
    options: SendOptions & { yieldRequests: true },
  ): AsyncGenerator<PreparedRequest, void, undefined>;
  resolveRedirects(
    response: Response,
    request: PreparedRequest,
    options?: SendOptions & { yieldRequests?: false },
  ): AsyncGenerator<Response, void, undefined>;
  resolveRedirects(
    response: Response,
    request: PreparedRequest,
    options: SendOptions & { yieldRequests?: boolean } = {},
  ): AsyncGenerator<Response | PreparedRequest, void, undefined> {
    expectRequest(request);
    const engine = this.redirectsOf(request);
    if (!engine) throw new UnsupportedOptionError('resolveRedirects: the browser follows redirects itself');
    return engine.resolveRedirects(this, response, request, options);
  }

  /** Sets the method of the request that follows `response`. */
  rebuildMethod(request: PreparedRequest, response: Response): void {
    expectRequest(request);
    expectResponse(response);
    request.method = redirectMethod(response.statusCode ?? 0, request.method ?? 'GET');
  }

  /** Whether credentials for the old URL must not go to the new one. */
  shouldStripAuth(oldUrl: string, newUrl: string): boolean {
    return shouldStripAuth(oldUrl, newUrl);
  }

  /** Takes credentials away that must not go along, and asks netrc for others where there are none then. */
  async rebuildAuth(request: PreparedRequest, response: Response, trustEnv: boolean = this.trustEnv): Promise<void> {
    expectRequest(request);
    expectResponse(response);
    const url = request.url ?? '';
    const held = request.headers.has('Authorization');
    if (held && this.shouldStripAuth(response.request?.url ?? '', url)) {
      request.headers.delete('Authorization');
    } else if (held && request.authFlow) {
      // Digest signs the path: what was made for the page before does not hold for this one
      request.headers.delete('Authorization');
      await request.authFlow.auth.apply(request);
    }
    if (!trustEnv || request.authDisabled || request.headers.has('Authorization')) return;
    const auth = await this.#runtime.environment.netrcAuth(url);
    if (auth) await request.prepareAuth(auth);
  }

  /** The proxies for the next request. A `Proxy-Authorization` stays behind: the adapter writes that of the proxy which it takes. */
  rebuildProxies(
    request: PreparedRequest,
    proxies?: Proxies | null,
    trustEnv: boolean = this.trustEnv,
  ): Record<string, string | null> {
    expectRequest(request);
    request.headers.delete('Proxy-Authorization');
    return this.#runtime.environment.mergeProxies(request.url ?? '', proxies, this.proxies, trustEnv);
  }

  /** For a log: what is set and no secret. Credentials, cookies, params and certificates stay out. */
  toJSON(): Record<string, unknown> {
    const { stream, maxRedirects, trustEnv, timeout } = this;
    const proxies = Object.entries(this.proxies).map(([key, url]) => [key, url ? redactUrl(url) : url]);
    return {
      headers: this.#headers.toJSON(),
      proxies: Object.fromEntries(proxies),
      stream,
      maxRedirects,
      trustEnv,
      timeout,
    };
  }

  /** `<Session>`: never its headers, cookies or credentials. */
  toString(): string {
    return '<Session>';
  }
}
