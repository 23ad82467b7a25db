import { codecsOf } from './codec-of.ts';
import { platformDecoding, type TextDecoding } from './platform-decoding.ts';
import { decodeSingleByte, isSingleByte } from './single-byte.ts';
import { utf16Decoding } from './utf-16.ts';
import { utf32Decoding } from './utf-32.ts';

/**
 * The decoding of text in `encoding`. A byte order mark is dropped (UTF-8, UTF-16, UTF-32); what cannot be decoded becomes U+FFFD.
 * A name that nobody knows is taken for UTF-8, as Requests does for `text`.
 */
export function textDecoding(encoding: string): TextDecoding {
  const codecs = codecsOf(encoding);
  const [codec] = codecs;
  if (isSingleByte(codec)) return (bytes) => (bytes ? decodeSingleByte(bytes, codec) : '');
  if (codec === 'utf-16') return utf16Decoding();
  if (codec.startsWith('utf-32')) return utf32Decoding(codec);
  return platformDecoding(codecs);
}
