import { dictPairs } from '../case-insensitive-dict.ts';
import { InvalidOptionError } from '../errors.ts';
import { expectText, kindOf } from '../expect.ts';
import type { Dict } from '../options.ts';
import type { CookieJarLike } from './cookie-jar.ts';

/** The cookies of one call, given as a dict: names and values, for whatever host the call goes to. */
class CallCookies implements CookieJarLike {
  readonly #pairs: Map<string, string>;

  constructor(pairs: Map<string, string>) {
    this.#pairs = pairs;
  }

  get size(): number {
    return this.#pairs.size;
  }

  cookieHeader(): string | null {
    if (this.#pairs.size === 0) return null;
    return [...this.#pairs].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Nothing is kept: what a server sets goes to the session's jar. */
  storeFrom(): void {}

  copy(): CallCookies {
    return new CallCookies(new Map(this.#pairs));
  }

  update(other: CookieJarLike | Readonly<Record<string, string>>): void {
    for (const [name, value] of callCookiePairs(other)) this.#pairs.set(name, value);
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.#pairs.entries();
  }
}

/** Whether a value is a jar, not a dict of names and values. */
export function isCookieJar(value: unknown): value is CookieJarLike {
  if (typeof value !== 'object' || value === null) return false;
  const { cookieHeader, storeFrom } = value as CookieJarLike;
  return typeof cookieHeader === 'function' && typeof storeFrom === 'function';
}

// What would end the cookie, or the header, and start another (RFC 6265 4.1.1).
const UNSAFE = /[\u0000-\u001f\u007f;]/;

const WRITABLE: ReadonlySet<string> = new Set(['string', 'number', 'bigint', 'boolean']);

/** The names and values of a dict of cookies. @throws {InvalidOptionError} naming a cookie that cannot be sent; never its value */
export function callCookiePairs(cookies: Dict<string> | CookieJarLike): Map<string, string> {
  if (typeof cookies !== 'object') throw new InvalidOptionError(`cookies is a dict or a jar, not ${kindOf(cookies)}`);
  const pairs = new Map<string, string>();
  for (const [name, value] of dictPairs(cookies as Iterable<readonly [string, unknown]>)) {
    if (value === null || value === undefined) continue;
    expectText(name, 'the name of a cookie');
    if (!WRITABLE.has(typeof value)) {
      throw new InvalidOptionError(`the value of the cookie "${name}" is a string, not ${kindOf(value)}`);
    }
    const text = String(value);
    if (name === '' || UNSAFE.test(name) || name.includes('=')) {
      throw new InvalidOptionError(`${JSON.stringify(name)} is no name for a cookie`);
    }
    if (UNSAFE.test(text)) {
      throw new InvalidOptionError(
        `the value of the cookie "${name}" has a semicolon or a control character: encode it first`,
      );
    }
    pairs.set(name, text);
  }
  return pairs;
}

/** A jar of what a call gave: the jar itself, or one made of a dict. */
export function callCookieJar(cookies: Dict<string> | CookieJarLike): CookieJarLike {
  return isCookieJar(cookies) ? cookies : new CallCookies(callCookiePairs(cookies));
}

/**
 * The call's cookies for another host of a redirect. What was given without a domain was meant for the first host
 * and must not reach another (RED-22); what has a domain goes where that says.
 */
export function callCookiesElsewhere(cookies: CookieJarLike, firstHost: string): CookieJarLike | null {
  if (cookies instanceof CallCookies) return null;
  return cookies.bindTo?.(firstHost) ?? null;
}
