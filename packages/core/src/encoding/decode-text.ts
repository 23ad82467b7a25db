import { textDecoding } from './text-decoding.ts';

const utf8 = new TextDecoder();

/**
 * The text of `bytes`. Never throws: what cannot be decoded becomes U+FFFD, a name that nobody knows is taken for UTF-8 (RESP-5).
 * ISO-8859-1 is truly that, not windows-1252 as in TextDecoder; a byte order mark is dropped (RESP-10).
 *
 * @param encoding the name of the charset, WHATWG's or Python's; `null` for UTF-8
 *
 * @example
 * ```ts
 * decodeText(Uint8Array.of(0x47, 0x72, 0xfc, 0xdf), 'latin-1'); // 'Grüß'
 * ```
 */
export function decodeText(bytes: Uint8Array, encoding: string | null): string {
  if (encoding === null || /^utf-8$/i.test(encoding)) return utf8.decode(bytes);
  const decode = textDecoding(encoding);
  return decode(bytes) + decode();
}
