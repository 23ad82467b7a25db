import { RequestException, ResponseNotRead, StreamConsumedError } from '../errors.ts';
import type { Limits, TransferProgress } from '../options.ts';
import type { Response } from '../response.ts';
import { concatBytes, plainBytes } from './concat-bytes.ts';
import { contentDecoders, decodeContent } from './decode-content.ts';
import { decodeWhole } from './decode-whole.ts';
import type { ContentDecoder, ContentDecoders, IncomingBody } from './incoming-body.ts';
import { checkDecoded, type DecodedBounds, decodedBounds } from './limit-decoded.ts';

/** How the session wants the body to be read. */
export interface BodyOptions {
  readonly limits?: Limits | null;
  readonly onDownloadProgress?: (progress: TransferProgress) => void;
  /** Whether the caller reads it as a stream: no bound on what it unpacks to, then, unless one is given. */
  readonly stream?: boolean;
}

/**
 *     unread ──► reading ──► stored          read()
 *        └─────► in use ───► consumed        iteration, raw
 *     close() of what is not stored or consumed leads to closed
 */
type State = 'unread' | 'reading' | 'stored' | 'in use' | 'consumed' | 'closed';

/** Of a redirect's body, which nobody may ever look at, no more than this is unpacked (CVE-2026-21441). */
const MOST_OF_DRAINED = 1_048_576;

/** The body of one response and what has become of it: it is read once, as a whole or piece by piece. */
export class ResponseBody {
  readonly #response: Response;
  readonly #incoming: IncomingBody | null;
  readonly #decoders: ContentDecoders | undefined;
  #options: BodyOptions = {};
  #state: State;
  #content: Uint8Array | null = null;
  #reading: Promise<Uint8Array> | null = null;
  #raw: ReadableStream<Uint8Array> | null = null;
  #failure: unknown;

  /** @param body what comes in, or bytes that are there already */
  constructor(response: Response, body: IncomingBody | Uint8Array, decoders?: ContentDecoders) {
    this.#response = response;
    this.#decoders = decoders;
    if (body instanceof Uint8Array) {
      this.#incoming = null;
      this.#content = body;
      this.#state = 'stored';
    } else {
      this.#incoming = body;
      this.#state = 'unread';
    }
  }

  configure(options: BodyOptions): void {
    this.#options = options;
  }

  /** Whether the content is there. */
  get stored(): boolean {
    return this.#state === 'stored';
  }

  /** Whether the codings of the body are taken off by us, so that `Content-Encoding` no longer tells of the content. */
  get decodes(): boolean {
    return this.#incoming !== null && this.#decodersOfHeader().length > 0;
  }

  /** @throws {ResponseNotRead | StreamConsumedError} */
  get content(): Uint8Array {
    if (this.#content !== null) return this.#content;
    if (this.#state === 'unread' || this.#state === 'reading') {
      throw new ResponseNotRead(
        'The body of this response has not been read yet: `await response.read()` brings it in.',
        {
          response: this.#response,
        },
      );
    }
    throw this.#used();
  }

  /** Brings the body in, once: whoever asks meanwhile or later gets the same. */
  read(): Promise<Uint8Array> {
    if (this.#reading !== null) return this.#reading;
    if (this.#content !== null) return Promise.resolve(this.#content);
    if (this.#state !== 'unread') return Promise.reject(this.#used());
    this.#state = 'reading';
    this.#reading = this.#store(() => this.#whole());
    return this.#reading;
  }

  /** @throws {StreamConsumedError} where the body is no longer there to be iterated over */
  assertReadable(): void {
    if (this.#state === 'in use' || this.#state === 'consumed' || this.#state === 'closed') throw this.#used();
  }

  /** The decoded body as it arrives; what is stored is one piece. Leaving it early gives the connection up. */
  async *pieces(): AsyncGenerator<Uint8Array, undefined> {
    if (this.#reading !== null) await this.#reading;
    if (this.#content !== null) {
      if (this.#content.length > 0) yield this.#content;
      return undefined;
    }
    this.assertReadable();
    this.#state = 'in use';
    try {
      if (this.#isTakenAsItComes()) {
        for await (const piece of this.#incoming as IncomingBody) {
          if (this.#state !== 'in use') throw this.#used();
          if (piece.length > 0) yield plainBytes(piece);
        }
        if (this.#state !== 'in use') throw this.#used();
      } else {
        yield* this.#decoded();
      }
      this.#finish();
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.close();
    }
    return undefined;
  }

  /** The bytes as they came. Made when asked for: a WHATWG stream is dear. Nothing is read before somebody reads from it. */
  get raw(): ReadableStream<Uint8Array> {
    this.#raw ??= this.#rawStream();
    return this.#raw;
  }

  /** Gives the connection up where the body has not been read to its end. */
  close(): void {
    if (this.#state === 'stored' || this.#state === 'consumed' || this.#state === 'closed') return;
    this.#state = 'closed';
    this.#incoming?.cancel();
  }

  /**
   * Reads what is left of the body of a redirect, so that its connection can be used again, and keeps it where it can be decoded.
   * More than `maxWireBytes` are not waited for: the connection is given up. Never throws (RED-31, RED-32).
   */
  async drain(maxWireBytes: number): Promise<void> {
    if (this.#state === 'in use') this.close();
    if (this.#state === 'unread') {
      this.#state = 'reading';
      this.#reading = this.#store(() => this.#drained(maxWireBytes));
    }
    await this.#reading?.catch(() => {});
  }

  async #store(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
    try {
      const content = plainBytes(await take());
      // closed meanwhile: what the adapter gave then may be a part
      if (this.#state !== 'reading') throw this.#used();
      this.#content = content;
      this.#state = 'stored';
      return content;
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #whole(): Promise<Uint8Array> {
    const incoming = this.#incoming as IncomingBody;
    const { limits, onDownloadProgress, stream = false } = this.#options;
    const chain = this.#decodersOfHeader();
    // a bound in bytes has to be kept while they come in
    if (incoming.bytes !== undefined && onDownloadProgress === undefined && typeof limits?.decodedBytes !== 'number') {
      const wire = incoming.bytes();
      if (chain.length === 0) return wire;
      // decoded after the last byte is in: a body that is broken within its coding costs no connection
      return wire.then((bytes) => decodeWhole(bytes, chain, decodedBounds(limits, stream)));
    }
    return this.#collected();
  }

  async #collected(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#decoded()) pieces.push(piece);
    return concatBytes(pieces);
  }

  async #drained(maxWireBytes: number): Promise<Uint8Array> {
    const declared = this.#declaredLength();
    if (declared !== null && declared > maxWireBytes) throw this.#used();
    const pieces: Uint8Array[] = [];
    const tally = { bytes: 0 };
    for await (const piece of this.#wire(tally)) {
      if (tally.bytes > maxWireBytes) throw this.#used();
      pieces.push(piece);
    }
    const most = Math.min(MOST_OF_DRAINED, this.#options.limits?.decodedBytes ?? MOST_OF_DRAINED);
    const bounds: DecodedBounds = { bytes: most, ratio: Number.POSITIVE_INFINITY, ratioFrom: 0 };
    const chain = this.#decodersOfHeader();
    const wire = concatBytes(pieces);
    return chain.length === 0 ? wire : decodeWhole(wire, chain, bounds);
  }

  /** The pieces as they come over the wire. Returning early from here gives the connection up. */
  async *#wire(tally: { bytes: number }): AsyncGenerator<Uint8Array, undefined> {
    const progress = this.#options.onDownloadProgress;
    const total = progress === undefined ? null : this.#declaredLength();
    for await (const piece of this.#incoming as IncomingBody) {
      if (this.#state === 'closed') throw this.#used();
      tally.bytes += piece.length;
      progress?.(total === null ? { loaded: tally.bytes } : { loaded: tally.bytes, total });
      if (piece.length > 0) yield plainBytes(piece);
    }
    if (this.#state === 'closed') throw this.#used();
    return undefined;
  }

  /** Whether there is nothing to do to the pieces: then they need not pass through a generator for each thing that could be done. */
  #isTakenAsItComes(): boolean {
    const { limits, onDownloadProgress, stream = false } = this.#options;
    return (
      onDownloadProgress === undefined &&
      decodedBounds(limits, stream) === null &&
      this.#decodersOfHeader().length === 0
    );
  }

  async *#decoded(): AsyncGenerator<Uint8Array, undefined> {
    const { limits, stream = false } = this.#options;
    const chain = this.#decodersOfHeader();
    const bounds = decodedBounds(limits, stream);
    const tally = { bytes: 0 };
    let decoded = 0;
    const wire = this.#wire(tally);
    for await (const piece of chain.length === 0 ? wire : decodeContent(wire, chain)) {
      decoded += piece.length;
      if (bounds !== null) checkDecoded(bounds, tally.bytes, decoded);
      yield plainBytes(piece);
    }
    return undefined;
  }

  #rawStream(): ReadableStream<Uint8Array> {
    let pieces: AsyncGenerator<Uint8Array, undefined> | null = null;
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      try {
        if (pieces === null) {
          if (this.#reading !== null) await this.#reading;
          if (this.#content !== null) return controller.close();
          this.assertReadable();
          this.#state = 'in use';
          pieces = this.#wire({ bytes: 0 });
        }
        const { done, value } = await pieces.next();
        if (!done) return controller.enqueue(value);
        this.#finish();
        controller.close();
      } catch (error) {
        throw this.#failed(error);
      }
    };
    return new ReadableStream<Uint8Array>({ pull, cancel: () => this.close() }, { highWaterMark: 0 });
  }

  #decodersOfHeader(): ContentDecoder[] {
    return contentDecoders(this.#response.headers.get('content-encoding'), this.#decoders);
  }

  /** How many bytes are to come over the wire, or `null`: unknown, or the platform shows decoded ones only. */
  #declaredLength(): number | null {
    const { headers, request } = this.#response;
    if (request?.method === 'HEAD') return null;
    if (this.#decoders === undefined && headers.has('content-encoding')) return null;
    const value = headers.get('content-length');
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
  }

  #finish(): void {
    if (this.#state === 'in use') this.#state = 'consumed';
  }

  /** The body is lost. A closed one says so, whatever the adapter made of it; an error of ours tells where it happened (EXC-24). */
  #failed(error: unknown): unknown {
    if (this.#state === 'closed') return error instanceof StreamConsumedError ? error : this.#used(error);
    if (this.#state === 'in use' || this.#state === 'reading') {
      this.#state = 'consumed';
      this.#failure = error;
      this.#incoming?.cancel();
    }
    if (error instanceof RequestException) {
      error.response ??= this.#response;
      error.request ??= this.#response.request;
    }
    return error;
  }

  #used(cause: unknown = this.#failure): StreamConsumedError {
    const message =
      this.#state === 'closed'
        ? 'The response was closed before its body was read.'
        : this.#state === 'in use'
          ? 'The body of this response is being read piece by piece; that can be done once only.'
          : 'The content for this response was already consumed.';
    return new StreamConsumedError(
      message,
      cause === undefined ? { response: this.#response } : { response: this.#response, cause },
    );
  }
}
