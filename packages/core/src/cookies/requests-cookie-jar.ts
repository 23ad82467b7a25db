import type { Cookie } from 'tough-cookie';
import { dictPairs } from '../case-insensitive-dict.ts';
import { CookieConflictError, InvalidOptionError } from '../errors.ts';
import { expectObject, expectText, kindOf } from '../expect.ts';
import { inspectAs } from '../inspect.ts';
import type { CookieJarLike } from './cookie-jar.ts';
import { type CookiePolicy, checkedPolicy } from './cookie-policy.ts';
import { boundCopy, CookieStore, copyCookie } from './cookie-store.ts';
import { type CookieAttributes, type CookieValue, canonicalDomain, checkNames, createCookie } from './create-cookie.ts';
import { isCookie } from './is-cookie.ts';
import { mayBeSet, parseSetCookie } from './parse-set-cookie.ts';
import { type RequestLocation, requestLocation } from './request-location.ts';
import { expiryTime, isExpired, selectCookies } from './select-cookies.ts';
import { deserializeCookies, type SerializedJar, serializeCookies } from './serialize-cookies.ts';

/** Which of the cookies of one name is meant. */
export interface CookieFilter {
  /** The domain, without its dot; `''` for cookies of every host. */
  domain?: string | null;
  /** The path. */
  path?: string | null;
}

/** What of a request the jar reads, and `addCookieHeader` writes. A `PreparedRequest` is one. */
export interface CookieRequest {
  readonly url: string | null;
  readonly headers: {
    get(name: string): unknown;
    has(name: string): boolean;
    set(name: string, value: string): unknown;
  };
}

/** What of a response the jar reads. A `Response` is one. */
export interface CookieResponse {
  readonly headers: { getSetCookie(): readonly string[] };
}

/** Cookies as pairs of name and value: an object, a `Map` or pairs. `null` takes those of the name away. */
export type CookieDict =
  | Readonly<Record<string, CookieValue | null | undefined>>
  | Iterable<readonly [string, CookieValue | null]>;

const GET_NAMES: ReadonlySet<string> = new Set(['default', 'domain', 'path']);
const FILTER_NAMES: ReadonlySet<string> = new Set(['domain', 'path']);
const CLEAR_NAMES: ReadonlySet<string> = new Set(['domain', 'path', 'name']);

/**
 * A cookie jar that is a dict as well, over tough-cookie: RFC 6265 with host-only cookies, public suffixes refused and the prefixes `__Host-` and
 * `__Secure-` held to. Iterating gives tough-cookie's `Cookie`s, whose name is `key`. Source: `requests.cookies.RequestsCookieJar`.
 *
 * @example
 * ```ts
 * const jar = new RequestsCookieJar();
 * jar.set('tasty', 'yum', { domain: 'api.example', path: '/cookies' });
 * jar.get('tasty'); // 'yum'
 * await get('https://api.example/cookies', { cookies: jar });
 * ```
 */
export class RequestsCookieJar implements CookieJarLike {
  readonly #store: CookieStore = new CookieStore();
  #policy: CookiePolicy;
  /** When the next cookie ends, so that the ended ones are looked for only then. */
  #nextEnd = Infinity;

  static {
    // names and domains, never values
    inspectAs(this, describe);
  }

  /** @param policy what is taken in and given out beyond RFC 6265. A jar of a dict is made by `cookiejarFromDict`. */
  constructor(policy: CookiePolicy = {}) {
    this.#policy = checkedPolicy(policy);
  }

  /** How many cookies there are. */
  get size(): number {
    return this.#store.size;
  }

  /** Every cookie: by domain, then path, each in the order in which it came. The jar may be changed on the way. */
  [Symbol.iterator](): IterableIterator<Cookie> {
    return this.#store.list()[Symbol.iterator]();
  }

  /**
   * The value of a cookie, or `default`.
   * @throws {CookieConflictError} where the name is held for two domains or paths, and `domain` and `path` don't tell which.
   */
  get<D = undefined>(name: string, options: CookieFilter & { default?: D } = {}): string | D {
    checkNames(options, GET_NAMES, 'get() of a jar has no option');
    return this.#only(name, options)?.value ?? (options.default as D);
  }

  /**
   * Sets a cookie by hand and gives it back. A `null` takes the cookies of that name away (of `domain` and `path`, where they are given).
   * @throws {InvalidOptionError} see `createCookie`.
   */
  set(name: string, value: CookieValue, attributes?: CookieAttributes): Cookie;
  set(name: string, value: CookieValue | null, attributes?: CookieAttributes): Cookie | null;
  set(name: string, value: CookieValue | null, attributes: CookieAttributes = {}): Cookie | null {
    if (value === null) {
      expectObject(attributes, 'what a jar is told of a cookie');
      for (const cookie of this.#matching(name, attributes)) this.#store.remove(cookie);
      return null;
    }
    const cookie = createCookie(name, value, attributes);
    this.setCookie(cookie);
    return cookie;
  }

  /** Whether a cookie of that name is held, once or more. */
  has(name: string): boolean {
    return this.#matching(name, {}).length > 0;
  }

  /** Takes all cookies of that name away; `false` where there was none. */
  delete(name: string): boolean {
    const cookies = this.#matching(name, {});
    for (const cookie of cookies) this.#store.remove(cookie);
    return cookies.length > 0;
  }

  /** The names; one that is held twice comes twice. */
  keys(): string[] {
    return this.#store.list().map((cookie) => cookie.key);
  }

  /** The values. */
  values(): string[] {
    return this.#store.list().map((cookie) => cookie.value ?? '');
  }

  /** The pairs of name and value. */
  items(): [string, string][] {
    return this.#store.list().map((cookie) => [cookie.key, cookie.value ?? '']);
  }

  /** A plain object of names and values, of one domain and path where they are given; of one name the last counts. */
  getDict(filter: CookieFilter = {}): Record<string, string> {
    checkNames(filter, FILTER_NAMES, 'getDict() of a jar has no option');
    return Object.fromEntries(this.#matching(null, filter).map((cookie) => [cookie.key, cookie.value ?? '']));
  }

  /** The domains, each once. */
  listDomains(): string[] {
    return [...new Set(this.#store.list().map((cookie) => cookie.domain ?? ''))];
  }

  /** The paths, each once. */
  listPaths(): string[] {
    return [...new Set(this.#store.list().map((cookie) => cookie.path ?? '/'))];
  }

  /** Whether there are cookies of more than one domain. Requests answers whether one domain has two (COOK-8). */
  multipleDomains(): boolean {
    return this.listDomains().length > 1;
  }

  /**
   * Takes cookies away: all, those of a domain, of a domain and path, or one.
   * @throws {InvalidOptionError} where there is none, where a path comes without a domain, or a name without both.
   */
  clear(which: CookieFilter & { name?: string | null } = {}): void {
    checkNames(which, CLEAR_NAMES, 'clear() of a jar has no option');
    const { domain, path, name } = which;
    if (isGiven(name) && !(isGiven(domain) && isGiven(path))) {
      throw new InvalidOptionError(
        'domain and path must be given to remove a cookie by name; delete(name) takes all of a name',
      );
    }
    if (isGiven(path) && !isGiven(domain))
      throw new InvalidOptionError('domain must be given to remove cookies by path');
    if (!isGiven(domain)) {
      this.#store.clear();
      return;
    }
    const cookies = this.#matching(name ?? null, which);
    if (cookies.length === 0) {
      const where = [
        `domain '${domain}'`,
        ...(isGiven(path) ? [`path '${path}'`] : []),
        ...(isGiven(name) ? [`name '${name}'`] : []),
      ];
      throw new InvalidOptionError(`there is no cookie of ${where.join(', ')} to clear`);
    }
    for (const cookie of cookies) this.#store.remove(cookie);
  }

  /** Takes away the cookies that have ended. They are not sent anyhow, and go when a request is made. */
  clearExpiredCookies(): void {
    const now = this.#now();
    this.#nextEnd = Infinity;
    for (const cookie of this.#store.list()) {
      if (isExpired(cookie, now)) this.#store.remove(cookie);
      else this.#nextEnd = Math.min(this.#nextEnd, expiryTime(cookie));
    }
  }

  /** Takes away the cookies that end with the session. */
  clearSessionCookies(): void {
    for (const cookie of this.#store.list()) if (!cookie.isPersistent()) this.#store.remove(cookie);
  }

  /** A jar of its own with copies of the cookies, and the same policy. */
  copy(): RequestsCookieJar {
    const twin = new RequestsCookieJar(this.#policy);
    if (this.#store.size > 0) for (const cookie of this.#store.list()) twin.#store.put(copyCookie(cookie));
    twin.#nextEnd = this.#nextEnd;
    return twin;
  }

  /** Takes in copies of the cookies of another jar, or sets each of a dict; see `set`. */
  update(other: CookieJarLike | CookieDict): void {
    if (isJar(other) && Symbol.iterator in other) {
      // a jar gives its cookies, or pairs of name and value
      for (const cookie of other) {
        if (isCookie(cookie)) this.setCookie(copyCookie(cookie));
        else for (const [name, value] of dictPairs([cookie as [string, CookieValue]])) this.set(name, value);
      }
      return;
    }
    for (const [name, value] of dictPairs<CookieValue | null | undefined>(other)) {
      if (value !== undefined) this.set(name, value);
    }
  }

  /** Takes all cookies of a name away and gives the value, or `otherwise` where there is none. @throws {CookieConflictError} see `get`. */
  pop<D = undefined>(name: string, otherwise?: D): string | D {
    const value = this.#only(name, {})?.value;
    if (value === undefined || value === null) return otherwise as D;
    this.delete(name);
    return value;
  }

  /** Takes the first cookie away and gives its name and value; `undefined` of an empty jar. */
  popitem(): [string, string] | undefined {
    const [cookie] = this.#store.list();
    if (!cookie) return undefined;
    this.#store.remove(cookie);
    return [cookie.key, cookie.value ?? ''];
  }

  /** The value of a cookie; where there is none, it is set first. @throws {CookieConflictError} see `get`. */
  setdefault(name: string, value: CookieValue): string {
    const held = this.#only(name, {})?.value;
    if (held !== undefined && held !== null) return held;
    // a null would take the cookie away
    const cookie = createCookie(name, value);
    this.setCookie(cookie);
    return cookie.value;
  }

  /** Puts a cookie in as it is. Without a domain it goes to every host. */
  setCookie(cookie: Cookie): void {
    expectCookie(cookie);
    cookie.domain = cookie.domain ? canonicalDomain(cookie.domain) : '';
    cookie.path ??= '/';
    // COOK-16: the quotes around a value are kept, escaped ones within it are not
    if (cookie.value?.startsWith('"') && cookie.value.endsWith('"')) cookie.value = cookie.value.replaceAll('\\"', '');
    if (cookie.maxAge !== null) cookie.lastAccessed ??= new Date(this.#now());
    this.#store.put(cookie);
    this.#nextEnd = Math.min(this.#nextEnd, expiryTime(cookie));
  }

  /** Puts a cookie in where RFC 6265 and the policy let the host of the request set it, and tells whether it did. */
  setCookieIfOk(cookie: Cookie, request: CookieRequest): boolean {
    expectCookie(cookie);
    const [url, location] = locate(request);
    return this.#storeIfOk(cookie, url, location);
  }

  /** The cookies that a response sets, whether or not they may be. */
  makeCookies(response: CookieResponse, request: CookieRequest): Cookie[] {
    const [, location] = locate(request);
    const now = this.#now();
    const cookies: Cookie[] = [];
    for (const line of setCookieLines(response)) {
      const cookie = parseSetCookie(line, location, now);
      if (cookie && !isExpired(cookie, now)) cookies.push(cookie);
    }
    return cookies;
  }

  /** Takes in the cookies that a response sets. */
  extractCookies(response: CookieResponse, request: CookieRequest): void {
    const lines = setCookieLines(response);
    expectCookieRequest(request);
    if (lines.length > 0) this.storeFrom(lines, urlOf(request), hostHeader(request));
  }

  /** Sets the `Cookie` header of a request, unless it has one or no cookie fits. */
  addCookieHeader(request: CookieRequest): void {
    expectCookieRequest(request);
    if (this.#store.size === 0 || request.headers.has('Cookie')) return;
    const header = this.cookieHeader(urlOf(request), hostHeader(request));
    if (header !== null) request.headers.set('Cookie', header);
  }

  cookieHeader(url: string, host?: string, over?: CookieJarLike | null): string | null {
    if (over && over.size > 0) return this.#headerWith(over, url, host);
    return this.#store.size === 0 ? null : this.#header([this.#store], url, host);
  }

  storeFrom(setCookieLines: readonly string[], url: string, host?: string): void {
    if (!Array.isArray(setCookieLines)) {
      throw new InvalidOptionError(`the lines of Set-Cookie are an array, not ${kindOf(setCookieLines)}`);
    }
    if (setCookieLines.length === 0) return;
    const location = requestLocation(url, host);
    const now = this.#now();
    for (const line of setCookieLines) {
      expectText(line, 'a line of Set-Cookie');
      const cookie = parseSetCookie(line, location, now);
      if (cookie) this.#storeIfOk(cookie, url, location);
    }
  }

  /**
   * A copy in which the cookies of every host are for this one alone. They stand in for those of every host with their name and path, whatever jar
   * they are taken into: a call's cookie is sent instead of the session's, on the host of the call only (RED-22).
   */
  bindTo(host: string): RequestsCookieJar {
    expectText(host, 'a host');
    const own = requestLocation(`http://${host}/`, host).host;
    const twin = new RequestsCookieJar(this.#policy);
    for (const cookie of this.#store.list())
      twin.setCookie(cookie.domain ? copyCookie(cookie) : boundCopy(cookie, own));
    return twin;
  }

  /** What is taken in and given out beyond RFC 6265. */
  getPolicy(): CookiePolicy {
    return this.#policy;
  }

  /** Sets what is taken in and given out beyond RFC 6265. */
  setPolicy(policy: CookiePolicy): void {
    this.#policy = checkedPolicy(policy);
  }

  /** The cookies for `JSON.stringify`, values and all, in the form of tough-cookie's `CookieJar`, which can read it. */
  toJSON(): SerializedJar {
    return serializeCookies(this.#store.list(), this.#policy.rejectPublicSuffixes ?? true);
  }

  /** The jar that `toJSON` (or tough-cookie's) wrote. @throws {InvalidOptionError} where the value is none. */
  static fromJSON(json: string | SerializedJar): RequestsCookieJar {
    const { cookies, rejectPublicSuffixes } = deserializeCookies(json);
    const jar = new RequestsCookieJar(rejectPublicSuffixes ? {} : { rejectPublicSuffixes });
    for (const cookie of cookies) jar.setCookie(cookie);
    return jar;
  }

  #now(): number {
    return this.#policy.now === undefined ? Date.now() : this.#policy.now();
  }

  #headerWith(over: CookieJarLike, url: string, host: string | undefined): string | null {
    if (over instanceof RequestsCookieJar) return this.#header([this.#store, over.#store], url, host);
    const jar = new RequestsCookieJar(this.#policy);
    jar.update(over);
    return this.#header([this.#store, jar.#store], url, host);
  }

  #header(stores: readonly CookieStore[], url: string, host: string | undefined): string | null {
    const now = this.#now();
    if (now >= this.#nextEnd) this.clearExpiredCookies();
    let cookies = selectCookies(stores, requestLocation(url, host), now);
    const policy = this.#policy;
    if (policy.returnOk !== undefined) cookies = cookies.filter((cookie) => policy.returnOk?.(cookie, url));
    let header = '';
    for (const cookie of cookies) {
      if (header !== '') header += '; ';
      header += cookie.value === null ? cookie.key : `${cookie.key}=${cookie.value}`;
    }
    return cookies.length > 0 ? header : null;
  }

  #storeIfOk(cookie: Cookie, url: string, location: RequestLocation): boolean {
    if (!mayBeSet(cookie, location, this.#policy.rejectPublicSuffixes ?? true)) return false;
    if (this.#policy.setOk !== undefined && !this.#policy.setOk(cookie, url)) return false;
    // one that has ended already deletes the one of its domain, path and name (RFC 6265 5.3 step 11)
    if (isExpired(cookie, this.#now())) this.#store.remove(cookie);
    else this.setCookie(cookie);
    return true;
  }

  /** The cookies of a name (`null`: of any), a domain and a path, where they are given. */
  #matching(name: string | null, { domain, path }: CookieFilter): Cookie[] {
    const wanted = isGiven(domain) ? canonicalDomain(domain) : null;
    return this.#store
      .list()
      .filter(
        (cookie) =>
          (name === null || cookie.key === name) &&
          (wanted === null || cookie.domain === wanted) &&
          (!isGiven(path) || cookie.path === path),
      );
  }

  #only(name: string, filter: CookieFilter): Cookie | undefined {
    const cookies = this.#matching(name, filter);
    if (cookies.length > 1) {
      const where = cookies.map((cookie) => `'${cookie.domain}' '${cookie.path}'`).join(', ');
      throw new CookieConflictError(
        `there is more than one cookie named '${name}': give the domain or path of one of ${where}`,
      );
    }
    return cookies[0];
  }
}

function expectCookie(cookie: unknown): void {
  if (!isCookie(cookie)) throw new InvalidOptionError("a cookie is one of tough-cookie's; createCookie() makes them");
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function isJar(value: unknown): value is CookieJarLike {
  return (
    value instanceof RequestsCookieJar || typeof (value as Partial<CookieJarLike> | null)?.cookieHeader === 'function'
  );
}

function urlOf(request: CookieRequest): string {
  if (request.url === null)
    throw new InvalidOptionError('the request has no URL yet, and cookies belong to one: prepare it first');
  return request.url;
}

/** The request's own `Host`, which counts instead of the URL's (COOK-33). */
function hostHeader(request: CookieRequest): string | undefined {
  const host = request.headers.get('Host');
  return typeof host === 'string' ? host : undefined;
}

/** @throws {InvalidOptionError} where it is nothing that cookies can be read from or written to */
function expectCookieRequest(request: CookieRequest): void {
  expectObject(request, 'the request of a cookie');
  expectObject(request.headers, 'what holds the headers of the request of a cookie');
  if (typeof request.headers.get === 'function' && typeof request.headers.has === 'function') return;
  throw new InvalidOptionError('the headers of the request of a cookie have get(name), has(name) and set(name, value)');
}

function setCookieLines(response: CookieResponse): readonly string[] {
  expectObject(response, 'the response of a cookie');
  if (typeof response.headers?.getSetCookie === 'function') return response.headers.getSetCookie();
  throw new InvalidOptionError('the headers of the response of a cookie have getSetCookie()');
}

function locate(request: CookieRequest): [string, RequestLocation] {
  expectCookieRequest(request);
  const url = urlOf(request);
  return [url, requestLocation(url, hostHeader(request))];
}

function describe(this: RequestsCookieJar): string {
  const cookies = [...this].map(({ key, domain, path }) => `${key} for ${domain || 'every host'}${path}`);
  return `RequestsCookieJar(${this.size}) [${cookies.join(', ')}]`;
}
