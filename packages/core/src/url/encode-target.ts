import { InvalidURL } from '../errors.ts';
import { encodeComponent, PATH, QUERY } from './encode-component.ts';
import { parseUrl } from './parse-url.ts';

// A target that stays as it is: nothing to escape, all escapes good and in upper case.
const CLEAN =
  /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*(?:%[0-9A-F]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/]*)*(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*(?:%[0-9A-F]{2}[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*)*)?$/;

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
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return encodeAbsolute(target);
  const mark = target.indexOf('?');
  try {
    if (mark === -1) return encodeComponent(target, PATH);
    return `${encodeComponent(target.slice(0, mark), PATH)}?${encodeComponent(target.slice(mark + 1), QUERY)}`;
  } catch (cause) {
    throw new InvalidURL('The URL of the request holds half a surrogate pair', { cause });
  }
}

function encodeAbsolute(url: string): string {
  const { scheme, host, port, path, query } = parseUrl(url);
  return `${scheme}://${host ?? ''}${port === null ? '' : `:${port}`}${path || '/'}${query === null ? '' : `?${query}`}`;
}
