import { type Codec, codecOf } from './codec-of.ts';
import { decodeSingleByte } from './single-byte.ts';
import { Utf16Decoder } from './utf-16.ts';
import { Utf32Decoder } from './utf-32.ts';

/** Decodes bytes that come piece by piece; a character is never split. What cannot be decoded becomes U+FFFD. */
export interface IncrementalDecoder {
  /** The text of these bytes, as far as its characters are whole. */
  write(bytes: Uint8Array): string;
  /** What is left at the end: U+FFFD for a character that was cut off. */
  end(): string;
}

class PlatformDecoder implements IncrementalDecoder {
  readonly #decoder: TextDecoder;

  constructor(label: string) {
    this.#decoder = new TextDecoder(label);
  }

  write(bytes: Uint8Array): string {
    return this.#decoder.decode(bytes, { stream: true });
  }

  end(): string {
    return this.#decoder.decode();
  }
}

/**
 * A decoder for text in `encoding`. A byte order mark is dropped (UTF-8, UTF-16, UTF-32).
 * A name that nobody knows is taken for UTF-8, as Requests does for `text`.
 */
export function incrementalDecoder(encoding: string): IncrementalDecoder {
  const codec: Codec = codecOf(encoding) ?? 'utf-8';
  switch (codec) {
    case 'iso-8859-1':
    case 'us-ascii':
    case 'windows-1252':
      return { write: (bytes) => decodeSingleByte(bytes, codec), end: () => '' };
    case 'utf-16':
      return new Utf16Decoder();
    case 'utf-32':
    case 'utf-32le':
    case 'utf-32be':
      return new Utf32Decoder(codec);
    default:
      return new PlatformDecoder(codec);
  }
}
