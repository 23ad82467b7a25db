import { RequestException, ResponseNotRead, StreamConsumedError } from '../errors.ts';
import type { TransferProgress } from '../options.ts';
import type { Response } from '../response.ts';
import { bounded } from './bounded.ts';
import { concatBytes, plainBytes } from './concat-bytes.ts';
import type { BodyDecoder, BodyOptions, ContentDecoders, IncomingBody } from './incoming-body.ts';
import { streamOf } from './stream-of.ts';

/** The body of one response and what has become of it: it is read once, as a whole or piece by piece. */
export interface ResponseBody {
  /** @throws {ResponseNotRead | StreamConsumedError} where it is not there */
  readonly content: Uint8Array;
  /** The content where it is there, else `undefined`. That of a blank response is `null`. */
  readonly stored: Uint8Array | null | undefined;
  /** The bytes as they came. Made when asked for: a WHATWG stream is dear. Nothing is read before somebody reads from it. */
  readonly raw: ReadableStream<Uint8Array>;
  /** Whether the codings of the body are taken off by us, so that `Content-Encoding` no longer tells of the content. */
  decodes(): boolean;
  configure(options: BodyOptions): void;
  /** Brings the body in, once: whoever asks meanwhile or later gets the same. */
  read(): Promise<Uint8Array>;
  /**
   * The decoded body as it arrives; what is stored is one piece. Leaving it early gives the connection up.
   * @throws {StreamConsumedError} at the call, and at the first piece, where the body is no longer there
   */
  pieces(): AsyncGenerator<Uint8Array, undefined>;
  /** Gives the connection up where the body has not been read to its end. */
  close(): void;
  /**
   * Reads what is left of the body of a redirect, so that its connection can be used again, and keeps it where it can be decoded.
   * More than `maxWireBytes` are not waited for: the connection is given up. Never throws (RED-31, RED-32).
   */
  drain(maxWireBytes: number): Promise<void>;
}

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

/**
 * @param source what comes in, or content that is there already; `null` for a blank response, which has none
 * @param decoders of the adapter; left out where the platform has decoded already
 */
export function responseBody(
  response: Response,
  source: IncomingBody | Uint8Array | null,
  decoders?: ContentDecoders,
): ResponseBody {
  const isStored = source === null || source instanceof Uint8Array;
  const incoming = source as IncomingBody; // of a body that is stored nobody asks for it
  let state: string = isStored ? STORED : UNREAD;
  let content = isStored ? source : null;
  let options: BodyOptions = {};
  let reading: Promise<Uint8Array> | undefined;
  let raw: ReadableStream<Uint8Array> | undefined;
  let failure: unknown;

  const body: ResponseBody = {
    get content() {
      if (state === STORED) return content as Uint8Array;
      throw state === UNREAD ? new ResponseNotRead(UNREAD, { response }) : used();
    },
    get stored() {
      return state === STORED ? content : undefined;
    },
    get raw() {
      raw ??= streamOf(iterate(true), close);
      return raw;
    },
    decodes: () => decoder() !== null,
    configure(given) {
      options = given;
    },
    async read() {
      if (state === UNREAD) reading ??= store(whole);
      return (await reading) ?? body.content ?? new Uint8Array();
    },
    pieces() {
      assertThere();
      return iterate(false);
    },
    close,
    async drain(maxWireBytes) {
      if (state === IN_USE) close();
      if (state === UNREAD) reading ??= store(() => drained(maxWireBytes));
      await reading?.catch(() => {});
    },
  };
  return body;

  function assertThere(): void {
    if (state !== UNREAD && state !== STORED) throw used();
  }

  function close(): void {
    if (state !== UNREAD && state !== IN_USE) return;
    state = CLOSED;
    incoming.cancel();
  }

  async function store(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
    try {
      const bytes = plainBytes(await take());
      // closed meanwhile: what the adapter gave then may be a part
      if (state === CLOSED) throw used();
      state = STORED;
      content = bytes;
      return bytes;
    } catch (error) {
      throw failed(error);
    }
  }

  async function whole(): Promise<Uint8Array> {
    // a bound in bytes has to be kept while they come in
    if (!incoming.bytes || options.onDownloadProgress || options.limits?.decodedBytes) return joined(decoded());
    const decoding = decoder();
    const bytes = await incoming.bytes();
    // decoded after the last byte is in: a body that is broken within its coding costs no connection
    return decoding?.whole(bytes, options) ?? bytes;
  }

  async function drained(maxWireBytes: number): Promise<Uint8Array> {
    const givenUp = (): Error => used(undefined, CONSUMED);
    if ((declaredLength() ?? 0) > maxWireBytes) throw givenUp();
    const bytes = await joined(bounded(wire(), maxWireBytes, givenUp));
    const most = Math.min(MOST_OF_DRAINED, options.limits?.decodedBytes ?? MOST_OF_DRAINED);
    return decoder()?.whole(bytes, { limits: { decodedBytes: most, ratio: null } }) ?? bytes;
  }

  async function* iterate(encoded: boolean): AsyncGenerator<Uint8Array, undefined> {
    if (reading) await reading;
    if (state === STORED) {
      if (content?.length && !encoded) yield content;
      return undefined;
    }
    assertThere();
    state = IN_USE;
    try {
      for await (const piece of encoded ? wire() : decoded()) {
        if (state !== IN_USE) break;
        if (piece.length > 0) yield plainBytes(piece);
      }
      if (state !== IN_USE) throw used();
      state = CONSUMED;
    } catch (error) {
      throw failed(error);
    } finally {
      close();
    }
    return undefined;
  }

  /** Each thing that is to be done to the pieces is a generator that they pass through: none where there is nothing to do. */
  function decoded(): AsyncIterable<Uint8Array> {
    const pieces = decoder()?.pieces(wire(), options) ?? wire();
    const most = options.limits?.decodedBytes;
    return most ? bounded(pieces, most) : pieces;
  }

  /** The pieces as they come over the wire. */
  function wire(): AsyncIterable<Uint8Array> {
    const { onDownloadProgress } = options;
    return onDownloadProgress ? reported(incoming, declaredLength(), onDownloadProgress) : incoming;
  }

  function decoder(): BodyDecoder | null {
    return decoders?.(response.headers.get('content-encoding') ?? '') ?? null;
  }

  /** How many bytes are to come over the wire, or `null`: unknown, or the platform shows decoded ones only. */
  function declaredLength(): number | null {
    const { headers, request } = response;
    if (request?.method === 'HEAD' || (!decoders && headers.has('content-encoding'))) return null;
    const value = headers.get('content-length') ?? '';
    return /^\d+$/.test(value) ? Number(value) : null;
  }

  /** The body is lost. A closed one says so, whatever the adapter made of it; an error of ours tells where it happened (EXC-24). */
  function failed(error: unknown): unknown {
    if (state === CLOSED) return error instanceof StreamConsumedError ? error : used(error);
    state = CONSUMED;
    failure = error;
    incoming.cancel();
    if (error instanceof RequestException) {
      error.response ??= response;
      error.request ??= response.request;
    }
    return error;
  }

  function used(cause = failure, message = state): StreamConsumedError {
    return new StreamConsumedError(message, { response, cause });
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
  return undefined;
}
