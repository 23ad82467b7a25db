import { contentDecoders, type DecoderOfCoding, decodeContent } from './decode-content.ts';
import { decodeWhole } from './decode-whole.ts';
import type { BodyDecoder, BodyOptions } from './incoming-body.ts';
import { checkDecoded, decodedBounds } from './limit-decoded.ts';

/**
 * What an adapter decodes bodies with, where its platform doesn't do that. `null` where there is nothing to take off, or nothing that is known.
 *
 * @param contentEncoding the header
 * @param decoders gives the decoder of a coding by its lower-case name (`gzip`)
 * @throws {ContentDecodingError} where there are more than five codings (DEC-2)
 */
export function bodyDecoder(contentEncoding: string, decoders: DecoderOfCoding): BodyDecoder | null {
  const chain = contentDecoders(contentEncoding, decoders);
  if (chain.length === 0) return null;
  return {
    whole: (wire, { limits, stream = false }) => decodeWhole(wire, chain, decodedBounds(limits, stream)),
    async *pieces(wire: AsyncIterable<Uint8Array>, { limits, stream = false }: BodyOptions) {
      const bounds = decodedBounds(limits, stream);
      let taken = 0;
      let decoded = 0;
      async function* counted(): AsyncGenerator<Uint8Array, undefined> {
        for await (const piece of wire) {
          taken += piece.length;
          yield piece;
        }
      }
      for await (const piece of decodeContent(bounds === null ? wire : counted(), chain)) {
        decoded += piece.length;
        if (bounds !== null) checkDecoded(bounds, taken, decoded);
        yield piece;
      }
    },
  };
}
