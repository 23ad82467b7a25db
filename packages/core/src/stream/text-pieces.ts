import { textDecoding } from '../encoding/text-decoding.ts';

/** The pieces as text. No character is split; a piece that ends within its first character gives nothing yet. */
export async function* textPieces(
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, undefined> {
  const decode = textDecoding(encoding);
  for await (const piece of pieces) {
    const text = decode(piece);
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}
