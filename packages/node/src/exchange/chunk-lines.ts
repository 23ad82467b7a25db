const CR = 13;
const LF = 10;
const SEMICOLON = 59;
const FILLER = 97; // "a"

/** More digits than any size has: what follows is left to the parser. */
const MOST_DIGITS = 12;

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const low = code | 32;
  return low >= 97 && low <= 102 ? low - 87 : -1;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/**
 * Writes over the extensions of chunks in place, so that the parser meets none with blanks: RFC 9112 §7.1.1 allows `4 ; name`, Requests reads
 * over it (DEC-14), and Node's parser refuses it. What isn't allowed is left as it is. The bytes may be cut anywhere.
 */
export class ChunkLines {
  #state: 'size' | 'blank' | 'extension' | 'data' | 'over' = 'size';
  #size = 0;
  #digits = 0;
  #skip = 0;

  /** Looks through `bytes` from `start` on. */
  rewrite(bytes: Uint8Array, start: number): void {
    let at = start;
    while (at < bytes.length && this.#state !== 'over') {
      if (this.#state === 'data') {
        const step = Math.min(this.#skip, bytes.length - at);
        this.#skip -= step;
        at += step;
        if (this.#skip === 0) this.#begin();
      } else {
        this.#line(bytes, at++);
      }
    }
  }

  #begin(): void {
    this.#state = 'size';
    this.#size = 0;
    this.#digits = 0;
  }

  #line(bytes: Uint8Array, at: number): void {
    const code = bytes[at] as number;
    if (code === LF) {
      if (this.#digits === 0 || this.#size === 0) this.#state = 'over';
      else this.#state = 'data';
      // the data, and the line end behind it
      this.#skip = this.#size + 2;
      return;
    }
    if (code === CR) return;
    if (this.#state === 'size') {
      const value = hexValue(code);
      if (value >= 0 && this.#digits < MOST_DIGITS) {
        this.#size = this.#size * 16 + value;
        this.#digits++;
      } else if (this.#digits > 0 && (isBlank(code) || code === SEMICOLON)) {
        this.#state = isBlank(code) ? 'blank' : 'extension';
        bytes[at] = SEMICOLON;
      } else {
        this.#state = 'over';
      }
    } else if (this.#state === 'blank' && !isBlank(code) && code !== SEMICOLON) {
      // two words in the place of a size: a byte that no parser takes
      bytes[at] = 0;
      this.#state = 'over';
    } else {
      if (code === SEMICOLON) this.#state = 'extension';
      bytes[at] = FILLER;
    }
  }
}
