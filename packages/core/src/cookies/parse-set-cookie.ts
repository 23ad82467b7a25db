import type { Cookie } from 'tough-cookie';
import { canonicalDomain } from './create-cookie.ts';
import { isAddress, type RequestLocation } from './request-location.ts';
import { toughCookie } from './tough-cookie.ts';

/**
 * One `Set-Cookie` line as a cookie with its domain and path filled in (RFC 6265 5.2 and 5.3), or `undefined` where the line is no cookie.
 * Whether the host may set it is not asked here: `mayBeSet` does. A cookie without `=` has the value `null`, as in Requests (COOK-29).
 * @param now milliseconds since 1970: Max-Age counts from then
 */
export function parseSetCookie(line: string, location: RequestLocation, now: number): Cookie | undefined {
  const cookie = toughCookie().Cookie.parse(line) ?? parseBareName(line);
  if (!cookie || !readMaxAge(cookie, line)) return undefined;
  cookie.creation = cookie.lastAccessed = new Date(now);
  const domain = cookie.domain ? canonicalDomain(cookie.domain) : '';
  cookie.hostOnly = domain === '';
  cookie.domain = domain || location.host;
  if (!cookie.path) {
    cookie.path = toughCookie().defaultPath(location.path);
    cookie.pathIsDefault = true;
  }
  return cookie;
}

/** `a; Path=/` is a cookie named `a` without a value; tough-cookie and RFC 6265 drop it. */
function parseBareName(line: string): Cookie | undefined {
  const semicolon = line.indexOf(';');
  const name = (semicolon < 0 ? line : line.slice(0, semicolon)).trim();
  if (name === '' || name.includes('=')) return undefined;
  const cookie = toughCookie().Cookie.parse(`${name}=${semicolon < 0 ? '' : line.slice(semicolon)}`);
  if (cookie) cookie.value = null as unknown as string;
  return cookie;
}

/** COOK-26: a Max-Age that is no integer drops the cookie; the RFC would keep it till the end of the session. */
function readMaxAge(cookie: Cookie, line: string): boolean {
  if (!/max-age/i.test(line)) return true;
  for (const attribute of line.split(';').slice(1)) {
    const equals = attribute.indexOf('=');
    const name = equals < 0 ? attribute : attribute.slice(0, equals);
    if (name.trim().toLowerCase() !== 'max-age') continue;
    const value = equals < 0 ? '' : attribute.slice(equals + 1).trim();
    if (!/^[+-]?\d+$/.test(value)) return false;
    cookie.setMaxAge(Number(value));
  }
  return true;
}

/**
 * Whether a host may set a cookie for this domain: it lies in it (RFC 6265 5.3 step 6), and not just anyone may register there (step 5).
 * A cookie for the host's own name, were it a public suffix or an address, is for that host alone.
 */
export function mayBeSet(cookie: Cookie, location: RequestLocation, rejectPublicSuffixes: boolean): boolean {
  const domain = cookie.domain ?? '';
  if (domain !== '' && domain !== location.host) {
    if (cookie.hostOnly || isAddress(location.host) || !toughCookie().domainMatch(location.host, domain, false))
      return false;
    if (rejectPublicSuffixes && isPublicSuffix(domain)) return false;
  } else if (domain !== '' && !cookie.hostOnly && isPublicSuffix(domain)) {
    cookie.hostOnly = true;
  }
  return prefixHolds(cookie, location);
}

/** Whether anyone may register under this domain: `co.uk`, `github.io`. An address and a lone label count as one too. */
function isPublicSuffix(domain: string): boolean {
  return !toughCookie().getPublicSuffix(domain, { allowSpecialUseDomain: true, ignoreError: true });
}

/** RFC 6265bis 4.1.3: what a name says of its cookie must be so, and an attacker on plain http cannot say it (COOK-27). */
function prefixHolds(cookie: Cookie, location: RequestLocation): boolean {
  if (!cookie.key.startsWith('__')) return true;
  const name = cookie.key.toLowerCase();
  const host = name.startsWith('__host-');
  if (!host && !name.startsWith('__secure-')) return true;
  if (!cookie.secure || !(location.secure || isLoopback(location.host))) return false;
  return !host || (cookie.hostOnly === true && cookie.path === '/' && !cookie.pathIsDefault);
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return host.startsWith('127.') && isAddress(host);
}
