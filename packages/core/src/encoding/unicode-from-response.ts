import { expectResponse } from '../expect.ts';
import type { Response } from '../response.ts';
import { decodeText } from './decode-text.ts';
import { getEncodingFromHeaders } from './encoding-from-headers.ts';

/**
 * The body of a response as text, decoded with what its headers tell, else as UTF-8; `null` where it has none.
 * Source: `requests.utils.get_unicode_from_response`, long deprecated: `response.text` is the better one.
 *
 * @throws {ResponseNotRead | StreamConsumedError} as `response.content`
 *
 * @example
 * ```ts
 * getUnicodeFromResponse(await get('https://api.example/text/iso-8859-1')); // 'Grüße aus Köln'
 * ```
 */
export function getUnicodeFromResponse(response: Response): string | null {
  expectResponse(response);
  const { content } = response;
  return content === null ? null : decodeText(content, getEncodingFromHeaders(response.headers));
}
