import { ContentDecodingError } from '../errors.ts';

/**
 * The pieces as long as they are no more than `most` bytes.
 * @param error what is thrown where more come
 */
export async function* bounded(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
  error: (most: number) => Error = moreThan,
): AsyncGenerator<Uint8Array, undefined> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (bytes > most) throw error(most);
    yield piece;
  }
}

/** The error of a body that has more bytes than the caller allows. */
export function moreThan(most: number): ContentDecodingError {
  return new ContentDecodingError(
    `The body has more than ${most} bytes: the option limits.decodedBytes allows no more.`,
  );
}
