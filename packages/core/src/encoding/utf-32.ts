import { concatBytes } from '../stream/concat-bytes.ts';
import type { TextDecoding } from './platform-decoding.ts';

const MARK = 0xfeff;

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
      if (!begun && codec === 'utf-32') littleEndian = view.getUint32(at) !== MARK;
      const point = view.getUint32(at, littleEndian);
      const isCharacter = point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);
      if (begun || point !== MARK) text += isCharacter ? String.fromCodePoint(point) : '\ufffd';
      begun = true;
    }
    held = all.slice(at);
    return text;
  };
}
