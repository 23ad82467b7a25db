import type { ClientRequest } from 'node:http';
import type { PreparedBody, PreparedRequest } from '@beckon/core';
import { InvalidHeader, isBodySource } from '@beckon/core';

/** The body of one request on its way out. */
export type OutgoingBody = null | string | Uint8Array | StreamedBody;

/** So many bytes are written before the event loop has its turn, so that an early answer is seen. */
const TURN_BYTES = 65536;

/**
 * A body that is read piece by piece. Its first piece is pulled before the request goes out, so that a source that can't be read fails
 * before anything is sent; it is held, so that a request that lost its connection before more was pulled can be sent again.
 */
export class StreamedBody {
  readonly length: number | null;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #first: Uint8Array | undefined;
  /** Whether more than the first piece was pulled, or is being pulled just now. */
  #more = false;
  #ended = false;
  #cancelled = false;

  private constructor(length: number | null, chunks: AsyncIterator<Uint8Array>) {
    this.length = length;
    this.#chunks = chunks;
  }

  /** Opens a source and pulls its first piece. What the source throws, is thrown. */
  static async open(length: number | null, chunks: AsyncIterable<Uint8Array>): Promise<StreamedBody> {
    const body = new StreamedBody(length, chunks[Symbol.asyncIterator]());
    body.#first = await body.#pull();
    return body;
  }

  /** Whether it can be sent once more: nothing but the piece that is held was pulled. */
  get fresh(): boolean {
    return !this.#more && !this.#cancelled;
  }

  async #pull(): Promise<Uint8Array | undefined> {
    if (this.#ended) return undefined;
    const { done, value } = await this.#chunks.next();
    if (done !== true) return value;
    this.#ended = true;
    return undefined;
  }

  async #pullMore(): Promise<Uint8Array | undefined> {
    const before = this.#more;
    this.#more = true;
    const chunk = await this.#pull();
    if (chunk === undefined) this.#more = before;
    else this.#first = undefined;
    return chunk;
  }

  /** Gives the source up. */
  async cancel(): Promise<void> {
    if (this.#ended || this.#cancelled) return;
    this.#cancelled = true;
    try {
      await this.#chunks.return?.();
    } catch {
      // the source is given up; that it can't be closed either is nobody's concern
    }
  }

  /** Writes it all, no faster than it is sent. Ends early where the request is over. */
  async write(outgoing: ClientRequest, declared: number | null, request: PreparedRequest): Promise<void> {
    let sent = 0;
    let turn = 0;
    for (let chunk = this.#first; chunk !== undefined; chunk = await this.#pullMore()) {
      if (outgoing.destroyed || this.#cancelled) return;
      sent += chunk.length;
      if (declared !== null && sent > declared) throw wrongLength(declared, 'more', request);
      turn += chunk.length;
      if (!outgoing.write(chunk)) await drained(outgoing);
      else if (turn >= TURN_BYTES) await new Promise((resolve) => setImmediate(resolve));
      else continue;
      turn = 0;
      if (outgoing.destroyed || this.#cancelled) return;
    }
    if (outgoing.destroyed || this.#cancelled) return;
    if (declared !== null && sent < declared) throw wrongLength(declared, 'fewer', request);
    outgoing.end();
  }
}

function wrongLength(declared: number, which: string, request: PreparedRequest): InvalidHeader {
  return new InvalidHeader(`Content-Length says ${declared} bytes, and the body has ${which}.`, { request });
}

/** Settles once there is room again, or nobody left to write to. */
function drained(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
    if (outgoing.destroyed) done();
  });
}

/** How many bytes a body in memory has, or a source says that it has. */
export function lengthOfBody(body: PreparedBody): number | null {
  if (body === null) return 0;
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body.length;
}

/** @throws {InvalidHeader} where a body in memory is not as long as `Content-Length` says: the rest would be taken for another request */
export function checkLength(body: PreparedBody, declared: number, request: PreparedRequest): void {
  const length = lengthOfBody(body);
  if (body === null || isBodySource(body) || length === null || length === declared) return;
  throw wrongLength(declared, length > declared ? 'more' : 'fewer', request);
}
