import { RequestException } from '../errors.ts';
import type { BodySource } from './body-source.ts';
import { ignoreFailure, iterateChunks, openChunks, streamOfChunks } from './chunk-iterator.ts';

/**
 * A source that is held to a length: more or fewer bytes are an error, so that no request goes out whose bytes are taken for those
 * of the next one. Not one byte too many is given.
 */
export function withExactLength(source: BodySource, length: number): BodySource {
  const chunks = (): AsyncIterableIterator<Uint8Array, undefined> => {
    const inner = openChunks(source);
    let sent = 0;
    return iterateChunks({
      async pull() {
        const { done, value } = await inner.next();
        if (done) {
          if (sent === length) return undefined;
          throw new RequestException(`the body ended after ${sent} bytes, and Content-Length says ${length}`);
        }
        sent += value.length;
        if (sent <= length) return value;
        throw new RequestException(`the body is longer than the ${length} bytes that Content-Length says`);
      },
      close: () => ignoreFailure(() => inner.return?.()),
    });
  };
  return { length, replayable: source.replayable, chunks, stream: () => streamOfChunks(chunks) };
}
