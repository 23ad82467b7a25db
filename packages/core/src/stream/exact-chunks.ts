import { concatBytes } from './concat-bytes.ts';

/**
 * The same bytes in pieces of exactly `size` save the last. What lies within a piece that came is handed on without a copy;
 * what lies across several is copied once.
 */
export async function* exactChunks(
  pieces: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array, undefined> {
  let held: Uint8Array[] = [];
  let heldLength = 0;
  for await (const piece of pieces) {
    let at = 0;
    if (heldLength > 0) {
      at = Math.min(size - heldLength, piece.length);
      held.push(piece.subarray(0, at));
      heldLength += at;
      if (heldLength < size) continue;
      const chunk = concatBytes(held);
      held = [];
      heldLength = 0;
      yield chunk;
    }
    for (; piece.length - at >= size; at += size) yield piece.subarray(at, at + size);
    if (at < piece.length) {
      held.push(piece.subarray(at));
      heldLength = piece.length - at;
    }
  }
  if (heldLength > 0) yield concatBytes(held);
}
