import type { Socket } from 'node:net';

const NEWLINE = 10;

/**
 * Reads a socket by lines and by lengths. At the end of the stream both give what there is, maybe nothing, as files do;
 * a connection that breaks makes them reject.
 */
export class ByteReader {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #length = 0;
  #ended = false;
  #error: Error | undefined;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#onData);
    socket.on('end', () => this.#finish());
    socket.on('close', () => this.#finish());
    socket.on('error', (error) => {
      this.#error = error;
      this.#finish();
    });
  }

  /** Up to and with the next newline. */
  async readLine(): Promise<Buffer> {
    let searched = 0;
    for (;;) {
      const end = this.#joined().indexOf(NEWLINE, searched);
      if (end >= 0) return this.#take(end + 1);
      searched = this.#length;
      if (!(await this.#more())) return this.#take(this.#length);
    }
  }

  async readExactly(length: number): Promise<Buffer> {
    while (this.#length < length && (await this.#more()));
    return this.#take(Math.min(length, this.#length));
  }

  /** Gives up the socket, paused, and what has come in and wasn't asked for. */
  release(): Buffer {
    this.#socket.pause();
    this.#socket.off('data', this.#onData);
    return this.#take(this.#length);
  }

  #onData = (bytes: Buffer): void => {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    this.#wake();
  };

  #joined(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] as Buffer;
  }

  #take(length: number): Buffer {
    const all = this.#joined();
    this.#chunks = [all.subarray(length)];
    this.#length -= length;
    return all.subarray(0, length);
  }

  /** Waits for more bytes; false at the end. */
  async #more(): Promise<boolean> {
    if (this.#error) throw this.#error;
    if (this.#ended) return false;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (this.#error) throw this.#error;
    return true;
  }

  #finish(): void {
    this.#ended = true;
    this.#wake();
  }
}
