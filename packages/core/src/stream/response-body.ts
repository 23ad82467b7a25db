import { RequestException, ResponseNotRead, StreamConsumedError } from '../errors.ts';
import type { TransferProgress } from '../options.ts';
import type { Response } from '../response.ts';
import { bounded } from './bounded.ts';
import { concatBytes, plainBytes } from './concat-bytes.ts';
import type { BodyDecoder, BodyOptions, ContentDecoders, IncomingBody } from './incoming-body.ts';
import { streamOf } from './stream-of.ts';

/**
 * Where a body is on its way, in the words of the error for who comes too early or too late:
 *
 *     UNREAD ──► STORED                  read()
 *        └─────► IN_USE ───► CONSUMED    iteration, raw
 *     close() of what is not stored or consumed leads to CLOSED, a failure to CONSUMED
 */
const UNREAD = 'The body of this response has not been read yet: `await response.read()` brings it in.';
const STORED = '';
const IN_USE = 'The body of this response is being read piece by piece; that can be done once only.';
const CONSUMED = 'The content for this response was already consumed.';
const CLOSED = 'The response was closed before its body was read.';

/** Of a redirect's body, which nobody may ever look at, no more than this is unpacked (CVE-2026-21441). */
const MOST_OF_DRAINED = 1_048_576;

/** The body of one response and what has become of it: it is read once, as a whole or piece by piece. */
export class ResponseBody {
  readonly #response: Response;
  readonly #incoming: IncomingBody;
  readonly #decoders: ContentDecoders | undefined;
  #state: string;
  #content: Uint8Array | null;
  #options: BodyOptions = {};
  #reading: Promise<Uint8Array> | undefined;
  #raw: ReadableStream<Uint8Array> | undefined;
  #failure: unknown;

  /**
   * @param source what comes in, or content that is there already; `null` for a blank response, which has none
   * @param decoders of the adapter; left out where the platform has decoded already
   */
  constructor(response: Response, source: IncomingBody | Uint8Array | null, decoders?: ContentDecoders) {
    const isStored = source === null || source instanceof Uint8Array;
    this.#response = response;
    this.#incoming = source as IncomingBody; // of a body that is stored nobody asks for it
    this.#decoders = decoders;
    this.#state = isStored ? STORED : UNREAD;
    this.#content = isStored ? source : null;
  }

  configure(options: BodyOptions): void {
    this.#options = options;
  }

  /** The content where it is there, else `undefined`. That of a blank response is `null`. */
  get stored(): Uint8Array | null | undefined {
    return this.#state === STORED ? this.#content : undefined;
  }

  /** @throws {ResponseNotRead | StreamConsumedError} where it is not there */
  get content(): Uint8Array {
    if (this.#state === STORED) return this.#content as Uint8Array;
    throw this.#state === UNREAD ? new ResponseNotRead(UNREAD, { response: this.#response }) : this.#used();
  }

  /** The bytes as they came. Made when asked for: a WHATWG stream is dear. Nothing is read before somebody reads from it. */
  get raw(): ReadableStream<Uint8Array> {
    this.#raw ??= streamOf(this.#iterate(true), () => this.close());
    return this.#raw;
  }

  /** Whether the codings of the body are taken off by us, so that `Content-Encoding` no longer tells of the content. */
  get decodes(): boolean {
    return this.#decoder() !== null;
  }

  /** Brings the body in, once: whoever asks meanwhile or later gets the same. */
  read(): Promise<Uint8Array> {
    if (this.#state === UNREAD) this.#reading ??= this.#store(() => this.#whole());
    return this.#reading ?? this.#there();
  }

  /**
   * The decoded body as it arrives; what is stored is one piece. Leaving it early gives the connection up.
   * @throws {StreamConsumedError} at the call, and at the first piece, where the body is no longer there
   */
  pieces(): AsyncGenerator<Uint8Array, undefined> {
    this.#assertThere();
    return this.#iterate(false);
  }

  /** Gives the connection up where the body has not been read to its end. */
  close(): void {
    if (this.#state !== UNREAD && this.#state !== IN_USE) return;
    this.#state = CLOSED;
    this.#incoming.cancel();
  }

  /**
   * Reads what is left of the body of a redirect, so that its connection can be used again, and keeps it where it can be decoded.
   * More than `maxWireBytes` are not waited for: the connection is given up. Never throws (RED-31, RED-32).
   */
  async drain(maxWireBytes: number): Promise<void> {
    if (this.#state === IN_USE) this.close();
    if (this.#state === UNREAD) this.#reading ??= this.#store(() => this.#drained(maxWireBytes));
    await this.#reading?.catch(() => {});
  }

  async #there(): Promise<Uint8Array> {
    return this.content ?? new Uint8Array();
  }

  async #store(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
    try {
      const content = plainBytes(await take());
      // closed meanwhile: what the adapter gave then may be a part
      if (this.#state === CLOSED) throw this.#used();
      this.#state = STORED;
      this.#content = content;
      return content;
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #whole(): Promise<Uint8Array> {
    const incoming = this.#incoming;
    const options = this.#options;
    // a bound in bytes has to be kept while they come in
    if (!incoming.bytes || options.onDownloadProgress || options.limits?.decodedBytes) return joined(this.#decoded());
    const decoder = this.#decoder();
    const wire = incoming.bytes();
    // decoded after the last byte is in: a body that is broken within its coding costs no connection
    return decoder ? wire.then((bytes) => decoder.whole(bytes, options)) : wire;
  }

  async #drained(maxWireBytes: number): Promise<Uint8Array> {
    const givenUp = (): Error => this.#used(undefined, CONSUMED);
    const length = this.#declaredLength();
    if (length !== null && length > maxWireBytes) throw givenUp();
    // a length that is told is kept to: nothing has to be counted
    const atOnce = length === null || this.#options.onDownloadProgress ? undefined : this.#incoming.bytes?.();
    const bytes = await (atOnce ?? joined(bounded(this.#wire(), maxWireBytes, givenUp)));
    const most = Math.min(MOST_OF_DRAINED, this.#options.limits?.decodedBytes ?? MOST_OF_DRAINED);
    return this.#decoder()?.whole(bytes, { limits: { decodedBytes: most, ratio: null } }) ?? bytes;
  }

  async *#iterate(encoded: boolean): AsyncGenerator<Uint8Array, undefined> {
    if (this.#reading) await this.#reading;
    const { stored } = this;
    if (stored?.length && !encoded) yield stored;
    if (stored !== undefined) return;
    this.#assertThere();
    this.#state = IN_USE;
    try {
      for await (const piece of encoded ? this.#wire() : this.#decoded()) {
        if (this.#state !== IN_USE) break;
        if (piece.length > 0) yield plainBytes(piece);
      }
      if (this.#state !== IN_USE) throw this.#used();
      this.#state = CONSUMED;
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.close();
    }
  }

  /** Each thing that is to be done to the pieces is a generator that they pass through: none where there is nothing to do. */
  #decoded(): AsyncIterable<Uint8Array> {
    const options = this.#options;
    const wire = this.#wire();
    const pieces = this.#decoder()?.pieces(wire, options) ?? wire;
    const most = options.limits?.decodedBytes;
    return most ? bounded(pieces, most) : pieces;
  }

  /** The pieces as they come over the wire. */
  #wire(): AsyncIterable<Uint8Array> {
    const { onDownloadProgress } = this.#options;
    return onDownloadProgress ? reported(this.#incoming, this.#declaredLength(), onDownloadProgress) : this.#incoming;
  }

  #decoder(): BodyDecoder | null {
    return this.#decoders?.(this.#response.headers.get('content-encoding') ?? '') ?? null;
  }

  /** How many bytes are to come over the wire, or `null`: unknown, or the platform shows decoded ones only. */
  #declaredLength(): number | null {
    const { headers, request } = this.#response;
    if (request?.method === 'HEAD' || (!this.#decoders && headers.has('content-encoding'))) return null;
    // chunks have another length than the one that is told beside them (RFC 9112 6.3)
    if (headers.has('transfer-encoding')) return null;
    const value = headers.get('content-length') ?? '';
    return /^\d+$/.test(value) ? Number(value) : null;
  }

  #assertThere(): void {
    if (this.#state !== UNREAD && this.#state !== STORED) throw this.#used();
  }

  /** The body is lost. A closed one says so, whatever the adapter made of it; an error of ours tells where it happened (EXC-24). */
  #failed(error: unknown): unknown {
    if (this.#state === CLOSED) return error instanceof StreamConsumedError ? error : this.#used(error);
    this.#state = CONSUMED;
    this.#failure = error;
    this.#incoming.cancel();
    if (error instanceof RequestException) {
      error.response ??= this.#response;
      error.request ??= this.#response.request;
    }
    return error;
  }

  #used(cause: unknown = this.#failure, message: string = this.#state): StreamConsumedError {
    return new StreamConsumedError(message, { response: this.#response, cause });
  }
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return concatBytes(all);
}

async function* reported(
  pieces: AsyncIterable<Uint8Array>,
  total: number | null,
  onProgress: (progress: TransferProgress) => void,
): AsyncGenerator<Uint8Array, undefined> {
  let loaded = 0;
  for await (const piece of pieces) {
    loaded += piece.length;
    onProgress(total === null ? { loaded } : { loaded, total });
    yield piece;
  }
}
