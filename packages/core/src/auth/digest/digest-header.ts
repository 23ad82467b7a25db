import type { Credential } from '../credentials.ts';
import type { DigestChallenge } from './choose-challenge.ts';
import { digestResponse, digestUserhash } from './digest-response.ts';

/** What answers a challenge, beside the challenge itself. */
export interface DigestAnswer {
  readonly username: Credential;
  readonly password: Credential;
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly uri: string;
  /** How many requests were made with this nonce, this one counted. */
  readonly count: number;
  readonly cnonce: string;
  /** The hash of the body in hex; needed by `auth-int` only. */
  readonly bodyHash?: string;
}

/** The value of `Authorization` for Digest, its parts in Requests' order (DIG-5). */
export function digestHeader(challenge: DigestChallenge, answer: DigestAnswer): string {
  const { realm, nonce, algorithm, algorithmName, qop, opaque } = challenge;
  const { cnonce, uri } = answer;
  const nc = answer.count.toString(16).padStart(8, '0');
  const response = digestResponse({ ...answer, algorithm, realm, nonce, qop, nc });
  const parts = [
    usernameParameter(challenge, answer.username),
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
  ];
  if (opaque) parts.push(`opaque=${quote(opaque)}`);
  if (algorithmName) parts.push(`algorithm=${quote(algorithmName)}`);
  if (qop) parts.push(`qop="${qop}"`, `nc=${nc}`);
  // without qop the server still needs it for the key of a -sess algorithm
  if (qop || algorithm.session) parts.push(`cnonce=${quote(cnonce)}`);
  if (challenge.userhash) parts.push('userhash=true');
  return `Digest ${parts.join(', ')}`;
}

/**
 * The user's name: hashed where the server can take that, else quoted. A name that the quoted form can't carry goes into `username*`
 * (RFC 7616 section 3.4, RFC 8187), as does one beyond ASCII for a server that announced UTF-8. Other names of Latin-1 are quoted as in Requests.
 */
function usernameParameter(challenge: DigestChallenge, username: Credential): string {
  if (challenge.userhash) return `username="${digestUserhash(challenge.algorithm, username, challenge.realm)}"`;
  const text = typeof username === 'string' ? username : String.fromCharCode(...username);
  const quotable = challenge.utf8 && typeof username === 'string' ? /^[\x20-\x7e]*$/ : /^[\x20-\x7e\xa0-\xff]*$/;
  if (quotable.test(text)) return `username=${quote(text)}`;
  const bytes = typeof username === 'string' ? new TextEncoder().encode(username) : username;
  return `username*=UTF-8''${percentEncode(bytes)}`;
}

/** A quoted string: quotes and backslashes escaped (DIG-19). */
function quote(text: string): string {
  return /["\\]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

/** The `value-chars` of RFC 8187. */
function percentEncode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += /[\w!#$&+\-.^`|~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}
