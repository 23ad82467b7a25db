import type { Cookie } from 'tough-cookie';
import { isAddress } from './request-location.ts';
import { toughCookie } from './tough-cookie.ts';

/** The cookies of one domain by path and name, each in the order in which it came: the order of Python's jar (COOK-30). */
export interface DomainCookies {
  readonly domain: string;
  /** Which domain came first. */
  readonly order: number;
  readonly paths: Map<string, Map<string, Cookie>>;
}

/** Cookies by domain, path and name. What a host is sent is found by its name and those above it, however many domains there are. */
export class CookieStore {
  readonly #domains: Map<string, DomainCookies> = new Map();
  #domainsSeen = 0;
  /** How many cookies there are. */
  size = 0;

  /** Puts a cookie in; one of the same domain, path and name is replaced, and the new one has its place. */
  put(cookie: Cookie): void {
    const domain = cookie.domain ?? '';
    let entry = this.#domains.get(domain);
    if (!entry) {
      entry = { domain, order: this.#domainsSeen++, paths: new Map() };
      this.#domains.set(domain, entry);
    }
    const path = cookie.path ?? '/';
    let names = entry.paths.get(path);
    if (!names) {
      names = new Map();
      entry.paths.set(path, names);
    }
    const before = names.size;
    names.set(cookie.key, cookie);
    this.size += names.size - before;
  }

  /** Takes away the cookie of the same domain, path and name; `false` where there is none. */
  remove(cookie: Cookie): boolean {
    const domain = cookie.domain ?? '';
    const path = cookie.path ?? '/';
    const entry = this.#domains.get(domain);
    const names = entry?.paths.get(path);
    if (!entry || !names?.delete(cookie.key)) return false;
    this.size--;
    if (names.size === 0) entry.paths.delete(path);
    if (entry.paths.size === 0) this.#domains.delete(domain);
    return true;
  }

  /** Takes all away. */
  clear(): void {
    this.#domains.clear();
    this.size = 0;
  }

  /** Every cookie: by domain, then path, each in the order in which it came. */
  list(): Cookie[] {
    const cookies: Cookie[] = [];
    for (const { paths } of this.#domains.values()) {
      for (const names of paths.values()) for (const cookie of names.values()) cookies.push(cookie);
    }
    return cookies;
  }

  /** The domains whose cookies can fit a host, in the jar's order: `''`, the host itself, and what it lies in at a dot (CVE-2018-20852). */
  domainsFor(host: string): DomainCookies[] {
    const found: DomainCookies[] = [];
    const anywhere = this.#domains.get('');
    if (anywhere) found.push(anywhere);
    const own = this.#domains.get(host);
    if (own && own !== anywhere) found.push(own);
    if (found.length < this.#domains.size && !isAddress(host)) {
      for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        const above = this.#domains.get(host.slice(dot + 1));
        if (above && above !== anywhere) found.push(above);
      }
    }
    return found.length > 1 ? found.sort((one, other) => one.order - other.order) : found;
  }
}

/** Cookies that a call gave for every host, and that were bound to the call's: see `bindTo` of the jar. */
const boundCookies: WeakSet<Cookie> = new WeakSet();

/** A cookie of its own with the same attributes. */
export function copyCookie(cookie: Cookie): Cookie {
  const { Cookie } = toughCookie();
  const twin = new Cookie(cookie);
  twin.value = cookie.value; // null in a cookie without a value, which the constructor would make ''
  if (cookie.extensions) twin.extensions = [...cookie.extensions];
  if (boundCookies.has(cookie)) boundCookies.add(twin);
  return twin;
}

/** A copy for one host alone, which stands in for the one of every host with its name and path. */
export function boundCopy(cookie: Cookie, host: string): Cookie {
  const twin = copyCookie(cookie);
  twin.domain = host;
  twin.hostOnly = true;
  boundCookies.add(twin);
  return twin;
}

/** Whether the cookie was made by `boundCopy`. */
export function isBound(cookie: Cookie): boolean {
  return cookie.hostOnly === true && boundCookies.has(cookie);
}
