import { codecOf } from './codec-of.ts';
import { decodeSingleByte } from './single-byte.ts';
import { incrementalDecoder } from './text-decoder.ts';

const utf8 = new TextDecoder('utf-8');

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
  const codec = encoding === null ? 'utf-8' : (codecOf(encoding) ?? 'utf-8');
  if (codec === 'utf-8') return utf8.decode(bytes);
  if (codec === 'iso-8859-1' || codec === 'us-ascii' || codec === 'windows-1252') return decodeSingleByte(bytes, codec);
  const decoder = incrementalDecoder(codec);
  return decoder.write(bytes) + decoder.end();
}
