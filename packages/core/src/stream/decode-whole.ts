import { concatBytes, plainBytes } from './concat-bytes.ts';
import { decodeContent } from './decode-content.ts';
import type { ContentDecoder } from './incoming-body.ts';
import { checkDecoded, type DecodedBounds, mostDecoded } from './limit-decoded.ts';

/** A decoder may have a synchronous way for small bodies that are there as a whole. `null`: more than `limit` bytes would come out. */
export type WholeDecoder = ContentDecoder & {
  readonly whole?: (bytes: Uint8Array, limit: number) => Uint8Array | null;
};

/** So much is decoded in one go, and may come of it; beyond it the thread would be held for too long. */
const QUICK_WIRE = 65_536;
const QUICK_DECODED = 4_194_304;

/** Pieces of a body that is there as a whole: so that no decoder is handed a gigabyte at once. */
const PIECE = 65_536;

/**
 * Takes the codings of a whole body off.
 *
 * @throws {ContentDecodingError} where it cannot be decoded, or would be larger than `bounds` allow
 */
export async function decodeWhole(
  wire: Uint8Array,
  chain: readonly ContentDecoder[],
  bounds: DecodedBounds | null,
): Promise<Uint8Array> {
  if (wire.length === 0) return new Uint8Array();
  const [only, second] = chain as readonly WholeDecoder[];
  if (only?.whole !== undefined && second === undefined && wire.length <= QUICK_WIRE) {
    const most = bounds === null ? QUICK_DECODED : Math.min(QUICK_DECODED, mostDecoded(bounds, wire.length));
    const content = only.whole(wire, most);
    // too large for this way: the other one tells whether it is too large for the caller too
    if (content !== null) return plainBytes(content);
  }
  const pieces: Uint8Array[] = [];
  let decoded = 0;
  for await (const piece of decodeContent(piecesOf(wire), chain)) {
    decoded += piece.length;
    if (bounds !== null) checkDecoded(bounds, wire.length, decoded);
    pieces.push(piece);
  }
  return concatBytes(pieces);
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
