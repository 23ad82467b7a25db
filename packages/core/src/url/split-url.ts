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

// RFC 3986 appendix B, with the authority taken apart: the colons inside the brackets of an IPv6 address begin no port
const PARTS =
  /^(?:([a-z][a-z\d+.-]*):)?(?:\/\/(?:([^/?#]*)@)?(\[[^/?#]*\][^:/?#]*|[^:/?#]*)(?::([^/?#]*))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;

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
  // any text matches
  const [, scheme = null, userinfo = null, host = null, port = null, path, query = null, fragment = null] = PARTS.exec(
    url,
  ) as string[];
  return { scheme, userinfo, host, port, path: path as string, query, fragment };
}

/** Puts the parts of a URL together again (RFC 3986 section 5.3). */
export function unsplitUrl({ scheme, userinfo, host, port, path, query, fragment }: UrlParts): string {
  const authority = host === null ? '' : `//${given(userinfo, '', '@')}${host}${given(port, ':')}`;
  return `${given(scheme, '', ':')}${authority}${path}${given(query, '?')}${given(fragment, '#')}`;
}

function given(part: string | null, before: string, after = ''): string {
  return part === null ? '' : before + part + after;
}
