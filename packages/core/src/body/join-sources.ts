import { type BodySource, bodySource, isBodySource, openSource } from './body-source.ts';
import type { Pieces } from './chunks.ts';
import { isReplayable } from './rewind-body.ts';

/**
 * Several pieces, one after the other, as one body. Its length is known where each piece's is, and it can be sent again where each piece
 * can. Nothing is copied, and nothing is opened before its turn.
 */
export function joinSources(pieces: readonly (Uint8Array | BodySource)[]): BodySource {
  const length = pieces.reduce((sum, piece) => sum + (piece.length ?? Number.NaN), 0);
  const blobParts = pieces.flatMap<unknown>((piece) => (piece as BodySource).blobParts ?? piece);
  return bodySource(
    Number.isNaN(length) ? null : length,
    pieces.every(isReplayable),
    () => piecesOf(pieces),
    blobParts.some(isBodySource) ? undefined : (blobParts as BodySource['blobParts']),
  );
}

function piecesOf(pieces: readonly (Uint8Array | BodySource)[]): Pieces {
  let index = 0;
  let open: Pieces | undefined;
  return {
    async next() {
      for (;;) {
        const result = await open?.next();
        if (result && !result.done) return result;
        const piece = pieces[index++];
        if (!piece) return { done: true, value: undefined };
        open = isBodySource(piece) ? openSource(piece) : [piece].values();
      }
    },
    return: () => open?.return?.(),
  };
}
