import type { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { encodingOfMark } from './byte-order-mark.ts';
import { isUtf8 } from './is-utf8.ts';
import { isAscii } from './single-byte.ts';

/** Guesses the charset of bytes that are not UTF-8; `null` for what is no text. */
export type CharsetDetector = (bytes: Uint8Array) => string | null;

/** Loads a detector where a body needs one; `null` where it needs none, or there is none to be had. */
export type CharsetDetectorLoader = (
  headers: CaseInsensitiveDict<string>,
  content: Uint8Array,
) => Promise<CharsetDetector | null> | null;

/**
 * The encoding that the bytes themselves speak for: a byte order mark, ASCII, well-formed UTF-8, and then what `detector` says.
 * Without one it is windows-1252, as for WHATWG; `null` where the detector holds the bytes for no text at all.
 *
 * @example
 * ```ts
 * apparentEncoding(new TextEncoder().encode('Größe'), null); // 'utf-8'
 * ```
 */
export function apparentEncoding(bytes: Uint8Array, detector: CharsetDetector | null): string | null {
  const mark = encodingOfMark(bytes);
  if (mark !== null) return mark.toUpperCase();
  if (bytes.length > 0 && isAscii(bytes)) return 'ascii';
  if (isUtf8(bytes)) return 'utf-8';
  return detector === null ? 'windows-1252' : detector(bytes);
}
