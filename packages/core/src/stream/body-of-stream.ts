import type { IncomingBody } from './incoming-body.ts';

/** A WHATWG stream as the body of a response: for adapters of one's own. Its errors come out as they are. */
export function bodyOfStream(stream: ReadableStream<Uint8Array>): IncomingBody {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  // a stream that is locked elsewhere is not ours to end
  const cancel = (): void => void (reader ?? stream).cancel().catch(() => {});
  return {
    async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
      try {
        // by a reader: Safari's streams are no async iterables
        reader = stream.getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return undefined;
          yield value;
        }
      } finally {
        cancel();
      }
    },
    cancel,
  };
}
