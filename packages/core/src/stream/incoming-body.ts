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

/** The decoder of a coding by its lower-case name (`gzip`), or `undefined` for one that is not known: the body is then left as it is. */
export type ContentDecoders = (coding: string) => ContentDecoder | undefined;

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
