import { parseUrl } from './parse-url.ts';
import { encodePart } from './percent-encode.ts';
import { isPlainUrl } from './plain-url.ts';
import { unsplitUrl } from './split-url.ts';

// A target that stays as it is: nothing to escape, all escapes good and in upper case. From & to ; are &'()*+,-./0123456789:;
const CLEAN = /^\/[\w!$&-;=?@~]*(?:%[\dA-F]{2}[\w!$&-;=?@~]*)*$/;

/**
 * The target of a request as it goes out (RFC 9112 section 3.2): a URL may have been set by hand, or have come with a redirect, which encodes
 * less. What may not stand in path or query is escaped. A whole URL, as a proxy is asked for it, is normalised like one that is prepared.
 * Source: urllib3, which Requests gives its targets to.
 *
 * @param target path and query, or an absolute URL
 * @throws {InvalidURL} where it holds half a surrogate pair, or an authority that is none
 * @example
 * ```ts
 * encodeTarget('/a b?c=[é]&d=%2f'); // '/a%20b?c=%5B%C3%A9%5D&d=%2F'
 * ```
 */
export function encodeTarget(target: string): string {
  if (CLEAN.test(target)) return target;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(target)) return absoluteTarget(target);
  const mark = target.indexOf('?');
  if (mark === -1) return encodePart(target);
  return `${encodePart(target.slice(0, mark))}?${encodePart(target.slice(mark + 1))}`;
}

/**
 * A URL as it is asked for whole, by a proxy or by `fetch`: normalised like one that is prepared, without userinfo and fragment.
 *
 * @throws {InvalidURL} as `encodeTarget`
 */
export function absoluteTarget(url: string): string {
  if (isPlainUrl(url)) return url;
  const parts = parseUrl(url);
  return unsplitUrl({ ...parts, userinfo: null, path: parts.path || '/', fragment: null });
}
