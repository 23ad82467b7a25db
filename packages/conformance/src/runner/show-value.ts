import { showBytes } from '../byte-text.ts';
import type { JarLike, RequestsPackage } from './package.ts';
import { tidyHeader, userAgentOf } from './tidy.ts';

/** Bytes as text or base64; text stays. */
export function show(value: unknown): unknown {
  return typeof value === 'string' ? value : showBytes(value as Uint8Array);
}

/** What a lookup or a utility gave, as JSON. */
export function showValue(requests: RequestsPackage, value: unknown): unknown {
  if (value instanceof Uint8Array) return show(value);
  if (value instanceof requests.RequestsCookieJar) return { $jar: showJar(value) };
  if (Array.isArray(value)) return value.map((item) => showValue(requests, item));
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (isCookie(value)) return showCookie(value);
  const showItem = (item: unknown): unknown => showValue(requests, item);
  if (value instanceof requests.CaseInsensitiveDict) {
    const userAgent = userAgentOf(requests);
    const showField = (name: string, item: unknown): unknown =>
      typeof item === 'string' ? tidyHeader(userAgent, name, item) : showItem(item);
    return Object.fromEntries([...value].map(([name, item]) => [name, showField(name, item)]));
  }
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, showItem(item)]));
  if (Symbol.iterator in value) return [...(value as Iterable<unknown>)].map(showItem);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, showItem(item)]));
}

interface CookieLike {
  readonly key?: string;
  readonly name?: string;
  readonly value: unknown;
  readonly domain?: string | null;
  readonly path?: unknown;
  readonly secure?: unknown;
  readonly maxAge?: unknown;
  readonly expires?: unknown;
  readonly httpOnly?: unknown;
}

function isCookie(value: object): value is CookieLike {
  return ('key' in value || 'name' in value) && 'value' in value && 'domain' in value && 'path' in value;
}

/** What a cookie shows. */
export interface ShownCookie {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly domain: string;
  readonly path: unknown;
  readonly secure: boolean;
  readonly session: boolean;
  readonly httponly: boolean;
}

/** A domain shows without a dot in front (RFC 6265); a cookie made by hand without one has `''`. */
export function showCookie(given: object): ShownCookie {
  const cookie = given as CookieLike;
  const lasting =
    (cookie.maxAge ?? null) !== null || ((cookie.expires ?? null) !== null && cookie.expires !== 'Infinity');
  return {
    name: cookie.key ?? cookie.name,
    value: cookie.value,
    domain: (cookie.domain ?? '').replace(/^\./, ''),
    path: cookie.path,
    secure: Boolean(cookie.secure),
    session: !lasting,
    httponly: Boolean(cookie.httpOnly),
  };
}

/** A jar as a list, in an order of its own. */
export function showJar(jar: JarLike): ShownCookie[] {
  return sortedBy([...jar].map(showCookie), ({ name, domain, path }) => `${name}\0${domain}\0${path}`);
}

/** Sorted by code units. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}
