import { splitUrl } from './split-url.ts';

/** A URL without a fragment, its path, and a query that is not empty. */
const ORDINARY = /^https?:\/\/[^/?#]+(\/[^?#\t\r\n]*(?:\?[^#\t\r\n]+)?)$/;

/**
 * The path and the query of a URL, as they stand in a request line: `/` for an empty path, no fragment.
 * Source: `requests.PreparedRequest.path_url`.
 *
 * @example
 * ```ts
 * pathUrl('http://h?x=1#f'); // '/?x=1'
 * ```
 */
export function pathUrl(url: string): string {
  const ordinary = ORDINARY.exec(url)?.[1];
  if (ordinary !== undefined) return ordinary;
  const { path, query } = splitUrl(url);
  const target = `${path || '/'}${query ? `?${query}` : ''}`;
  // a URL of another scheme was never encoded: no line end may come out of it (as Python's urlsplit, CVE-2019-9740)
  return /[\t\r\n]/.test(target) ? target.replace(/[\t\r\n]+/g, '') : target;
}
