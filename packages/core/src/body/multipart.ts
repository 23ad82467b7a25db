import type { BodySource } from './body-source.ts';
import { joinSources } from './join-sources.ts';
import { type PartLabel, partHead } from './part-head.ts';

/** One part of a multipart body: what it says of itself, and its content as a description. */
export interface Part extends PartLabel {
  readonly content: string | Uint8Array | BodySource;
}

/**
 * A body of parts, as `multipart/form-data` (RFC 7578, RFC 2046 5.1) writes it. What is small and in memory comes as bytes; else nothing is
 * read or copied: the body is a source whose length is known where every part's is, and that can be sent again where every part can.
 *
 * @param boundary must not occur in a part; see `randomBoundary`
 * @throws {InvalidHeader} for a header of a part that cannot be written
 */
export function encodeMultipart(parts: readonly Part[], boundary: string): Uint8Array | BodySource {
  const pieces: (string | Uint8Array | BodySource)[] = [];
  // text between two contents goes out in one piece
  let text = '';
  for (const part of parts) {
    text += `--${boundary}\r\n${partHead(part)}`;
    if (typeof part.content === 'string') {
      text += part.content;
    } else {
      pieces.push(text, part.content);
      text = '';
    }
    text += '\r\n';
  }
  pieces.push(`${text}--${boundary}--\r\n`);
  return joinSources(pieces);
}

/** 32 lower-case hex digits, of 128 random bits (MP-12). */
export function randomBoundary(random: (bytes: Uint8Array) => void = fillRandom): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  let hex = '';
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16);
  return hex;
}

function fillRandom(bytes: Uint8Array): void {
  crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
}

/**
 * The boundary that a caller's own `Content-Type: multipart/…` names (MP-14): `undefined` where the type is no multipart, `null` where it
 * names none.
 */
export function boundaryOf(contentType: string): string | null | undefined {
  if (!/^\s*multipart\//i.test(contentType)) return undefined;
  const [, quoted, plain] = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(contentType) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') || plain || null;
}
