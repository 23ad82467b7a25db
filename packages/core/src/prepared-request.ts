import type { AuthBase } from './auth/auth-base.ts';
import { coerceAuth } from './auth/coerce-auth.ts';
import type { PreparedBody } from './body/body-source.ts';
import { describeBody } from './body/describe-body.ts';
import { applyFraming, isEmptyBody } from './body/framing.ts';
import { randomBoundary } from './body/multipart.ts';
import { CaseInsensitiveDict, type DictInit } from './case-insensitive-dict.ts';
import { callCookieJar } from './cookies/call-cookies.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import { URLRequired } from './errors.ts';
import { expectObject, expectRequest, expectText } from './expect.ts';
import { checkHeaderValidity, isPlainHeader } from './headers/validate-header.ts';
import { checkMethod } from './headers/validate-method.ts';
import { defaultHooks, deregisterHook, type HookLists, normalizeHooks, registerHook } from './hooks.ts';
import { inspectAs } from './inspect.ts';
import { webRequestOf } from './interop/to-web-request.ts';
import type { Auth, Data, Dict, Files, HeadersInput, HeaderValue, Hooks, Params, RequestInit } from './options.ts';
import { hostnameOf, originOf } from './url/origin.ts';
import { pathUrl } from './url/path-url.ts';
import { prepareUrl } from './url/prepare-url.ts';
import { redactUrl } from './url/redact-url.ts';
import { authOfUrl } from './url/url-auth.ts';

/** What a request is prepared from. */
export interface RequestParts extends RequestInit {
  method?: string | null;
  url: string | URL | Uint8Array;
}

/**
 * What goes on the wire: the exact method, URL, headers and body. It can be changed until it is sent.
 * Source: `requests.PreparedRequest`.
 *
 * @example
 * ```ts
 * import { Request, Session } from 'beckon';
 *
 * const prepared = await new Request('POST', 'https://api.example/post', { json: { name: 'tea' } }).prepare();
 * prepared.body; // '{"name":"tea"}'
 * prepared.headers.set('X-Signed', 'yes');
 * const response = await new Session().send(prepared);
 * ```
 */
export class PreparedRequest {
  static {
    inspectAs(this, this.prototype.toString);
  }

  /** The method in upper case, or `null` before it is prepared. */
  method: string | null = null;
  /** The whole URL, percent-encoded, with fragment and userinfo; neither of these is sent. */
  url: string | null = null;
  /** The headers in the order in which they are sent. */
  headers: CaseInsensitiveDict<HeaderValue> = new CaseInsensitiveDict();
  /** `null`, text (sent as UTF-8), bytes, or a description of bytes to come. */
  body: PreparedBody = null;
  /** What is called with the response. */
  hooks: HookLists = defaultHooks();

  /** @internal The cookies that were given for this request alone, and the host they were given for: a redirect sends them again. */
  callCookies: { readonly jar: CookieJarLike; readonly host: string | null } | null = null;
  /** @internal The `Cookie` header that was made of a jar: one that differs is the caller's own. */
  cookieHeaderOfJar: string | null = null;
  /** @internal The scheme that answers challenges, and the origin to which it was applied. */
  authFlow: { readonly auth: AuthBase; readonly origin: string } | null = null;
  /** The `Content-Length` that was reckoned: not the caller's own. */
  #framedLength: HeaderValue | null = null;
  /** @internal `auth: false`: no credentials at all, of netrc neither. */
  authDisabled = false;
  /** @internal No cookies are sent and none are kept: `credentials: 'omit'` of a fetch. */
  cookiesDisabled = false;

  /** Path and query as they stand in the request line: `/path?query`. */
  get pathUrl(): string {
    return pathUrl(this.url ?? '');
  }

  /**
   * Prepares everything, in Requests' order: authentication comes after the body, so that it can sign it, and hooks last.
   * @throws {MissingSchema | InvalidURL | InvalidHeader | InvalidJSONError | InvalidOptionError} where a part cannot be sent
   */
  async prepare(parts: RequestParts): Promise<void> {
    expectObject(parts, 'what a request is prepared from');
    this.prepareMethod(parts.method ?? null);
    this.prepareUrl(parts.url, parts.params);
    this.prepareHeaders(parts.headers);
    this.prepareCookies(parts.cookies);
    this.prepareBody(parts.data, parts.files, parts.json);
    if (parts.auth === false) this.authDisabled = true;
    else await this.prepareAuth(parts.auth, this.url ?? '');
    this.prepareHooks(parts.hooks);
  }

  /** Sets the method, in upper case. @throws {InvalidOptionError} where it is no token (RFC 9110 5.6.2) */
  prepareMethod(method: string | null | undefined): void {
    this.method = method === null || method === undefined ? null : checkMethod(method);
  }

  /** Sets the URL, with `params` behind its own query. @throws {MissingSchema | InvalidURL} */
  prepareUrl(url: string | URL | Uint8Array, params?: Params | null): void {
    this.url = prepareUrl(url, params);
  }

  /** Puts these headers in the place of those that are there. @throws {InvalidHeader} naming one that cannot be sent */
  prepareHeaders(headers?: HeadersInput | null): void {
    this.adoptHeaders(new CaseInsensitiveDict(headers as DictInit<HeaderValue> | null | undefined));
  }

  /** @internal Takes a dict over that nobody else holds. */
  adoptHeaders(headers: CaseInsensitiveDict<HeaderValue>): void {
    headers.forEach((value, name) => {
      if (!isPlainHeader(name, value)) checkHeaderValidity([name, value]);
    });
    this.headers = headers;
  }

  /** Writes the `Cookie` header, once: a header that is there already is kept (PREP-10). */
  prepareCookies(cookies?: Dict<string> | CookieJarLike | null): void {
    if (cookies === null || cookies === undefined) return;
    const jar = callCookieJar(cookies);
    this.keepCallCookies(jar);
    this.writeCookieHeader(jar);
  }

  /** @internal Remembers the cookies of the call and the host that they are for. */
  keepCallCookies(jar: CookieJarLike): void {
    this.callCookies = { jar, host: this.cookieHost() };
  }

  /** @internal Writes the `Cookie` header of a jar, and of the call's cookies over it, where there is none yet. */
  writeCookieHeader(jar: CookieJarLike | null, ofCall: CookieJarLike | null = null): void {
    if (!this.headers.has('Cookie')) this.rewriteCookieHeader(jar, ofCall);
  }

  /** @internal The same, in the place of one that is there. */
  rewriteCookieHeader(jar: CookieJarLike | null, ofCall: CookieJarLike | null): void {
    if (this.cookiesDisabled) return;
    const [under, over] = jar && jar.size > 0 ? [jar, ofCall] : [ofCall, null];
    if (!under || under.size === 0) return;
    const header = under.cookieHeader(this.url ?? '', this.hostHeader(), over);
    if (header === null) return;
    this.headers.set('Cookie', header);
    this.cookieHeaderOfJar = header;
  }

  /** @internal Takes the cookies of a jar away again, also for the redirects that follow. */
  disableCookies(): void {
    this.cookiesDisabled = true;
    if (this.cookieHeaderOfJar !== null) this.headers.delete('Cookie');
  }

  /** @internal The host that cookies are matched with. */
  cookieHost(): string | null {
    const host = this.hostHeader();
    return hostnameOf(host === undefined ? (this.url ?? '') : `http://${host}/`);
  }

  /** @internal The host of a `Host` header that the caller gave: cookies are matched with it (COOK-33). */
  hostHeader(): string | undefined {
    const host = this.headers.get('Host');
    return typeof host === 'string' ? host : undefined;
  }

  /**
   * Sets the body and the headers that belong to it: `data`, or `json` where there is no data, or a multipart upload of `files`.
   * @throws {InvalidJSONError | InvalidOptionError}
   */
  prepareBody(data?: Data | null, files?: Files | null, json?: unknown): void {
    if ((data ?? files ?? undefined) === undefined && json === undefined) {
      this.body = this.#frame(null);
      return;
    }
    const given = this.headers.get('Content-Type');
    const callerContentType =
      typeof given === 'string' ? given : given === undefined ? null : new TextDecoder('latin1').decode(given);
    const { body, contentType } = describeBody(
      { data, files, json, hasJson: json !== undefined },
      callerContentType,
      randomBoundary,
    );
    // a stream is held to the length that the caller gives for it (BODY-21)
    this.body = this.#frame(body);
    if (contentType !== null) this.headers.set(this.#nameAsGiven('Content-Type'), contentType);
  }

  /** Sets `Content-Length`, or `Transfer-Encoding` where the length isn't known. A body without a byte changes nothing. */
  prepareContentLength(body: PreparedBody): void {
    this.#frame(body ?? null);
  }

  /** Writes the framing headers, and remembers a length that was reckoned: another body has another. */
  #frame(body: PreparedBody): PreparedBody {
    if (body === null && (this.method === 'GET' || this.method === 'HEAD')) return null;
    const framed = applyFraming(this.headers, body, this.method, this.#framedLength);
    const length = this.headers.get('Content-Length') ?? null;
    if (framed !== body) this.#framedLength = null;
    else if (length === '0' || !isEmptyBody(body)) this.#framedLength = length;
    return framed;
  }

  /**
   * Applies `auth`, or the URL's own userinfo where there is none. A given `Authorization` header comes before the URL's (AUTH-14).
   * @throws {InvalidOptionError} where `auth` is none
   */
  async prepareAuth(auth?: Auth | null, _url?: string): Promise<void> {
    const chosen = coerceAuth(auth ?? this.#urlAuth());
    if (chosen === null) return;
    const result = (await (typeof chosen === 'function' ? chosen(this) : chosen.apply(this))) ?? this;
    expectRequest(result, 'what auth gives back');
    if (result !== this) {
      // as in Requests, what the scheme hands back takes this request's place
      this.method = result.method;
      this.url = result.url;
      this.headers = result.headers;
      this.body = result.body;
      this.hooks = result.hooks;
    }
    if (typeof chosen !== 'function' && chosen.challenge)
      this.authFlow = { auth: chosen, origin: originOf(this.url ?? '') };
    this.prepareContentLength(this.body);
  }

  /** @internal Whether the URL has userinfo that gives credentials. */
  hasUrlAuth(): boolean {
    return this.#urlAuth() !== null;
  }

  #urlAuth(): [string, string] | null {
    if (!this.url?.includes('@') || this.headers.has('Authorization')) return null;
    return authOfUrl(this.url);
  }

  /** Adds hooks. */
  prepareHooks(hooks?: Hooks | HookLists | null): void {
    if (!hooks) return;
    for (const [event, given] of Object.entries(normalizeHooks(hooks))) registerHook(this.hooks, event, given);
  }

  /** Adds a hook, or several, to an event. */
  registerHook(event: string, hook: unknown): void {
    registerHook(this.hooks, event, hook);
  }

  /** Takes a hook away; `false` where it was not there. */
  deregisterHook(event: string, hook: unknown): boolean {
    return deregisterHook(this.hooks, event, hook);
  }

  /** @internal Makes the framing headers those of the body as it is now: it may have been changed since it was prepared (PREP-5). */
  alignFraming(): void {
    if (!isEmptyBody(this.body)) {
      this.body = this.#frame(this.body);
    } else if (this.body !== null) {
      if (this.headers.has('Content-Length')) this.headers.set('Content-Length', '0');
    } else if (this.#framedLength !== null && this.#framedLength !== '0') {
      // the body that it was for is gone: a server would wait for it
      if (this.headers.get('Content-Length') === this.#framedLength) this.headers.delete('Content-Length');
    }
  }

  /**
   * @internal The fields may have been set by hand, to anything.
   * @throws {InvalidOptionError | InvalidHeader | URLRequired} where one cannot be sent
   */
  checkFields(): void {
    if (this.url === null || this.url === undefined) {
      throw new URLRequired('A URL is needed to make a request: prepareUrl(url) sets it.', { request: this });
    }
    expectText(this.url, 'the URL of a prepared request');
    if (!(this.headers instanceof CaseInsensitiveDict)) this.prepareHeaders(this.headers);
    if (!Array.isArray(this.hooks?.response)) this.hooks = normalizeHooks(this.hooks);
    this.body ??= null;
  }

  /** A request of its own: headers and hooks are copied, the body is shared. */
  copy(): PreparedRequest {
    const twin = new PreparedRequest();
    twin.method = this.method;
    twin.url = this.url;
    twin.headers = this.headers.copy();
    twin.body = this.body;
    twin.hooks = { response: [...this.hooks.response] };
    twin.callCookies = this.callCookies;
    twin.cookieHeaderOfJar = this.cookieHeaderOfJar;
    twin.authFlow = this.authFlow;
    twin.authDisabled = this.authDisabled;
    twin.#framedLength = this.#framedLength;
    twin.cookiesDisabled = this.cookiesDisabled;
    return twin;
  }

  /** A WHATWG `Request` of the same. @throws {InvalidOptionError} where WHATWG forbids what it holds (a body with GET) */
  toWeb(): globalThis.Request {
    return webRequestOf(this);
  }

  #nameAsGiven(name: string): string {
    for (const key of this.headers.keys()) if (key.toLowerCase() === name.toLowerCase()) return key;
    return name;
  }

  /** For a log: method, URL and headers, secrets in them as `***`; never the body. */
  toJSON(): { method: string | null; url: string | null; headers: Record<string, HeaderValue> } {
    return { method: this.method, url: this.url === null ? null : redactUrl(this.url), headers: this.headers.toJSON() };
  }

  /** `<PreparedRequest [GET]>`: never its headers or body. */
  toString(): string {
    return `<PreparedRequest [${this.method}]>`;
  }
}
