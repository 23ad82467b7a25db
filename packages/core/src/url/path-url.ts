/** The path of any URL, and its query with the question mark where it is not empty. */
const PATH_AND_QUERY = /^(?:[a-zA-Z][a-zA-Z\d+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)(\?[^#]+)?/;

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
  const [, path, query] = PATH_AND_QUERY.exec(url) as string[];
  const target = (path || '/') + (query ?? '');
  // a URL of another scheme was never encoded: no line end may come out of it (as Python's urlsplit, CVE-2019-9740)
  return /[\t\r\n]/.test(target) ? target.replace(/[\t\r\n]+/g, '') : target;
}
