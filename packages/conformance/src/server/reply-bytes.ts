import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { fromBase64, repeatBytes } from '../byte-text.ts';
import type { CaseBytes } from '../case.ts';

// Level 9 for gzip and the default elsewhere are Python's, so that the lengths told are those of the cases.
const ENCODERS = {
  gzip: (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 9 }),
  deflate: (bytes: Uint8Array): Uint8Array => deflateSync(bytes),
  'raw-deflate': (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes),
};

/** The bytes that a value of a reply stands for. */
export function replyBytes(value: CaseBytes | null | undefined): Uint8Array {
  if (value === null || value === undefined) return new Uint8Array();
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if ('$b64' in value) return fromBase64(value.$b64);
  if ('$repeat' in value) return repeatBytes(replyBytes(value.$repeat[0]), value.$repeat[1]);
  if ('$encode' in value) return ENCODERS[value.$encode[0]](replyBytes(value.$encode[1]));
  throw new Error(`no bytes: ${JSON.stringify(value)}`);
}
