import type { ContentDecoder } from '@beckon/core';
import { gunzip, gunzipWhole } from './gzip.ts';
import { PieceReader } from './piece-reader.ts';
import { type Engine, runEngine } from './run-engine.ts';
import { joinBytes, runWhole, type WholeFunction } from './run-whole.ts';
import { engineOptions, zlib, zlibModule } from './zlib-module.ts';

/** A decoder that has a quicker way for a body whose bytes are all here. */
export interface WholeDecoder extends ContentDecoder {
  /**
   * Decodes at once, on the caller's thread: for bodies of some 64 KiB, where starting a stream costs more than the work.
   * @param limit the most bytes that may come out: this bounds time and memory
   * @returns `null` where more come out, which is no fault of the data: decode it as a stream then
   * @throws {ContentDecodingError} where the data is corrupt or ends early
   */
  whole(bytes: Uint8Array, limit: number): Uint8Array | null;
}

const gzip: WholeDecoder = Object.assign(gunzip, { whole: gunzipWhole });

/** `deflate` is zlib (RFC 1950), and from some servers bare DEFLATE (RFC 1951). */
const deflate: WholeDecoder = simpleDecoder(
  'deflate',
  (start) => (isZlib(start) ? zlib().createInflate(engineOptions) : zlib().createInflateRaw(engineOptions)),
  (start) => (isZlib(start) ? zlib().inflateSync : zlib().inflateRawSync),
);

const br: WholeDecoder = simpleDecoder(
  'br',
  () => zlib().createBrotliDecompress(engineOptions),
  () => zlib().brotliDecompressSync,
);

/** RFC 9659: a window over 8 MiB is not for HTTP. */
function zstdParams(): { params: Record<number, number> } {
  return { params: { [zlib().constants.ZSTD_d_windowLogMax]: 23 } };
}

/** Frames one after the other are joined; whatever else follows a frame is corrupt, as in urllib3. */
const zstd: WholeDecoder = simpleDecoder(
  'zstd',
  () => zlib().createZstdDecompress({ ...engineOptions, ...zstdParams() }),
  () => (bytes, options) => zlib().zstdDecompressSync(bytes, { ...options, ...zstdParams() }),
  true,
);

const hasZstd: boolean = typeof zlibModule?.createZstdDecompress === 'function';

/** The codings that this platform takes off, as `Accept-Encoding` names them. */
export const acceptEncoding: string = hasZstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

/**
 * The decoders of `node:zlib`: gzip, deflate, br, and zstd where this Node has it. Each is lazy, holds the sender back while nothing is read, and
 * has `whole` for small bodies. No bytes decode to none (DEC-7).
 */
export const nodeDecoders: (coding: string) => WholeDecoder | undefined = (coding) => {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return gzip;
    case 'deflate':
      return deflate;
    case 'br':
      return br;
    case 'zstd':
      return hasZstd ? zstd : undefined;
    default:
      return undefined;
  }
};

/**
 * A decoder for data that an engine understands from its first byte to its last. What follows is ignored, or decoded as more of the same.
 * @param engineFor a new engine for data that starts with these two bytes
 * @param wholeFor the synchronous function for such data
 */
function simpleDecoder(
  coding: string,
  engineFor: (start: Uint8Array) => Engine,
  wholeFor: (start: Uint8Array) => WholeFunction,
  again = false,
): WholeDecoder {
  async function* decode(encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
    const reader = new PieceReader(encoded);
    try {
      if (!(await reader.more())) return undefined;
      do yield* runEngine(engineFor(await reader.peek(2)), reader, coding);
      while (again && (await reader.more()));
      return undefined;
    } finally {
      await reader.close();
    }
  }
  function whole(bytes: Uint8Array, limit: number): Uint8Array | null {
    const outputs: Uint8Array[] = [];
    let total = 0;
    for (let rest = bytes; rest.length > 0; ) {
      const result = runWhole(wholeFor(rest), rest, limit - total, coding);
      if (result === null) return null;
      outputs.push(result.output);
      total += result.output.length;
      rest = again ? rest.subarray(result.used) : rest.subarray(rest.length);
    }
    return joinBytes(outputs);
  }
  return Object.assign(decode, { whole });
}

/** A zlib header (RFC 1950 2.2). No encoder starts bare DEFLATE so: it would be a stored block with a padding that is not zero. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;
}
