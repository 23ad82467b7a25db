import { ContentDecodingError } from '../errors.ts';
import type { Limits } from '../options.ts';
import { moreThan } from './bounded.ts';

/** A ratio that the caller gave is looked at from here on: a few kilobytes of white space shrink to almost nothing, and harm nobody. */
const RATIO_FROM = 1_048_576;

/**
 * What holds where nothing was said and the body is read whole: more than 64 MiB that came as less than a 200th of it. Text that people
 * write shrinks to a 5th or a 50th, a bomb to a 1000th and less. A streamed body has no bound: its reader sees each piece.
 */
const DEFAULT_RATIO = 200;
const DEFAULT_RATIO_FROM = 67_108_864;

/** The bounds of one body. */
export interface DecodedBounds {
  /** Bytes after decoding, at the most. */
  readonly bytes: number;
  /** Decoded bytes to each byte of the wire, at the most. */
  readonly ratio: number;
  /** From how many decoded bytes on the ratio counts. */
  readonly ratioFrom: number;
}

/** The bounds that hold for a body, or `null` for none. */
export function decodedBounds(limits: Limits | null | undefined, stream: boolean): DecodedBounds | null {
  const bytes = limits?.decodedBytes ?? Number.POSITIVE_INFINITY;
  const given = limits?.ratio;
  if (typeof given === 'number') return { bytes, ratio: given, ratioFrom: RATIO_FROM };
  // `ratio: null` and `limits: null` switch it off
  if (given === null || limits === null || stream) {
    return bytes === Number.POSITIVE_INFINITY ? null : { bytes, ratio: Number.POSITIVE_INFINITY, ratioFrom: 0 };
  }
  return { bytes, ratio: DEFAULT_RATIO, ratioFrom: DEFAULT_RATIO_FROM };
}

/** How many bytes may come of `wireBytes`. */
export function mostDecoded(bounds: DecodedBounds, wireBytes: number): number {
  return Math.min(bounds.bytes, Math.max(bounds.ratioFrom, wireBytes * bounds.ratio));
}

/** @throws {ContentDecodingError} where `decoded` bytes are more than the bounds allow */
export function checkDecoded(bounds: DecodedBounds, wireBytes: number, decoded: number): void {
  if (decoded > bounds.bytes) throw moreThan(bounds.bytes);
  if (decoded > bounds.ratioFrom && decoded > wireBytes * bounds.ratio) {
    throw new ContentDecodingError(
      `${wireBytes} bytes of the wire unpacked into ${decoded} and more, over ${bounds.ratio} to one. ` +
        'Where this is no attack, raise the option limits.ratio, or read the body with stream: true.',
    );
  }
}
