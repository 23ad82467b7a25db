import {
  type BodySource,
  isBodySource,
  type PreparedRequest,
  reportProgress,
  type TransferProgress,
  UnsupportedOptionError,
} from '@beckon/core';
import type { Exchange } from './exchange.ts';
import type { FetchPlatform } from './platform.ts';

/** A body in memory goes out in pieces of so many bytes where somebody wants to see how far it is. */
const PROGRESS_BYTES = 65_536;

type OnProgress = ((progress: TransferProgress) => void) | undefined;

/** What fetch is given for a body. */
export interface OutgoingBody {
  readonly body: BodyInit | null;
  /** Whether it is a stream, beside which its length has to be told. */
  readonly stream: boolean;
}

/**
 * A body for fetch. Never text: fetch invents a `Content-Type` for that.
 * @throws {UnsupportedOptionError} where a page would stream over HTTP/1.1
 */
export function outgoingBody(
  request: PreparedRequest,
  platform: FetchPlatform,
  exchange: Exchange,
  onProgress: OnProgress,
): OutgoingBody {
  const { body } = request;
  if (body === null) return { body, stream: false };
  const stream = (chunks: () => AsyncIterable<Uint8Array>, length: number | null): OutgoingBody => {
    if (platform.inPage) assertStreams(request);
    const opened = streamOf(chunks(), length, exchange, onProgress);
    const sized = length === null ? undefined : platform.sizedStream?.(opened, length);
    return { body: (sized ?? opened) as unknown as BodyInit, stream: true };
  };
  if (isBodySource(body)) {
    // a stream of nothing would be sent in chunks where its length is not heeded
    if (body.length === 0) return { body: new Uint8Array(0), stream: false };
    const { blobParts } = body;
    if (blobParts && onProgress === undefined && !platform.heedsContentLength) {
      return { body: new Blob(blobParts as BlobPart[]), stream: false };
    }
    return stream(() => chunksOf(body), body.length);
  }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  if (onProgress === undefined) return { body: bytes as Uint8Array<ArrayBuffer>, stream: false };
  return stream(() => slices(bytes), bytes.length);
}

/** Browsers stream over HTTP/2 and HTTP/3 alone, and these need TLS. */
function assertStreams(request: PreparedRequest): void {
  if (!request.url?.startsWith('http:')) return;
  throw new UnsupportedOptionError(
    "FetchAdapter can't do a streamed body, or its progress, over http: in a browser; nothing was sent. Give the body as bytes, text or a Blob.",
    { request },
  );
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  for (let at = 0; at < bytes.length; at += PROGRESS_BYTES) yield bytes.subarray(at, at + PROGRESS_BYTES);
  return undefined;
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      if (value.length > 0) yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function chunksOf(source: BodySource): AsyncIterable<Uint8Array> {
  return source.chunks?.() ?? piecesOf(source.stream());
}

/** The stream that fetch reads from: it tells of its progress, and what goes wrong in it ends the exchange as it is. */
function streamOf(
  chunks: AsyncIterable<Uint8Array>,
  length: number | null,
  exchange: Exchange,
  onProgress: OnProgress,
): ReadableStream<Uint8Array> {
  const watched = onProgress === undefined ? chunks : reportProgress(chunks, length, onProgress);
  const iterator = watched[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          exchange.moved();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          exchange.stop(error);
          throw error;
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
