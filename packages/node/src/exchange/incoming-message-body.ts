import type { IncomingMessage } from 'node:http';
import type { IncomingBody } from '@beckon/core';
import { isNode } from '../builtin.ts';
import type { Exchange } from './exchange.ts';

/** A length that is told is believed as far as this when room is made for it. In bytes. */
const MOST_ROOM = 1 << 20;

type Piece = IteratorResult<Uint8Array, undefined>;

/** A plain view of Node's bytes: `slice` of a Buffer copies nothing, that of a Uint8Array does. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The body of an answer over Node's message: nothing is read ahead of what is asked for. */
export class IncomingMessageBody implements IncomingBody {
  readonly #message: IncomingMessage;
  readonly #exchange: Exchange;
  readonly #told: number;
  #wake: (() => void) | null = null;
  #listening = false;
  #failed = false;
  #error: unknown;

  /** @param told the length that `Content-Length` tells, or NaN */
  constructor(message: IncomingMessage, exchange: Exchange, told: number) {
    this.#message = message;
    this.#exchange = exchange;
    this.#told = told;
    const failed = (error?: unknown): void => {
      if (this.#failed || message.readableEnded) return;
      this.#failed = true;
      this.#error = error;
      this.#wake?.();
    };
    message.on('error', failed);
    message.on('close', failed);
    message.on('end', () => {
      exchange.ended();
      this.#wake?.();
    });
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return {
      next: () => this.#next(),
      return: async () => {
        this.cancel();
        return { done: true, value: undefined };
      },
    };
  }

  async #next(): Promise<Piece> {
    const message = this.#message;
    for (;;) {
      if (message.readableEnded) return { done: true, value: undefined };
      const chunk = message.read() as Uint8Array | null;
      if (chunk !== null) return { done: false, value: plain(chunk) };
      if (this.#failed) throw this.#exchange.whyBroken(this.#error);
      await this.#change();
    }
  }

  /** Settles when there is more to know: bytes, the end or an error. */
  #change(): Promise<void> {
    const message = this.#message;
    if (!this.#listening) {
      this.#listening = true;
      message.on('readable', () => this.#wake?.());
    }
    this.#exchange.waiting = true;
    this.#exchange.listen();
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null;
        this.#exchange.waiting = false;
        resolve();
      };
    });
  }

  /** All of it at once. */
  bytes(): Promise<Uint8Array> {
    const message = this.#message;
    const exchange = this.#exchange;
    if (message.readableEnded) return Promise.resolve(new Uint8Array(0));
    const told = this.#told;
    return new Promise((resolve, reject) => {
      if (this.#failed) return reject(exchange.whyBroken(this.#error));
      exchange.waiting = true;
      exchange.listen();
      // a small body has come with its head: no stream has to be set going for it. Deno calls a message complete that has bytes to come
      const first = message.read() as Uint8Array | null;
      // Node 26 gives one piece at a time, where those before gave all that was there
      if (isNode && message.complete && message.readableLength === 0) {
        this.#wake = () => {
          if (this.#failed) reject(exchange.whyBroken(this.#error));
          else resolve(first === null ? new Uint8Array(0) : new Uint8Array(first));
        };
        return;
      }
      // room for the length that was told, so that the bytes are copied once; pieces where it isn't, or is not to be believed
      const room = told <= MOST_ROOM ? new Uint8Array(told) : null;
      const pieces: Uint8Array[] = [];
      let length = 0;
      const take = (piece: Uint8Array): void => {
        if (room === null || length + piece.length > room.length) pieces.push(piece);
        else room.set(piece, length);
        length += piece.length;
      };
      if (first !== null) take(first);
      this.#wake = () => {
        this.#wake = null;
        if (this.#failed) reject(exchange.whyBroken(this.#error));
        else resolve(room !== null && length === room.length ? room : join(pieces, length));
      };
      message.on('data', take);
    });
  }

  /** Lets the end of an answer without a body come. */
  release(): void {
    this.#message.resume();
  }

  cancel(): void {
    if (!this.#message.readableEnded) this.#exchange.giveUp();
  }
}
