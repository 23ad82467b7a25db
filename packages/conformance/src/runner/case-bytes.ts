import { fromBase64, repeatBytes, toBase64 } from '../byte-text.ts';
import type { CaseBytes, Encoding, Json } from '../case.ts';

type PlainBytes = Exclude<CaseBytes, { $encode: unknown }>;

/** The bytes that a value of a step stands for. `$encode` has become `$b64` before: `compressValues`. */
export function caseBytes(value: unknown): Uint8Array<ArrayBuffer> {
  if (value === null || value === undefined) return new Uint8Array();
  if (typeof value === 'string') return new TextEncoder().encode(value);
  const tagged = value as Exclude<PlainBytes, string>;
  if ('$b64' in tagged) return fromBase64(tagged.$b64);
  if ('$repeat' in tagged) return repeatBytes(caseBytes(tagged.$repeat[0]), tagged.$repeat[1]);
  throw new Error(`no bytes: ${JSON.stringify(value)}`);
}

/** Replaces each `$encode` within a value by its bytes as `$b64`. Compression is async where there is no node:zlib. */
export async function compressValues(value: Json): Promise<Json> {
  if (Array.isArray(value)) return Promise.all(value.map(compressValues));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value.$encode)) {
    const [encoding, inner] = value.$encode;
    const bytes = caseBytes(await compressValues(inner ?? null));
    return { $b64: toBase64(await compress(encoding as Encoding, bytes)) };
  }
  const entries = Object.entries(value).map(async ([key, item]) => [key, await compressValues(item)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function compress(encoding: Encoding, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const format = encoding === 'raw-deflate' ? 'deflate-raw' : encoding;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
