import type { Socket } from 'node:net';
import { ChunkLines } from './chunk-lines.ts';
import { renameEqualLengths } from './equal-lengths.ts';

/** Where the body begins in the bytes with which the head ended. */
function bodyStart(bytes: Buffer): number {
  let end = bytes.indexOf('\r\n\r\n');
  // informational answers may come before in the same bytes
  while (end >= 0 && bytes.indexOf('HTTP/', end + 4) === end + 4) end = bytes.indexOf('\r\n\r\n', end + 4);
  if (end >= 0) return end + 4;
  // the empty line itself was cut in two
  let at = 0;
  while (bytes[at] === 13 || bytes[at] === 10) at++;
  return at;
}

/**
 * Sees the bytes of one answer before Node's parser, and mends in place what is allowed and the parser refuses. Where the parser doesn't hear
 * the socket itself (Bun, Deno), to listen would take the bytes away: nothing is done there.
 */
export class BeforeParser {
  readonly #socket: Socket;
  readonly #look: (bytes: Buffer) => void;
  #current: Buffer | null = null;
  #chunks: ChunkLines | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#look = (bytes) => {
      if (this.#chunks !== null) return this.#chunks.rewrite(bytes, 0);
      this.#current = bytes;
      renameEqualLengths(bytes);
    };
    socket.prependListener('data', this.#look);
  }

  static of(socket: Socket): BeforeParser | null {
    return socket.listenerCount('data') === 0 ? null : new BeforeParser(socket);
  }

  /** Called from within the parser, when it is at the end of the head. */
  headEnded(chunked: boolean): void {
    const bytes = this.#current;
    this.#current = null;
    if (!chunked || bytes === null) {
      this.stop();
      return;
    }
    this.#chunks = new ChunkLines();
    this.#chunks.rewrite(bytes, bodyStart(bytes));
  }

  stop(): void {
    this.#socket.off('data', this.#look);
  }
}
