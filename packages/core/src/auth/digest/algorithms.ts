import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512, sha512_256 } from '@noble/hashes/sha2.js';

/** A hash that is being fed. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** An algorithm of Digest (RFC 7616 section 3.3). */
export interface DigestAlgorithm {
  /** Begins a hash. */
  readonly create: () => Hasher;
  /** Whether the name ends in `-sess`: the key is then bound to the first nonce and cnonce. */
  readonly session: boolean;
  /** The larger, the stronger. */
  readonly strength: number;
}

// WebCrypto has no MD5 and no SHA-512/256, and is async: hence hashes of our own, the same everywhere.
const HASHES: ReadonlyMap<string, () => Hasher> = new Map([
  ['MD5', () => md5.create()],
  ['SHA', () => sha1.create()],
  ['SHA-256', () => sha256.create()],
  ['SHA-512-256', () => sha512_256.create()],
  ['SHA-512', () => sha512.create()],
] as [string, () => Hasher][]);
const STRENGTHS = [...HASHES.keys()];

/** The algorithm of a challenge, in any case; MD5 where it names none; `undefined` where it is unknown (DIG-7, DIG-8). */
export function findDigestAlgorithm(name: string | undefined): DigestAlgorithm | undefined {
  const upper = (name ?? 'MD5').toUpperCase();
  const session = upper.endsWith('-SESS');
  const hash = session ? upper.slice(0, -5) : upper;
  const create = HASHES.get(hash);
  return create && { create, session, strength: STRENGTHS.indexOf(hash) };
}
