import { InvalidOptionError, RequestException, UnrewindableBodyError } from '../errors.ts';
import { kindOf } from '../expect.ts';
import type { ByteSource } from '../options.ts';
import { type BodySource, isBodySource } from './body-source.ts';
import { ignoreFailure, iterateChunks, streamOfChunks } from './chunk-iterator.ts';
import { kindOfValue, PieceEncoder, viewOfBytes } from './piece-to-bytes.ts';

/** A Blob of up to so many bytes is read in one piece. */
const ONE_PIECE = 65_536;

/** Pieces as a source gives them, and how to give up the rest. */
interface Opened {
  next(): Promise<IteratorResult<unknown>> | IteratorResult<unknown>;
  close(): void;
}

/** The part of a Node stream that tells its state. */
interface NodeReadable {
  pipe: unknown;
  destroyed?: boolean;
  readableEnded?: boolean;
  readable?: boolean;
  destroy?(): void;
}

/**
 * Describes where the bytes of a body come from, without reading any of them.
 *
 * Text and bytes come back as they are. A `Blob`, and a collection of bytes or text, has a length and can be sent again; every other
 * source is read once, and its length isn't known: opened a second time it throws `UnrewindableBodyError`.
 *
 * @throws {InvalidOptionError} for what is no source, and for a stream that is locked, used up or destroyed
 * @example
 * ```ts
 * const source = describeSource(new Blob(['hello']));
 * if (isBodySource(source)) console.log(source.length); // 5
 * ```
 */
export function describeSource(source: ByteSource | BodySource): string | Uint8Array | BodySource {
  if (typeof source === 'string') return source;
  const bytes = viewOfBytes(source);
  if (bytes !== undefined) return bytes;
  if (isBodySource(source)) return source;
  if (typeof source === 'object' && source !== null) {
    if (isBlob(source)) return blobSource(source);
    if (isReadableStream(source)) return streamSource(source);
    if (isAsyncIterable(source)) return asyncIterableSource(source);
    if (Array.isArray(source) || source instanceof Set) return collectionSource(source);
    if (isIterable(source)) return oneShot(() => syncPieces(source));
  }
  throw new InvalidOptionError(
    `no bytes can be read from a value of type ${kindOfValue(source)}: ` +
      'give text, bytes, a Blob, a ReadableStream, or an iterable of bytes or text',
  );
}

/** Whether a value is a `Blob` or `File`, also one of another realm or library. */
export function isBlob(value: unknown): value is Blob {
  if (typeof Blob === 'function' && value instanceof Blob) return true;
  const blob = value as Partial<Blob> | null;
  return (
    typeof blob === 'object' &&
    blob !== null &&
    typeof blob.size === 'number' &&
    typeof blob.stream === 'function' &&
    typeof blob.arrayBuffer === 'function'
  );
}

/** Whether a value is a source of bytes that is read piece by piece: a stream or an iterable, but no text, bytes or array. */
export function isStreamLike(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return isBodySource(value) || isBlob(value) || isReadableStream(value) || isAsyncIterable(value) || isIterable(value);
}

function isReadableStream(value: object): value is ReadableStream<unknown> {
  return (
    typeof (value as ReadableStream).getReader === 'function' && typeof (value as ReadableStream).cancel === 'function'
  );
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return typeof (value as AsyncIterable<unknown>)[Symbol.asyncIterator] === 'function';
}

function isIterable(value: object): value is Iterable<unknown> {
  return typeof (value as Iterable<unknown>)[Symbol.iterator] === 'function';
}

/** A Blob can be read as often as one likes, and says its length. */
function blobSource(blob: Blob): BodySource {
  const source = describe(blob.size, true, () =>
    blob.size > ONE_PIECE ? streamPieces(blob.stream()) : wholePiece(blob),
  );
  // one of another library is none to the platform
  return blob instanceof Blob ? { ...source, blobParts: [blob] } : source;
}

/** A small Blob is read at once: quicker than a stream, and no more memory than one piece of it. */
function wholePiece(blob: Blob): Opened {
  let taken = false;
  return {
    async next() {
      if (taken) return { done: true, value: undefined };
      taken = true;
      return { done: false, value: await blob.arrayBuffer() };
    },
    close() {},
  };
}

function streamSource(stream: ReadableStream<unknown>): BodySource {
  if (stream.locked) {
    throw new InvalidOptionError('the body is a ReadableStream that is locked: something else is reading it already');
  }
  try {
    // A stream does not tell that it was read before; a Response refuses such a one, and reads nothing by itself.
    new Response(stream as ReadableStream<Uint8Array>);
  } catch (cause) {
    throw new InvalidOptionError(
      'the body is a ReadableStream that was read already: make a new one for each request',
      { cause },
    );
  }
  return oneShot(() => streamPieces(stream));
}

/**
 * Async iterables are read once, also those that make an iterator anew at each call: streams, sockets and event sources do so
 * too, and the second one then gives only what is left.
 */
function asyncIterableSource(source: AsyncIterable<unknown>): BodySource {
  const node = source as Partial<NodeReadable>;
  if (typeof node.pipe === 'function' && (node.destroyed || node.readableEnded || node.readable === false)) {
    throw new InvalidOptionError(
      'the body is a stream that was read to its end or destroyed: make a new one for each request',
    );
  }
  return oneShot(() => {
    const iterator = source[Symbol.asyncIterator]();
    return {
      next: () => iterator.next(),
      close() {
        // the iterator of a Node stream would wait for the next piece before it ends
        if (typeof node.pipe === 'function' && typeof node.destroy === 'function') node.destroy();
        else ignoreFailure(() => iterator.return?.());
      },
    };
  });
}

/** What stands in memory has a length and can be sent again. */
function collectionSource(pieces: readonly unknown[] | ReadonlySet<unknown>): BodySource {
  const encoder = new PieceEncoder();
  const chunks: Uint8Array[] = [];
  for (const piece of pieces) chunks.push(encoder.encode(piece));
  chunks.push(encoder.end());
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return { ...describe(length, true, () => syncPieces(chunks)), blobParts: chunks };
}

function syncPieces(source: Iterable<unknown>): Opened {
  const iterator = source[Symbol.iterator]();
  return { next: () => iterator.next(), close: () => ignoreFailure(() => iterator.return?.()) };
}

function streamPieces(stream: ReadableStream<unknown>): Opened {
  const reader = stream.getReader();
  return {
    next: () => reader.read() as Promise<IteratorResult<unknown>>,
    close: () => ignoreFailure(() => reader.cancel()),
  };
}

function oneShot(open: () => Opened): BodySource {
  let opened = false;
  return describe(null, false, () => {
    if (opened) {
      throw new UnrewindableBodyError(
        'the body can be read only once and would have to be sent again: give bytes, text or a Blob, or turn redirects and retries off',
      );
    }
    opened = true;
    return open();
  });
}

function describe(length: number | null, replayable: boolean, open: () => Opened): BodySource {
  const chunks = (): AsyncIterableIterator<Uint8Array, undefined> => {
    let pieces: Opened;
    try {
      pieces = open();
    } catch (error) {
      throw readingFailed(error);
    }
    return encodedChunks(pieces);
  };
  return { length, replayable, chunks, stream: () => streamOfChunks(chunks) };
}

/** The pieces as bytes, empty ones left out: they would end a body that is sent in chunks (BODY-18). */
function encodedChunks(pieces: Opened): AsyncIterableIterator<Uint8Array, undefined> {
  const encoder = new PieceEncoder();
  return iterateChunks({
    async pull() {
      for (;;) {
        let result: IteratorResult<unknown>;
        try {
          result = await pieces.next();
        } catch (error) {
          throw readingFailed(error);
        }
        const chunk = result.done ? encoder.end() : encoder.encode(result.value);
        if (chunk.length > 0) return chunk;
        if (result.done) return undefined;
      }
    },
    close: () => pieces.close(),
  });
}

function readingFailed(error: unknown): RequestException {
  if (error instanceof RequestException) return error;
  const reason = error instanceof Error ? error.message : typeof error === 'string' ? error : kindOf(error);
  return new RequestException(`the body of the request could not be read: ${reason}`, { cause: error });
}
