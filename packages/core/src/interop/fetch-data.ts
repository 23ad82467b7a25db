import type { Data } from '../options.ts';
import { concatBytes } from '../stream/concat-bytes.ts';

/** Of a body that comes as a stream, so many bytes are held so that they can be sent again. */
const HELD = 1_048_576;

/** What a request of ours is made of. */
export interface FetchData {
  readonly data: Data | null;
  readonly headers: [string, string][];
}

/** The body and headers of a fetch: a body that WHATWG's fetch could send again (a redirect with 307, a 401) can be sent again here. */
export async function dataOfFetch(
  request: globalThis.Request,
  init: globalThis.RequestInit | undefined,
): Promise<FetchData> {
  const headers = [...request.headers] as [string, string][];
  const { body } = request;
  // a body of null leaves that of the Request in force
  const given = init?.body ?? undefined;
  if (body === null) return { data: null, headers };
  if (given instanceof FormData) {
    // written anew, with a boundary of its own: its files are not read before they are sent
    return { data: given, headers: headers.filter(([name]) => name !== 'content-type') };
  }
  if (typeof given === 'string' || given instanceof Blob) return { data: given, headers };
  if (given instanceof ReadableStream) return { data: body ?? given, headers };
  if (given === undefined && body !== undefined) return { data: await heldBytes(body), headers };
  // Firefox's requests have no `body`, but they have its bytes
  const bytes = new Uint8Array(await request.arrayBuffer());
  return { data: bytes.length > 0 ? bytes : null, headers };
}

/** The bytes of a stream where they are all at hand, as those of a Request that was made of text are; else the stream. */
async function heldBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  for (let length = 0; ; ) {
    const next = reader.read();
    const result = length > HELD ? null : await Promise.race([next, soon()]);
    if (result === null) return resumed(pieces, next, reader);
    if (result.done) return concatBytes(pieces);
    pieces.push(result.value);
    length += result.value.length;
  }
}

function soon(): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, 0, null));
}

/** A stream of what was read, and of what is still to come. */
function resumed(
  pieces: readonly Uint8Array[],
  next: Promise<ReadableStreamReadResult<Uint8Array>>,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  let read: Promise<ReadableStreamReadResult<Uint8Array>> | null = next;
  // it may fail before anybody asks
  next.catch(() => {});
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
      },
      async pull(controller) {
        const { done, value } = await (read ?? reader.read());
        read = null;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
