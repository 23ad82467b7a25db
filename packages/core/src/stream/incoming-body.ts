import type { Limits, TransferProgress } from '../options.ts';

/**
 * The body of a response as an adapter hands it over: the bytes as they came over the wire, taken once.
 * Every error that it throws is already one of the library's tree (or the reason of an abort).
 */
export interface IncomingBody {
  /**
   * Each piece as it comes. To return from the loop early gives the connection up.
   * Nothing is read ahead of what is asked for: the sender is held back.
   */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined>;
  /** All bytes at once where the adapter has a quicker way than piece by piece. Called instead of iterating, never beside it. */
  bytes?(): Promise<Uint8Array>;
  /** Gives the rest up, and the connection with it; at any time, also twice, also after the end (nothing happens then). */
  cancel(): void;
}

/** Takes one content coding off. Lazy: nothing is read before the result is; errors are `ContentDecodingError`s. */
export type ContentDecoder = (encoded: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Takes all codings of a body off, and minds the limits while it does: see `bodyDecoder`. */
export interface BodyDecoder {
  /** The pieces without their codings. Lazy. */
  pieces(wire: AsyncIterable<Uint8Array>, options: BodyOptions): AsyncIterable<Uint8Array>;
  /** A whole body without its codings, in the quickest way. */
  whole(wire: Uint8Array, options: BodyOptions): Promise<Uint8Array>;
}

/** What decodes a body of this `Content-Encoding`; `null`: it is left as it is. An adapter over a platform that decodes by itself has none. */
export type ContentDecoders = (contentEncoding: string) => BodyDecoder | null;

/** How the session wants the body to be read. */
export interface BodyOptions {
  readonly limits?: Limits | null;
  readonly onDownloadProgress?: (progress: TransferProgress) => void;
  /** Whether the caller reads it as a stream: no bound on what it unpacks to, then, unless one is given. */
  readonly stream?: boolean;
}

/** A body that is no more than these bytes. */
export function bodyOfBytes(content: Uint8Array): IncomingBody {
  return {
    async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
      if (content.length > 0) yield content;
      return undefined;
    },
    bytes: async () => content,
    cancel() {},
  };
}
