import { concatBytes } from '../stream/concat-bytes.ts';

const MARK = 0xfeff;
const MARK_SWAPPED = 0xfffe0000;
const RUN = 4096;

/**
 * UTF-32, which no TextDecoder has. The mark in front tells the order of bytes and is dropped; without one `utf-32` is little-endian.
 * A number that is no character gives U+FFFD.
 */
export class Utf32Decoder {
  #littleEndian: boolean;
  #atStart = true;
  #held: Uint8Array = new Uint8Array();
  readonly #orderIsOpen: boolean;

  constructor(codec: 'utf-32' | 'utf-32le' | 'utf-32be') {
    this.#littleEndian = codec !== 'utf-32be';
    this.#orderIsOpen = codec === 'utf-32';
  }

  write(bytes: Uint8Array): string {
    const all = this.#held.length === 0 ? bytes : concatBytes([this.#held, bytes]);
    const whole = all.length - (all.length % 4);
    this.#held = all.slice(whole);
    const view = new DataView(all.buffer, all.byteOffset, whole);
    let text = '';
    let points: number[] = [];
    for (let i = 0; i < whole; i += 4) {
      const point = view.getUint32(i, this.#littleEndian);
      if (this.#atStart) {
        this.#atStart = false;
        if (point === MARK) continue;
        if (point === MARK_SWAPPED && this.#orderIsOpen) {
          this.#littleEndian = !this.#littleEndian;
          continue;
        }
      }
      points.push(point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? 0xfffd : point);
      if (points.length === RUN) {
        text += String.fromCodePoint(...points);
        points = [];
      }
    }
    return text + String.fromCodePoint(...points);
  }

  end(): string {
    const cut = this.#held.length > 0;
    this.#held = new Uint8Array();
    return cut ? '\ufffd' : '';
  }
}
