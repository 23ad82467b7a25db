import { concatBytes } from '../stream/concat-bytes.ts';
import { platformDecoding, type TextDecoding } from './platform-decoding.ts';

/**
 * UTF-16 whose order of bytes the mark in front tells; without a mark it is little-endian, as in Python on every common machine.
 * RFC 2781 section 4.3 would have big-endian there; what is sent so in practice is little-endian (WHATWG agrees).
 */
export function utf16Decoding(): TextDecoding {
  let decode: TextDecoding | undefined;
  let held: Uint8Array = new Uint8Array();
  return (bytes) => {
    if (decode) return decode(bytes);
    if (bytes) held = concatBytes([held, bytes]);
    if (bytes && held.length < 2) return '';
    decode = platformDecoding([held[0] === 0xfe && held[1] === 0xff ? 'utf-16be' : 'utf-16le']);
    return decode(held) + (bytes ? '' : decode());
  };
}
