/**
 * Decodes bytes that come piece by piece, and never splits a character: gives the text of these bytes, as far as its characters are whole.
 * Without bytes it is the end: U+FFFD for a character that was cut off, else nothing.
 */
export type TextDecoding = (bytes?: Uint8Array) => string;

/** That of TextDecoder, for the first label that it has; for UTF-8 where it has none of them. */
export function platformDecoding(labels: readonly string[]): TextDecoding {
  const decoder = firstDecoder(labels);
  return (bytes) => decoder.decode(bytes, { stream: bytes !== undefined });
}

function firstDecoder(labels: readonly string[]): TextDecoder {
  for (const label of labels) {
    try {
      return new TextDecoder(label);
    } catch {
      // the next one
    }
  }
  return new TextDecoder();
}
