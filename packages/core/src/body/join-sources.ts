import { utf8Length } from './body-length.ts';
import type { BodySource } from './body-source.ts';
import { ignoreFailure, iterateChunks, openChunks, streamOfChunks } from './chunk-iterator.ts';

/** Up to so many bytes of memory are copied into one array; above, pieces go out one by one from where they are. */
const ONE_ARRAY = 1_048_576;

type Piece = string | Uint8Array | BodySource;

function isSource(piece: Piece): piece is BodySource {
  return typeof piece !== 'string' && !(piece instanceof Uint8Array);
}

/**
 * Several pieces, one after the other, as one body: bytes where all of them are in memory and small, else a source. Its length is known
 * where each piece's is, and it can be sent again where each piece can. Nothing is opened before its turn.
 */
export function joinSources(pieces: readonly Piece[]): Uint8Array | BodySource {
  let length: number | null = 0;
  let replayable = true;
  let inMemory = true;
  for (const piece of pieces) {
    if (isSource(piece)) {
      inMemory = false;
      replayable &&= piece.replayable;
      length = length === null || piece.length === null ? null : length + piece.length;
    } else if (length !== null) {
      length += typeof piece === 'string' ? utf8Length(piece) : piece.length;
    }
  }
  if (inMemory && length !== null && length <= ONE_ARRAY)
    return joinBytes(pieces as readonly (string | Uint8Array)[], length);
  const chunks = (): AsyncIterableIterator<Uint8Array, undefined> => chunksOf(pieces);
  const blobParts = blobPartsOf(pieces);
  return { length, replayable, chunks, stream: () => streamOfChunks(chunks), ...(blobParts && { blobParts }) };
}

/** What a Blob of all pieces is made of, where none has to be read for it. */
function blobPartsOf(pieces: readonly Piece[]): (string | Uint8Array | Blob)[] | null {
  const parts: (string | Uint8Array | Blob)[] = [];
  for (const piece of pieces) {
    if (!isSource(piece)) parts.push(piece);
    else if (piece.blobParts) parts.push(...piece.blobParts);
    else return null;
  }
  return parts;
}

function joinBytes(pieces: readonly (string | Uint8Array)[], length: number): Uint8Array {
  const encoder = new TextEncoder();
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      at += encoder.encodeInto(piece, joined.subarray(at)).written;
    } else {
      joined.set(piece, at);
      at += piece.length;
    }
  }
  return joined;
}

function chunksOf(pieces: readonly Piece[]): AsyncIterableIterator<Uint8Array, undefined> {
  const encoder = new TextEncoder();
  let index = 0;
  let open: AsyncIterator<Uint8Array> | undefined;
  return iterateChunks({
    async pull() {
      for (;;) {
        if (open) {
          const { done, value } = await open.next();
          if (!done) return value;
          open = undefined;
        }
        const piece = pieces[index++];
        if (piece === undefined) return undefined;
        if (isSource(piece)) open = openChunks(piece);
        else if (piece.length > 0) return typeof piece === 'string' ? encoder.encode(piece) : piece;
      }
    },
    close() {
      const left = open;
      if (left) ignoreFailure(() => left.return?.());
    },
  });
}
