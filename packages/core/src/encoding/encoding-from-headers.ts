import { CaseInsensitiveDict, type DictInit } from '../case-insensitive-dict.ts';
import { parseContentType } from '../headers/parse-content-type.ts';

/**
 * The charset that headers tell, to the letter of Requests: the `charset` of the `Content-Type`, else `ISO-8859-1` where the type has
 * `text` in it, else `utf-8` where it has `application/json` in it, else `null`. A `Response` is a little stricter: see `responseEncoding`.
 * Source: `requests.utils.get_encoding_from_headers`.
 *
 * @example
 * ```ts
 * getEncodingFromHeaders({ 'Content-Type': 'text/html; charset=utf-8' }); // 'utf-8'
 * ```
 */
export function getEncodingFromHeaders(headers: DictInit<string>): string | null {
  const dict = headers instanceof CaseInsensitiveDict ? headers : new CaseInsensitiveDict<string>(headers);
  const value = dict.get('content-type');
  if (!value) return null;
  const { type, parameters } = parseContentType(value);
  if (parameters.charset !== undefined) return parameters.charset;
  if (type.includes('text')) return 'ISO-8859-1';
  return type.includes('application/json') ? 'utf-8' : null;
}
