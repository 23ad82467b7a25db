import { type ContentDecoder, ContentDecodingError } from '@beckon/core';

/** What `DecompressionStream` calls them; `brotli` and `zstd` where the platform has them. */
const FORMATS: Readonly<Record<string, string>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'brotli',
  zstd: 'zstd',
};

/** The stream that undoes a format, or `undefined` where the platform has none. */
function decompressionStream(format: string): DecompressionStream | undefined {
  try {
    return new DecompressionStream(format as CompressionFormat);
  } catch {
    return undefined;
  }
}

/** `deflate` is zlib's format by the book (RFC 9110 8.4.1.2), and the bare one at some servers: the first bytes tell. */
function formatOf(coding: string, first: Uint8Array): string {
  const format = FORMATS[coding] as string;
  if (format !== 'deflate') return format;
  const [method = 0, flags = 0] = first;
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0 ? 'deflate' : 'deflate-raw';
}

async function* decode(coding: string, encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const pieces = encoded[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) return undefined;
  const stream = decompressionStream(formatOf(coding, first.value)) as DecompressionStream;
  let failed: { error: unknown } | null = null;
  const feed = async (): Promise<void> => {
    const writer = stream.writable.getWriter();
    try {
      for (let piece = first as IteratorResult<Uint8Array>; !piece.done; piece = await pieces.next()) {
        await writer.ready;
        // a decoder that fails says so where it is read
        writer.write(piece.value as Uint8Array<ArrayBuffer>).catch(() => {});
      }
      await writer.close();
    } catch (error) {
      failed ??= { error };
      await writer.abort(error).catch(() => {});
    }
  };
  const feeding = feed();
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await feeding;
  } catch (error) {
    const source = (failed as { error: unknown } | null)?.error;
    // the connection broke, not the coding
    if (source instanceof Error && source.name.endsWith('Error') && 'request' in source) throw source;
    throw new ContentDecodingError(`The body is no ${coding}: ${(error as Error).message}`, { cause: error });
  } finally {
    reader.cancel().catch(() => {});
    void pieces.return?.(undefined);
  }
  return undefined;
}

/** The decoder of a coding over `DecompressionStream`, or `undefined` where the platform has none for it. */
export function webDecoders(coding: string): ContentDecoder | undefined {
  const format = FORMATS[coding];
  if (format === undefined || decompressionStream(format) === undefined) return undefined;
  return (encoded) => decode(coding, encoded);
}
