import { InvalidOptionError } from '../errors.ts';
import { hasMethods, wrongKind } from '../expect.ts';
import { type BodySource, bodySource, isBodySource } from './body-source.ts';
import { type Pieces, piecesOfStream } from './chunks.ts';
import { joinSources } from './join-sources.ts';
import { pieceEncoder, viewOfBytes } from './piece-to-bytes.ts';

/** A Blob of up to so many bytes is read in one piece: quicker than a stream, and no more memory than one piece of it. */
const ONE_PIECE = 65_536;

/** What a source tells that can be read once: a WHATWG stream, a Node stream, an iterable. */
interface ReadOnce extends AsyncIterable<unknown>, Iterable<unknown> {
  readonly locked?: boolean;
  readonly destroyed?: boolean;
  readonly readable?: boolean;
  destroy?(): void;
}

/**
 * Describes where the bytes of a body come from, without reading any of them.
 *
 * Text and bytes come back as they are. A `Blob`, and a collection of bytes or text, has a length and can be sent again; every other
 * source is read once, and its length isn't known.
 *
 * @param what names it in an error
 * @throws {InvalidOptionError} for what is no source, and for a stream that is locked, used up or destroyed
 * @example
 * ```ts
 * const source = describeSource(new Blob(['hello']), 'data');
 * typeof source === 'object' && source.length; // 5
 * ```
 */
export function describeSource(source: unknown, what: string): string | Uint8Array | BodySource {
  if (typeof source === 'string' || isBodySource(source)) return source;
  const bytes = viewOfBytes(source);
  if (bytes) return bytes;
  if (isBlob(source)) {
    const open = (): Pieces => (source.size > ONE_PIECE ? piecesOfStream(source.stream()) : wholePiece(source));
    // one of another library is none to the platform
    return bodySource(source.size, true, open, source instanceof Blob ? [source] : undefined);
  }
  if (Array.isArray(source) || source instanceof Set) {
    // the empty piece ends a text that ends in the middle of a character
    return joinSources([...source, new Uint8Array()].map(pieceEncoder()));
  }
  const isStream = hasMethods(source, 'getReader', 'cancel');
  if (!isStream && !hasMethods(source, Symbol.asyncIterator) && !hasMethods(source, Symbol.iterator)) {
    throw wrongKind(source, what, 'text, bytes, a Blob, a stream or an iterable of these, or a dict for a form');
  }
  const once = source as ReadOnce & ReadableStream;
  let isUsed = once.locked || once.destroyed || once.readable === false;
  try {
    // A stream does not tell that it was read before; a Response refuses such a one, and reads nothing by itself.
    if (isStream) new Response(once);
  } catch {
    isUsed = true;
  }
  if (isUsed) {
    throw new InvalidOptionError(`${what} is a stream that is being read, or was read or destroyed: make a new one`);
  }
  return bodySource(null, false, () => (isStream ? piecesOfStream(once) : piecesOfIterable(once)));
}

/** Whether a value is a `Blob` or `File`, also one of another realm or library. */
export function isBlob(value: unknown): value is Blob {
  return hasMethods(value, 'stream', 'arrayBuffer') && typeof (value as Blob).size === 'number';
}

async function* wholePiece(blob: Blob): AsyncGenerator<ArrayBuffer, undefined, undefined> {
  yield blob.arrayBuffer();
}

/**
 * Async iterables are read once, also those that make an iterator anew at each call: streams, sockets and event sources do so
 * too, and the second one then gives only what is left.
 */
function piecesOfIterable(source: ReadOnce): Pieces {
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
  // the iterator of a Node stream would wait for the next piece before it ends
  return hasMethods(source, 'pipe', 'destroy')
    ? { next: () => iterator.next(), return: () => source.destroy?.() }
    : iterator;
}
