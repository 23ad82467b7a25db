import type { Cookie } from 'tough-cookie';
import { InvalidOptionError } from '../errors.ts';
import { expectText, kindOf } from '../expect.ts';
import { canonicalHost } from './request-location.ts';
import { toughCookie } from './tough-cookie.ts';

/** What a cookie made by hand can be given beside its name and value. */
export interface CookieAttributes {
  /** The host that the cookie is for, and those below it. `''`, the default: every host. A dot in front counts for nothing. */
  domain?: string;
  /** The path that the cookie is for, and those below it. Default `/`. */
  path?: string;
  /** Sent over `https` only. Default `false`. */
  secure?: boolean;
  /** When it ends. `null`, the default: with the session. */
  expires?: Date | null;
  /** Noted, and keeps nothing from being sent. Default `false`. */
  httpOnly?: boolean;
  /** Noted, and keeps nothing from being sent. */
  sameSite?: 'strict' | 'lax' | 'none' | null;
  /** For the host of `domain` alone, not for those below it. Default `false`. */
  hostOnly?: boolean;
  /** Whether the cookie ends with the session. Default: whether it has no `expires`. */
  discard?: boolean;
}

/** The value of a cookie made by hand. */
export type CookieValue = string | number | bigint | boolean;

const ATTRIBUTES: ReadonlySet<string> = new Set([
  'domain',
  'path',
  'secure',
  'expires',
  'httpOnly',
  'sameSite',
  'hostOnly',
  'discard',
]);

/**
 * Makes a cookie. Its domain is `''` and its path `/` unless told otherwise: it goes to every host. Source: `requests.cookies.create_cookie`.
 *
 * @throws {InvalidOptionError} where an attribute is not known or of a wrong type, or where the name or the value
 * has a character that would end it early (CR, LF, `;`, another control character).
 * @example
 * ```ts
 * const jar = new RequestsCookieJar();
 * jar.setCookie(createCookie('theme', 'dark', { domain: 'example.com', secure: true }));
 * ```
 */
export function createCookie(name: string, value: CookieValue, attributes: CookieAttributes = {}): Cookie {
  checkNames(attributes, ATTRIBUTES, 'a cookie has no attribute');
  checkName(name);
  const { domain = '', path = '/', expires, sameSite, hostOnly = false, discard } = attributes;
  if (typeof domain !== 'string' || /[\s;/]/.test(domain)) throw wrong(name, 'domain', 'a host name', domain);
  if (typeof path !== 'string' || !/^(?:\/|$)/.test(path)) throw wrong(name, 'path', 'a path from its slash on', path);
  if (expires !== undefined && expires !== null && !(expires instanceof Date && !Number.isNaN(expires.getTime()))) {
    throw wrong(name, 'expires', 'a valid Date', expires);
  }
  if (
    sameSite !== undefined &&
    sameSite !== null &&
    !(typeof sameSite === 'string' && /^(?:strict|lax|none)$/i.test(sameSite))
  ) {
    throw wrong(name, 'sameSite', "'strict', 'lax' or 'none'", sameSite);
  }
  for (const flag of ['secure', 'httpOnly', 'hostOnly', 'discard'] as const) {
    if (attributes[flag] !== undefined && typeof attributes[flag] !== 'boolean') {
      throw wrong(name, flag, 'true or false', attributes[flag]);
    }
  }
  if (hostOnly && domain === '') throw wrong(name, 'hostOnly', 'given with a domain', true);
  if (discard && expires) throw wrong(name, 'discard', 'false for a cookie that expires', true);
  const { Cookie } = toughCookie();
  return new Cookie({
    key: name,
    value: checkedValue(name, value),
    domain: canonicalDomain(domain),
    path,
    expires: expires ?? 'Infinity',
    // kept beyond the session without an end
    maxAge: discard === false && !expires ? 'Infinity' : null,
    secure: attributes.secure ?? false,
    httpOnly: attributes.httpOnly ?? false,
    hostOnly: hostOnly || null,
    sameSite: sameSite?.toLowerCase(),
  });
}

/** A domain without the dot in front (RFC 6265 5.2.3), in the form in which hosts are compared. */
export function canonicalDomain(domain: string): string {
  expectText(domain, 'the domain of a cookie');
  return canonicalHost(domain.startsWith('.') ? domain.slice(1) : domain);
}

/** Refuses an object with a name that is not among `known`. */
export function checkNames(options: object, known: ReadonlySet<string>, message: string): void {
  if (options === null || typeof options !== 'object') {
    throw new InvalidOptionError(
      `options are given as an object of ${[...known].join(', ')}, not as ${typeof options}`,
    );
  }
  for (const name of Object.keys(options)) {
    if (!known.has(name)) throw new InvalidOptionError(`${message} '${name}'; there are ${[...known].join(', ')}`);
  }
}

function checkName(name: unknown): asserts name is string {
  if (typeof name !== 'string') throw new InvalidOptionError(`the name of a cookie is a string, not ${typeof name}`);
  if (name === '' || name.includes('=') || indexOfUnsafe(name) >= 0) {
    throw new InvalidOptionError(
      `a cookie cannot be named ${JSON.stringify(name)}: a name is not empty and has no '=', ';' or control character`,
    );
  }
}

/** COOK-31: what a header would take for its own end is refused. The value may be a secret: the message never shows it. */
function checkedValue(name: string, value: unknown): string {
  if (
    typeof value !== 'string' &&
    typeof value !== 'number' &&
    typeof value !== 'boolean' &&
    typeof value !== 'bigint'
  ) {
    throw new InvalidOptionError(
      `the value of cookie '${name}' is a string, not ${typeof value}; set it to null to take the cookie away`,
    );
  }
  const text = String(value);
  const unsafe = indexOfUnsafe(text);
  if (unsafe >= 0) {
    throw new InvalidOptionError(
      `the value of cookie '${name}' has ';' or a control character at index ${unsafe}; encode it, with encodeURIComponent() for one`,
    );
  }
  return text;
}

/** Where a `;` or a control character other than the tab stands (RFC 6265bis 5.6), or -1. */
function indexOfUnsafe(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x3b || code === 0x7f || (code < 0x20 && code !== 0x09)) return index;
  }
  return -1;
}

function wrong(name: string, attribute: string, wanted: string, given: unknown): InvalidOptionError {
  return new InvalidOptionError(
    `${attribute} of cookie '${name}' is to be ${wanted}, not ${typeof given === 'string' ? JSON.stringify(given) : kindOf(given)}`,
  );
}
