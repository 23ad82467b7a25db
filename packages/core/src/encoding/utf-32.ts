import { concatBytes } from '../stream/concat-bytes.ts';
import type { TextDecoding } from './platform-decoding.ts';

const MARK = 0xfeff;
const MARK_SWAPPED = 0xfffe0000;

/**
 * UTF-32, which no TextDecoder has. The mark in front tells the order of bytes and is dropped; without one `utf-32` is little-endian.
 * A number that is no character gives U+FFFD.
 *
 * @param codec `utf-32`, `utf-32le` or `utf-32be`
 */
export function utf32Decoding(codec: string): TextDecoding {
  let littleEndian = codec !== 'utf-32be';
  let begun = false;
  let held: Uint8Array = new Uint8Array();
  return (bytes) => {
    if (!bytes) return held.length > 0 ? '\ufffd' : '';
    const all = concatBytes([held, bytes]);
    const view = new DataView(all.buffer);
    let text = '';
    let at = 0;
    for (; at + 4 <= all.length; at += 4) {
      let point = view.getUint32(at, littleEndian);
      if (!begun && point === MARK_SWAPPED && codec === 'utf-32') {
        littleEndian = false;
        point = MARK;
      }
      if (begun || point !== MARK) {
        const isCharacter = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
        text += isCharacter ? String.fromCodePoint(point) : '\ufffd';
      }
      begun = true;
    }
    held = all.slice(at);
    return text;
  };
}
