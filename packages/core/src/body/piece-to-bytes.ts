import { RequestException } from '../errors.ts';

const encoder = new TextEncoder();

/** A `Uint8Array` over the same memory as any view or buffer; `undefined` for what is neither. Views of another realm count too. */
export function viewOfBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]')
    return new Uint8Array(value as ArrayBuffer);
  return undefined;
}

/** What a value is, for a message: `null`, `number`, `Date`, `array`. Never the value itself. */
export function kindOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'object') return typeof value;
  return Object.prototype.toString.call(value).slice(8, -1);
}

/**
 * Turns the pieces of a body into bytes: text becomes UTF-8, also where a piece ends in the middle of a character (a lone
 * high surrogate is kept for the next piece).
 */
export class PieceEncoder {
  #half = '';

  /** The bytes of a piece; may be empty. @throws {RequestException} naming the type of what is neither bytes nor text */
  encode(piece: unknown): Uint8Array {
    if (typeof piece === 'string') {
      const text = this.#half + piece;
      const last = text.charCodeAt(text.length - 1);
      const split = last >= 0xd800 && last <= 0xdbff;
      this.#half = split ? text.slice(-1) : '';
      return encoder.encode(split ? text.slice(0, -1) : text);
    }
    const bytes = viewOfBytes(piece);
    if (bytes === undefined) {
      throw new RequestException(
        `a body is made of bytes and text; its source gave a piece of type ${kindOfValue(piece)}`,
      );
    }
    if (this.#half === '') return bytes;
    const half = this.end();
    const joined = new Uint8Array(half.length + bytes.length);
    joined.set(half);
    joined.set(bytes, half.length);
    return joined;
  }

  /** What is left at the end: the replacement character of a surrogate that found no other half, or nothing. */
  end(): Uint8Array {
    const bytes = encoder.encode(this.#half);
    this.#half = '';
    return bytes;
  }
}
