import { splitUrl } from './split-url.ts';

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
  const { path, query } = splitUrl(url);
  const target = `${path || '/'}${query ? `?${query}` : ''}`;
  // a URL of another scheme was never encoded: no line end may come out of it (as Python's urlsplit, CVE-2019-9740)
  return target.replace(/[\t\r\n]+/g, '');
}
