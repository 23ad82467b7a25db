/**
 * A header value without the quotes around it and without its escapes (RFC 9110 section 5.6.4); other text stays.
 * Source: `requests.utils.unquote_header_value`.
 *
 * @param isFilename `true` leaves the backslashes of a UNC path (`\\server\file`) alone
 * @example
 * ```ts
 * unquoteHeaderValue('"a \\"b\\""'); // 'a "b"'
 * ```
 */
export function unquoteHeaderValue(value: string, isFilename: boolean = false): string {
  if (!value.startsWith('"') || !value.endsWith('"')) return value;
  const inner = value.slice(1, -1);
  if (isFilename && inner.startsWith('\\\\')) return inner;
  return inner.replaceAll('\\\\', '\\').replaceAll('\\"', '"');
}
