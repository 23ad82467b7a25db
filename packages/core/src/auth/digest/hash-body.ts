import { type BodySource, isBodySource, type PreparedBody } from '../../body/body-source.ts';
import type { DigestAlgorithm, Hasher } from './algorithms.ts';
import { hexDigest } from './digest-response.ts';

/** The hash of a body for `auth-int`, in hex. A source is read once more for it, so it has to be replayable. */
export function hashBody(algorithm: DigestAlgorithm, body: PreparedBody): string | Promise<string> {
  const hasher = algorithm.create();
  if (isBodySource(body)) return hashSource(hasher, body);
  if (body !== null) hasher.update(typeof body === 'string' ? new TextEncoder().encode(body) : body);
  return hexDigest(hasher);
}

async function hashSource(hasher: Hasher, source: BodySource): Promise<string> {
  if (source.chunks) {
    for await (const chunk of source.chunks()) hasher.update(chunk);
    return hexDigest(hasher);
  }
  const reader = source.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) hasher.update(piece.value);
  return hexDigest(hasher);
}
