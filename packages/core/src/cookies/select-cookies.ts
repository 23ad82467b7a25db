import type { Cookie } from 'tough-cookie';
import { type CookieStore, isBound } from './cookie-store.ts';
import type { RequestLocation } from './request-location.ts';
import { toughCookie } from './tough-cookie.ts';

/** Whether a cookie has ended. */
export function isExpired(cookie: Cookie, now: number): boolean {
  const end = expiryTime(cookie);
  return end <= now;
}

/** When a cookie ends, in milliseconds since 1970; `Infinity` for one of the session. */
export function expiryTime(cookie: Cookie): number {
  if (cookie.maxAge === null && cookie.expires === 'Infinity') return Infinity;
  return cookie.expiryTime() ?? Infinity;
}

/**
 * The cookies for a request (RFC 6265 5.4): longest path first, else in the jar's order.
 * @param stores the session's cookies, and those of the call, which take the place of the session's
 */
export function selectCookies(stores: readonly CookieStore[], location: RequestLocation, now: number): Cookie[] {
  const found: Cookie[] = [];
  const bound: Cookie[] = [];
  for (let index = 0; index < stores.length; index++) {
    const store = stores[index] as CookieStore;
    if (store.size > 0) collect(store, location, now, index === 0 ? null : found, found, bound);
  }
  for (const cookie of bound) join(found, cookie, '');
  return sortByPath(found);
}

function collect(
  store: CookieStore,
  { host, path, secure }: RequestLocation,
  now: number,
  joined: Cookie[] | null,
  found: Cookie[],
  bound: Cookie[],
): void {
  const { pathMatch } = toughCookie();
  for (const { domain, paths } of store.domainsFor(host)) {
    for (const [cookiePath, cookies] of paths) {
      if (!pathMatch(path, cookiePath)) continue;
      for (const cookie of cookies.values()) {
        // COOK-30: to a loopback address a Secure cookie is not sent over http either
        if (cookie.secure && !secure) continue;
        if (cookie.hostOnly && domain !== host) continue;
        if (isExpired(cookie, now)) continue;
        if (isBound(cookie)) bound.push(cookie);
        else if (joined) join(joined, cookie, domain);
        else found.push(cookie);
      }
    }
  }
}

/** Puts a cookie in the place of the one that it overrides, or behind those of its domain and path. */
function join(cookies: Cookie[], cookie: Cookie, domain: string): void {
  let behind = cookies.length;
  let same = false;
  for (let index = 0; index < cookies.length; index++) {
    const other = cookies[index] as Cookie;
    if ((other.domain ?? '') !== domain && !(domain === '' && isBound(other))) continue;
    const samePath = other.path === cookie.path;
    if (samePath && other.key === cookie.key) {
      cookies[index] = cookie;
      return;
    }
    if (samePath || !same) behind = index + 1;
    same ||= samePath;
  }
  cookies.splice(behind, 0, cookie);
}

function sortByPath(cookies: Cookie[]): Cookie[] {
  const length = cookies[0]?.path?.length ?? 0;
  for (const cookie of cookies) {
    // sort() is stable, and seldom needed: nearly all cookies have the path /
    if ((cookie.path?.length ?? 0) !== length) {
      return cookies.sort((one, other) => (other.path?.length ?? 0) - (one.path?.length ?? 0));
    }
  }
  return cookies;
}
