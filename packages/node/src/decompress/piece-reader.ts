const EMPTY: Uint8Array = new Uint8Array(0);

/** Reads what a decoder needs of a body that comes in pieces cut anywhere. Asks for a piece only when it has no byte left. */
export class PieceReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = EMPTY;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Whether there is a byte left; waits for the next piece where none is at hand. */
  async more(): Promise<boolean> {
    while (this.#piece.length === 0) {
      const next = await this.#source.next();
      if (next.done) return false;
      this.#piece = next.value;
    }
    return true;
  }

  /** Takes all bytes that are at hand. */
  take(): Uint8Array {
    const piece = this.#piece;
    this.#piece = EMPTY;
    return piece;
  }

  /** Puts bytes back that were taken last. */
  unread(bytes: Uint8Array): void {
    this.#piece = bytes;
  }

  /** The next bytes, without taking them: `count`, or fewer at the end of the body. For small counts: pieces are joined. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#piece.length < count) {
      const next = await this.#source.next();
      if (next.done) break;
      const joined = new Uint8Array(this.#piece.length + next.value.length);
      joined.set(this.#piece);
      joined.set(next.value, this.#piece.length);
      this.#piece = joined;
    }
    return this.#piece.subarray(0, count);
  }

  /** Drops the next `count` bytes; `false` where the body ends before. */
  async skip(count: number): Promise<boolean> {
    for (let left = count; left > 0; ) {
      if (!(await this.more())) return false;
      const step = Math.min(left, this.#piece.length);
      this.#piece = this.#piece.subarray(step);
      left -= step;
    }
    return true;
  }

  /** Drops all up to and with the next zero byte; `false` where there is none. */
  async skipPastZero(): Promise<boolean> {
    while (await this.more()) {
      const zero = this.#piece.indexOf(0);
      if (zero >= 0) {
        this.#piece = this.#piece.subarray(zero + 1);
        return true;
      }
      this.#piece = EMPTY;
    }
    return false;
  }

  /** Lets the source go. */
  async close(): Promise<void> {
    this.#piece = EMPTY;
    await this.#source.return?.();
  }
}
