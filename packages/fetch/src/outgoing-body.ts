import {
  isBodySource,
  openSource,
  type PreparedRequest,
  reportProgress,
  streamOf,
  type TransferProgress,
  UnsupportedOptionError,
} from '@beckon/core';
import type { Exchange } from './exchange.ts';
import type { FetchPlatform } from './platform.ts';

/** A body in memory goes out in pieces of so many bytes where somebody wants to see how far it is. */
const PROGRESS_BYTES = 65_536;

/** What fetch is given for a body. */
export interface OutgoingBody {
  readonly body: BodyInit | null;
  /** Said beside a stream, whose length has to be told as well. */
  readonly duplex?: 'half';
}

/**
 * A body for fetch. Never text: fetch invents a `Content-Type` for that.
 * @throws {UnsupportedOptionError} where a page would stream over HTTP/1.1
 */
export function outgoingBody(
  request: PreparedRequest,
  { heedsContentLength, inPage, sizedStream }: FetchPlatform,
  exchange: Exchange,
  onProgress: ((progress: TransferProgress) => void) | undefined,
): OutgoingBody {
  const given = request.body;
  const body = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  const isSource = isBodySource(body);
  // a stream of nothing would be sent in chunks where its length is not heeded
  if (isSource && body.length === 0) return { body: new Uint8Array() };
  if (body === null || (!isSource && !onProgress)) return { body: body as Uint8Array<ArrayBuffer> | null };
  if (isSource && body.blobParts && !onProgress && !heedsContentLength) {
    return { body: new Blob(body.blobParts as BlobPart[]) };
  }
  // browsers stream over HTTP/2 and HTTP/3 alone, and these need TLS
  if (inPage && request.url?.startsWith('http:')) {
    throw new UnsupportedOptionError(
      'A browser streams no body, nor tells its progress, over http: Give it as bytes, text or a Blob, or use https:',
      { request },
    );
  }
  const { length } = body;
  const opened = isSource ? openSource(body) : slices(body);
  const chunks = onProgress ? reportProgress({ [Symbol.asyncIterator]: () => opened }, length, onProgress) : opened;
  const watched = {
    async next(): Promise<IteratorResult<Uint8Array, undefined>> {
      const result = await chunks.next();
      exchange.moved();
      return result;
    },
  };
  const stream = streamOf(
    watched,
    () => chunks.return?.(),
    // what goes wrong in the body ends the exchange as it is
    (error) => {
      exchange.stop(error);
      throw error;
    },
  );
  return {
    body: (length !== null && sizedStream ? sizedStream(stream, length) : stream) as unknown as BodyInit,
    duplex: 'half',
  };
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  for (let at = 0; at < bytes.length; at += PROGRESS_BYTES) yield bytes.subarray(at, at + PROGRESS_BYTES);
  return undefined;
}
