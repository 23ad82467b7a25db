import type { Data } from '../options.ts';
import { concatBytes } from '../stream/concat-bytes.ts';

/** Of a body that comes as a stream, so many bytes are held so that they can be sent again. */
const HELD = 1_048_576;

/** The body of a fetch: one that WHATWG's fetch could send again (a redirect with 307, a 401) can be sent again here. */
export async function dataOfFetch(
  request: globalThis.Request,
  init: globalThis.RequestInit | undefined,
): Promise<Data | null> {
  const { body } = request;
  // a body of null leaves that of the Request in force
  const given = init?.body ?? undefined;
  if (body === null) return null;
  // written anew, with a boundary of its own
  if (given instanceof FormData) request.headers.delete('Content-Type');
  // their files are not read before they are sent
  if (given instanceof FormData || given instanceof Blob) return given;
  if (given instanceof ReadableStream) return body ?? given;
  if (given === undefined && body !== undefined) return heldBytes(body);
  // Firefox's requests have no `body`, but they have its bytes
  return new Uint8Array(await request.arrayBuffer());
}

/** The bytes of a stream where they are all at hand, as those of a Request that was made of text are; else all of it, piece by piece. */
async function heldBytes(
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array | AsyncIterable<Uint8Array, undefined>> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  for (let length = 0; ; ) {
    const reading = reader.read();
    const soon = new Promise<null>((resolve) => setTimeout(resolve, 0, null));
    const result = length > HELD ? null : await Promise.race([reading, soon]);
    if (result?.done) return concatBytes(pieces);
    if (result) {
      pieces.push(result.value);
      length += result.value.length;
      continue;
    }
    // it may fail before anybody asks
    reading.catch(() => {});
    const held = [...pieces.map((value) => ({ done: false as const, value })), reading];
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => (held.shift() ?? reader.read()) as Promise<IteratorResult<Uint8Array, undefined>>,
        async return() {
          await reader.cancel();
          return { done: true, value: undefined };
        },
      }),
    };
  }
}
