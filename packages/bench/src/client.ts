/** What a client is asked to do. Each is one call, done when its answer is read to the end. */
export type Work =
  | 'json'
  | 'json with cookies'
  | 'json over TLS'
  | 'post JSON'
  | 'post form'
  | 'post multipart'
  | 'download'
  | 'upload'
  | 'gzip'
  | 'redirects'
  | 'new session'
  | `${number} cookies`
  | `${number} mounts`;

/** Where the server is, and what goes there. */
export interface Setting {
  readonly origin: string;
  readonly secureOrigin: string | null;
  readonly host: string;
  readonly port: number;
  readonly securePort: number | null;
  /** The server's own certificate, for clients that don't heed NODE_EXTRA_CA_CERTS. */
  readonly caFile: string | null;
  /** Bytes of a download and an upload. */
  readonly streamBytes: number;
}

/** One way to send requests: for each work that it knows, the call. */
export type Client = { readonly [work in Work]?: () => Promise<unknown> };

/** Makes a client; rejects where its package is not installed. */
export type ClientFactory = (setting: Setting) => Promise<Client>;

/** 20 cookies, as a header. */
export const COOKIE_HEADER = Array.from({ length: 20 }, (_, n) => `name${n}=value-${n}`).join('; ');
export const COOKIES: Readonly<Record<string, string>> = Object.fromEntries(
  COOKIE_HEADER.split('; ').map((pair) => pair.split('=') as [string, string]),
);

/** About 1 KB. */
export const RECORD = {
  id: 42,
  name: 'Darjeeling',
  notes: 'x'.repeat(700),
  tags: Array.from({ length: 20 }, (_, n) => `tag-${n}`),
};

/** About 10 KB. */
export const FORM: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 100 }, (_, n) => [`field ${n}`, `${'words & more '.repeat(6)}${n}`]),
);

export const FILE: Uint8Array<ArrayBuffer> = new Uint8Array(10 << 20).fill(120);
const PIECE = new Uint8Array(1 << 16).fill(120);

/** A body that is told piece by piece. */
export async function* pieces(bytes: number): AsyncGenerator<Uint8Array, undefined> {
  for (let left = bytes; left > 0; left -= PIECE.length) yield left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
  return undefined;
}

/** The same as a WHATWG stream of bytes. */
export function stream(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(left < PIECE.length ? PIECE.subarray(0, left) : PIECE);
        left -= PIECE.length;
        if (left <= 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads a stream to its end; the bytes have to be all there. */
export async function count(source: AsyncIterable<Uint8Array>, expected: number): Promise<void> {
  let bytes = 0;
  for await (const piece of source) bytes += piece.length;
  if (bytes !== expected) throw new Error(`${bytes} bytes came instead of ${expected}`);
}
