import { codecsOf } from './codec-of.ts';
import { platformDecoding, type TextDecoding } from './platform-decoding.ts';
import { ascii, latin1, windows1252 } from './single-byte.ts';
import { utf16Decoding } from './utf-16.ts';
import { utf32Decoding } from './utf-32.ts';

/** The codecs whose every byte is one character: nothing is ever left. */
const BYTEWISE: ReadonlyMap<string, (bytes: Uint8Array) => string> = new Map([
  ['iso-8859-1', latin1],
  ['us-ascii', ascii],
  ['windows-1252', windows1252],
]);

/**
 * The decoding of text in `encoding`. A byte order mark is dropped (UTF-8, UTF-16, UTF-32); what cannot be decoded becomes U+FFFD.
 * A name that nobody knows is taken for UTF-8, as Requests does for `text`.
 */
export function textDecoding(encoding: string): TextDecoding {
  const codecs = codecsOf(encoding);
  const [codec] = codecs;
  const bytewise = BYTEWISE.get(codec);
  if (bytewise) return (bytes) => (bytes ? bytewise(bytes) : '');
  if (codec === 'utf-16') return utf16Decoding();
  return codec.startsWith('utf-32') ? utf32Decoding(codec) : platformDecoding(codecs);
}
