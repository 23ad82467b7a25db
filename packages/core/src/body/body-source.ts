import { RequestException, UnrewindableBodyError } from '../errors.ts';
import { hasMethods, reasonOf } from '../expect.ts';
import { streamOf } from '../stream/stream-of.ts';
import { type Chunks, chunksOf, type Pieces, piecesOfStream } from './chunks.ts';

/**
 * A body as a description: what it is, not yet its bytes. Nothing is opened before it is sent, nothing is copied or teed.
 */
export interface BodySource {
  /** How many bytes there will be, or `null` where that isn't known: the body then goes out chunked. */
  readonly length: number | null;
  /** Whether `stream()` can be called again and gives the same bytes: needed for a redirect, a 401 or a retry. */
  readonly replayable: boolean;
  /** Opens the bytes. */
  stream(): ReadableStream<Uint8Array>;
  /**
   * The same bytes without a WHATWG stream in between; the quicker way, which adapters take where it is there.
   * Pieces are never empty.
   */
  chunks?(): AsyncIterable<Uint8Array>;
  /** The same bytes as what a `Blob` can be made of, where that is so: for a fetch that streams nothing, or no known length. */
  readonly blobParts?: readonly (string | Uint8Array | Blob)[] | undefined;
}

/** The body of a prepared request. */
export type PreparedBody = null | string | Uint8Array | BodySource;

/** Whether a prepared body is a description of bytes to come, not the bytes themselves. */
export function isBodySource(body: unknown): body is BodySource {
  return hasMethods(body, 'stream') && 'replayable' in (body as BodySource);
}

/**
 * Makes a source of what gives pieces of bytes or text. One that cannot be sent again refuses to be opened twice; what goes wrong as it is read
 * is a `RequestException`.
 *
 * @param length it is held to it
 * @param open called when it is asked for the first piece, not before
 */
export function bodySource(
  length: number | null,
  replayable: boolean,
  open: () => Pieces,
  blobParts?: BodySource['blobParts'],
): BodySource {
  let opened = false;
  const chunks = (): Chunks => {
    if (opened && !replayable) {
      throw new UnrewindableBodyError(
        'the body can be read only once: give bytes, text or a Blob for it to be sent again',
      );
    }
    opened = true;
    return chunksOf(open, readingFailed, length);
  };
  const stream = (): ReadableStream<Uint8Array> => {
    const opening = chunks();
    return streamOf(opening, () => opening.return());
  };
  return { length, replayable, chunks, stream, blobParts };
}

function readingFailed(error: unknown): RequestException {
  if (error instanceof RequestException) return error;
  return new RequestException(`the body of the request could not be read: ${reasonOf(error)}`, { cause: error });
}

/** Opens a source, by the quicker way where it has one. */
export function openSource(source: BodySource): AsyncIterator<Uint8Array> {
  return (source.chunks?.() ?? chunksOf(() => piecesOfStream(source.stream())))[Symbol.asyncIterator]();
}
