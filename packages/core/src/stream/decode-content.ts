import { ContentDecodingError } from '../errors.ts';
import type { ContentDecoder } from './incoming-body.ts';

/** The decoder of a coding by its lower-case name (`gzip`), or `undefined` for one that is not known. */
export type DecoderOfCoding = (coding: string) => ContentDecoder | undefined;

/** More codings than this on one body are an attack, not a need (CVE-2025-66418). urllib3's number. */
const MOST_CODINGS = 5;

/**
 * The decoders that take the codings of a `Content-Encoding` header off, in the order in which they are to run: the last applied first
 * (RFC 9110 section 8.4). None where there is nothing to take off, and none where one coding of the list is not known: the body then
 * stays as it is, whole, and the header says what it is (DEC-3, DEC-4).
 *
 * @throws {ContentDecodingError} where there are more than five codings (DEC-2)
 */
export function contentDecoders(header: string, decoders: DecoderOfCoding): ContentDecoder[] {
  if (header === '') return [];
  const codings: string[] = [];
  for (const word of header.split(',')) {
    const coding = word.trim().toLowerCase();
    if (coding !== '' && coding !== 'identity') codings.push(coding);
  }
  if (codings.length > MOST_CODINGS) {
    throw new ContentDecodingError(
      `The body has ${codings.length} content codings, one over the other; more than ${MOST_CODINGS} are not taken off.`,
    );
  }
  const chain: ContentDecoder[] = [];
  for (const coding of codings.reverse()) {
    // RFC 9110 section 8.4.1.3: x-gzip is gzip
    const decoder = decoders(coding === 'x-gzip' ? 'gzip' : coding);
    if (decoder === undefined) return [];
    chain.push(decoder);
  }
  return chain;
}

/**
 * The bytes with every coding taken off. A body without a byte stays empty: servers send `Content-Encoding: gzip` with an answer to
 * HEAD, 204 and 304 too (DEC-7).
 */
export async function* decodeContent(
  encoded: AsyncIterable<Uint8Array>,
  chain: readonly ContentDecoder[],
): AsyncGenerator<Uint8Array, undefined> {
  const pieces = encoded[Symbol.asyncIterator]();
  try {
    let first = await pieces.next();
    while (!first.done && first.value.length === 0) first = await pieces.next();
    if (first.done) return undefined;
    let decoded: AsyncIterable<Uint8Array> = prepend(first.value, pieces);
    for (const decoder of chain) decoded = decoder(decoded);
    for await (const piece of decoded) if (piece.length > 0) yield piece;
    // bytes behind the end of the compressed data are no part of it (DEC-1), but the connection can only be used again when they are read
    while (!(await pieces.next()).done);
  } finally {
    await pieces.return?.();
  }
}

/** `first` and what follows. To leave it early leaves `rest` open: `decodeContent` closes it. */
function prepend(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  let pending: Uint8Array | null = first;
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      if (pending === null) return rest.next();
      const value = pending;
      pending = null;
      return { done: false, value };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
