import type { Socket } from 'node:net';
import { isNode } from '../builtin.ts';
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
 * Sees the bytes of a connection before Node's parser. Those of an answer are mended in place where the parser refuses what is allowed; such as
 * nobody asked for end the connection: they would be taken for the next answer. Listens once for the life of the connection. In Bun and Deno the
 * parser is another: bytes that are changed under it make it wait for ever, and there is no watch there.
 */
export class SocketWatch {
  readonly #socket: Socket;
  #state: 'idle' | 'head' | 'chunks' | 'rest' = 'idle';
  #current: Buffer | null = null;
  #chunks: ChunkLines | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.prependListener('data', (bytes: Buffer) => this.#look(bytes));
  }

  /** The watch of a connection over which a request goes out. */
  static of(socket: Socket): SocketWatch | null {
    let watch = watches.get(socket);
    if (watch === undefined) {
      if (!isNode || socket.listenerCount('data') === 0) return null;
      watch = new SocketWatch(socket);
      watches.set(socket, watch);
    }
    return watch;
  }

  /** Whether a connection is watched while it is idle. */
  static guards(socket: Socket): boolean {
    return watches.has(socket);
  }

  #look(bytes: Buffer): void {
    if (this.#state === 'head') {
      this.#current = bytes;
      renameEqualLengths(bytes);
    } else if (this.#state === 'chunks') this.#chunks?.rewrite(bytes, 0);
    else if (this.#state === 'idle') this.#socket.destroy();
  }

  /** An answer is to come. */
  begin(): void {
    this.#state = 'head';
  }

  /** Called from within the parser, when it is at the end of the head. */
  headEnded(chunked: boolean): void {
    const bytes = this.#current;
    this.#current = null;
    this.#state = 'rest';
    if (!chunked || bytes === null) return;
    this.#state = 'chunks';
    this.#chunks = new ChunkLines();
    this.#chunks.rewrite(bytes, bodyStart(bytes));
  }

  /** The answer is in. */
  stop(): void {
    this.#state = 'idle';
    this.#current = null;
    this.#chunks = null;
  }
}

const watches: WeakMap<Socket, SocketWatch> = new WeakMap();
