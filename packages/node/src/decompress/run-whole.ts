import { invalid } from './run-engine.ts';

/** What `info: true` makes a function of `node:zlib` give; its types know nothing of it. */
interface WithInfo {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

/** What it is told. */
interface WholeOptions {
  readonly info: true;
  readonly maxOutputLength: number;
}

/** A synchronous function of `node:zlib`. */
export type WholeFunction = (bytes: Uint8Array, options: WholeOptions) => unknown;

/**
 * Decompresses bytes that are all here: some ten times as quick as a stream where they are few.
 * @returns the output and how many bytes were used of the input; `null` where the output is more than `limit` bytes
 * @throws {ContentDecodingError} where the data is corrupt or ends early
 */
export function runWhole(
  run: WholeFunction,
  bytes: Uint8Array,
  limit: number,
  coding: string,
): { output: Uint8Array; used: number } | null {
  // 1 is the least that node:zlib takes for its limit, and 2 GiB are more than it gives
  const options: WholeOptions = { info: true, maxOutputLength: Math.min(Math.max(limit, 1), 0x7fff_ffff) };
  let result: WithInfo;
  try {
    result = run(bytes, options) as WithInfo;
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw invalid(coding, cause);
  }
  return result.buffer.length > limit ? null : { output: result.buffer, used: result.engine.bytesWritten };
}

/** Pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
