import { incrementalDecoder } from '../encoding/text-decoder.ts';

/** The pieces as text. No character is split; a piece that ends within its first character gives nothing yet. */
export async function* textPieces(
  pieces: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, undefined> {
  const decoder = incrementalDecoder(encoding);
  for await (const piece of pieces) {
    const text = decoder.write(piece);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
  return undefined;
}
