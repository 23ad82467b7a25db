import type { TransferProgress } from '../options.ts';
import { chunksOf } from './chunks.ts';

/**
 * Passes bytes on and tells how many went: after each piece, once the reader has come back for the next. A reader that heeds back
 * pressure makes this the bytes that were handed to the connection.
 *
 * @param total the bytes in all, or `null` where that isn't known
 * @param onProgress called once for each piece
 */
export function reportProgress(
  source: AsyncIterable<Uint8Array>,
  total: number | null,
  onProgress: (progress: TransferProgress) => void,
): AsyncIterableIterator<Uint8Array, undefined> {
  const pieces = source[Symbol.asyncIterator]();
  let loaded = 0;
  let passed = 0;
  return chunksOf(() => ({
    async next() {
      if (passed > 0) onProgress(total === null ? { loaded } : { loaded, total });
      const result = await pieces.next();
      passed = result.done ? 0 : result.value.length;
      loaded += passed;
      return result;
    },
    return: () => pieces.return?.(),
  }));
}
