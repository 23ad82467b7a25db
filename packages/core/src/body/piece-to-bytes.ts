import { RequestException } from '../errors.ts';
import { kindOf } from '../expect.ts';

const encoder = new TextEncoder();

/** The class that a value says it is of, also where that is another realm's: `ArrayBuffer`, `FormData`. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Text, where it is given as bytes of UTF-8. */
export function textOf(value: unknown): unknown {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
}

/** A `Uint8Array` over the same memory as any view or buffer; `undefined` for what is neither. Views of another realm count too. */
export function viewOfBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return /ArrayBuffer$/.test(tagOf(value)) ? new Uint8Array(value as ArrayBuffer) : undefined;
}

/**
 * Turns the pieces of a body into bytes, one after the other: text becomes UTF-8, also where a piece ends in the middle of a character.
 * A high surrogate at the end of text is kept for the next piece, and becomes the replacement character where that one is bytes.
 *
 * @returns a function that throws a `RequestException` for what is neither bytes nor text
 */
export function pieceEncoder(): (piece: unknown) => Uint8Array {
  let half = '';
  return (piece) => {
    if (typeof piece === 'string') {
      const text = half + piece;
      const last = text.slice(-1);
      half = last >= '\ud800' && last <= '\udbff' ? last : '';
      return encoder.encode(half === '' ? text : text.slice(0, -1));
    }
    const bytes = viewOfBytes(piece);
    if (!bytes) throw new RequestException(`a body is made of bytes and text; its source gave ${kindOf(piece)}`);
    if (half === '') return bytes;
    const start = encoder.encode(half);
    half = '';
    return new Uint8Array([...start, ...bytes]);
  };
}
