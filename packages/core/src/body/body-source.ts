/**
 * A body as a description: what it is, not yet its bytes. Nothing is opened before it is sent, nothing is copied or teed.
 */
export interface BodySource {
  /** How many bytes there will be, or `null` where that isn't known: the body then goes out chunked. */
  readonly length: number | null;
  /** Whether `stream()` can be called again and gives the same bytes: needed for a redirect, a 401 or a retry. */
  readonly replayable: boolean;
  /** Opens the bytes. */
  stream(): ReadableStream<Uint8Array>;
  /**
   * The same bytes without a WHATWG stream in between; the quicker way, which adapters take where it is there.
   * Pieces are never empty.
   */
  chunks?(): AsyncIterable<Uint8Array>;
  /** The same bytes as what a `Blob` can be made of, where that is so: for a fetch that streams nothing, or no known length. */
  readonly blobParts?: readonly (string | Uint8Array | Blob)[];
}

/** The body of a prepared request. */
export type PreparedBody = null | string | Uint8Array | BodySource;

/** Whether a prepared body is a description of bytes to come, not the bytes themselves. */
export function isBodySource(body: unknown): body is BodySource {
  return (
    typeof body === 'object' &&
    body !== null &&
    !(body instanceof Uint8Array) &&
    typeof (body as BodySource).stream === 'function' &&
    'replayable' in body
  );
}
