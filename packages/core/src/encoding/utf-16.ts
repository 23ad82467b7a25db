import { concatBytes } from '../stream/concat-bytes.ts';

/**
 * UTF-16 whose order of bytes the mark in front tells; without a mark it is little-endian, as in Python on every common machine.
 * RFC 2781 section 4.3 would have big-endian there; what is sent so in practice is little-endian (WHATWG agrees).
 */
export class Utf16Decoder {
  #decoder: TextDecoder | null = null;
  #held: Uint8Array = new Uint8Array();

  write(bytes: Uint8Array): string {
    if (this.#decoder === null) {
      this.#held = concatBytes([this.#held, bytes]);
      if (this.#held.length < 2) return '';
      bytes = this.#held;
      this.#decoder = new TextDecoder(bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-16le');
    }
    return this.#decoder.decode(bytes, { stream: true });
  }

  end(): string {
    if (this.#decoder === null) return this.#held.length === 0 ? '' : '\ufffd';
    return this.#decoder.decode();
  }
}
