import { type BodyDecoder, bodyDecoder, type ContentDecoder, ContentDecodingError } from '@beckon/core';

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
  let broken: { readonly error: unknown } | null = null;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    try {
      return await pieces.next();
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  const first = await next();
  if (first.done) return undefined;
  const { readable, writable } = decompressionStream(formatOf(coding, first.value)) as DecompressionStream;
  const reader = readable.getReader();
  const feeding = feed(writable.getWriter(), first, next);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await feeding;
  } catch (error) {
    // it may be the connection that broke, and not the coding
    const source = broken as { readonly error: unknown } | null;
    if (source !== null) throw source.error;
    throw new ContentDecodingError(`The body is no ${coding}: ${(error as Error).message}`, { cause: error });
  } finally {
    reader.cancel().catch(() => {});
    void pieces.return?.(undefined);
  }
  return undefined;
}

/** Writes all pieces, no quicker than they are taken. Never throws: what goes wrong is seen where it is read. */
async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  first: IteratorResult<Uint8Array>,
  next: () => Promise<IteratorResult<Uint8Array>>,
): Promise<void> {
  try {
    for (let piece = first; !piece.done; piece = await next()) {
      await writer.ready;
      writer.write(piece.value as Uint8Array<ArrayBuffer>).catch(() => {});
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
  }
}

/** The decoder of a coding over `DecompressionStream`, or `undefined` where the platform has none for it. */
function webDecoder(coding: string): ContentDecoder | undefined {
  const format = FORMATS[coding];
  if (format === undefined || decompressionStream(format) === undefined) return undefined;
  return (encoded) => decode(coding, encoded);
}

/** What takes the codings of a `Content-Encoding` off a body over `DecompressionStream`; `null` where the platform has none for one of them. */
export function webDecoders(contentEncoding: string): BodyDecoder | null {
  return bodyDecoder(contentEncoding, webDecoder);
}
