import { expectText } from '../expect.ts';

/** A URL in its parts, by text. What is absent is `null`; what is there and empty is `''`. */
export interface UrlParts {
  /** Without its colon, in the case in which it is written. */
  scheme: string | null;
  /** What stands before the last `@` of the authority. */
  userinfo: string | null;
  /** With the brackets of an IPv6 address. */
  host: string | null;
  /** The digits after the host, as text. */
  port: string | null;
  /** Always there, maybe empty. */
  path: string;
  /** Without its question mark. */
  query: string | null;
  /** Without its hash. */
  fragment: string | null;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;

/**
 * Splits a URL or a relative reference as RFC 3986 appendix B does. Nothing is normalised, decoded or refused:
 * `unsplitUrl` gives the same text back.
 *
 * @example
 * ```ts
 * splitUrl('http://u:p@h:80/a?b#c').userinfo; // 'u:p'
 * ```
 */
export function splitUrl(url: string): UrlParts {
  expectText(url, 'a URL');
  let rest = url;
  let fragment: string | null = null;
  let query: string | null = null;
  const hash = rest.indexOf('#');
  if (hash !== -1) {
    fragment = rest.slice(hash + 1);
    rest = rest.slice(0, hash);
  }
  const mark = rest.indexOf('?');
  if (mark !== -1) {
    query = rest.slice(mark + 1);
    rest = rest.slice(0, mark);
  }
  const scheme = SCHEME.exec(rest)?.[1] ?? null;
  if (scheme !== null) rest = rest.slice(scheme.length + 1);
  const parts: UrlParts = { scheme, userinfo: null, host: null, port: null, path: rest, query, fragment };
  if (rest.startsWith('//')) {
    const slash = rest.indexOf('/', 2);
    parts.path = slash === -1 ? '' : rest.slice(slash);
    splitAuthority(slash === -1 ? rest.slice(2) : rest.slice(2, slash), parts);
  }
  return parts;
}

function splitAuthority(authority: string, parts: UrlParts): void {
  const at = authority.lastIndexOf('@');
  if (at !== -1) parts.userinfo = authority.slice(0, at);
  const hostPort = authority.slice(at + 1);
  // the colons inside the brackets of an IPv6 address begin no port
  const colon = hostPort.indexOf(':', hostPort.startsWith('[') ? hostPort.lastIndexOf(']') + 1 : 0);
  parts.host = colon === -1 ? hostPort : hostPort.slice(0, colon);
  parts.port = colon === -1 ? null : hostPort.slice(colon + 1);
}

/** Puts the parts of a URL together again (RFC 3986 section 5.3). */
export function unsplitUrl(parts: UrlParts): string {
  let url = parts.scheme === null ? '' : `${parts.scheme}:`;
  if (parts.host !== null) {
    url += '//';
    if (parts.userinfo !== null) url += `${parts.userinfo}@`;
    url += parts.host;
    if (parts.port !== null) url += `:${parts.port}`;
  }
  url += parts.path;
  if (parts.query !== null) url += `?${parts.query}`;
  if (parts.fragment !== null) url += `#${parts.fragment}`;
  return url;
}
