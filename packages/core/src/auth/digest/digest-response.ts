import { bytesToHex } from '@noble/hashes/utils.js';
import type { Credential } from '../credentials.ts';
import type { DigestAlgorithm, Hasher } from './algorithms.ts';

/** What goes into the `response` of Digest, under the names of RFC 7616 section 3.4. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  readonly username: Credential;
  readonly password: Credential;
  readonly realm: string;
  readonly nonce: string;
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly uri: string;
  /** `null`: the older way of RFC 2069, without a count. */
  readonly qop: 'auth' | 'auth-int' | null;
  /** Eight hex digits. */
  readonly nc: string;
  readonly cnonce: string;
  /** The hash of the body in hex; needed by `auth-int` only. */
  readonly bodyHash?: string;
}

/** The `response` in lower-case hex (RFC 7616 section 3.4.1). */
export function digestResponse(input: DigestInput): string {
  const { algorithm, nonce, nc, cnonce, qop } = input;
  const hash = (...parts: Credential[]): string => hashJoined(algorithm, parts);
  let key = hash(input.username, wireBytes(input.realm), input.password);
  if (algorithm.session) key = hash(key, wireBytes(nonce), cnonce);
  const request =
    qop === 'auth-int' ? hash(input.method, input.uri, input.bodyHash ?? hash('')) : hash(input.method, input.uri);
  if (qop === null) return hash(key, wireBytes(nonce), request);
  return hash(key, wireBytes(nonce), nc, cnonce, qop, request);
}

/** The user's name for a server that wants it hashed (RFC 7616 section 3.4.4), in hex. */
export function digestUserhash(algorithm: DigestAlgorithm, username: Credential, realm: string): string {
  return hashJoined(algorithm, [username, wireBytes(realm)]);
}

/** Ends a hash, in lower-case hex. */
export function hexDigest(hasher: Hasher): string {
  return bytesToHex(hasher.digest());
}

function hashJoined(algorithm: DigestAlgorithm, parts: readonly Credential[]): string {
  const encoder = new TextEncoder();
  const hasher = algorithm.create();
  parts.forEach((part, index) => {
    if (index > 0) hasher.update(COLON);
    hasher.update(typeof part === 'string' ? encoder.encode(part) : part);
  });
  return hexDigest(hasher);
}

const COLON = new Uint8Array([0x3a]);

/**
 * The bytes that a header's text stood for on the wire. Headers are read as Latin-1: to hash their text in UTF-8, as Requests does, would
 * hash bytes that the server never sent.
 */
function wireBytes(text: string): Credential {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0xff) return text;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
