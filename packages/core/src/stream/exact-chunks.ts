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
  let missing = size;
  for await (const piece of pieces) {
    let at = 0;
    while (piece.length - at >= missing) {
      held.push(piece.subarray(at, at + missing));
      at += missing;
      const chunk = concatBytes(held);
      held = [];
      missing = size;
      yield chunk;
    }
    if (at < piece.length) held.push(piece.subarray(at));
    missing -= piece.length - at;
  }
  if (held.length > 0) yield concatBytes(held);
  return undefined;
}
