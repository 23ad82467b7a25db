import { parseChallenges } from '../challenges.ts';
import { type DigestAlgorithm, findDigestAlgorithm } from './algorithms.ts';

/** A challenge of Digest that can be answered. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: DigestAlgorithm;
  /** The algorithm's name as the server wrote it, which is sent back; `undefined` where it named none. */
  readonly algorithmName: string | undefined;
  /** What is taken of the server's list; `null` where it has none. */
  readonly qop: 'auth' | 'auth-int' | null;
  readonly opaque: string | undefined;
  /** Whether the server can take the user's name hashed. */
  readonly userhash: boolean;
  /** Whether the server said that it reads names in UTF-8. */
  readonly utf8: boolean;
}

/**
 * The strongest Digest challenge that can be answered, of all lines of `WWW-Authenticate` (DIG-21); of two as strong the first, which is the one
 * that the server likes better (RFC 7616 section 3.7). One without realm or nonce, of an unknown algorithm or of unknown qops only is none.
 */
export function chooseDigestChallenge(values: readonly string[]): DigestChallenge | undefined {
  let best: DigestChallenge | undefined;
  for (const { scheme, parameters } of parseChallenges(values)) {
    if (scheme.toLowerCase() !== 'digest') continue;
    const realm = parameters.get('realm');
    const nonce = parameters.get('nonce');
    const algorithmName = parameters.get('algorithm');
    const algorithm = findDigestAlgorithm(algorithmName);
    const qop = chooseQop(parameters.get('qop'));
    if (realm === undefined || nonce === undefined || algorithm === undefined || qop === undefined) continue;
    if (best && best.algorithm.strength >= algorithm.strength) continue;
    best = {
      realm,
      nonce,
      algorithm,
      algorithmName,
      qop,
      opaque: parameters.get('opaque') || undefined,
      userhash: parameters.get('userhash')?.toLowerCase() === 'true',
      utf8: parameters.get('charset')?.toLowerCase() === 'utf-8',
    };
  }
  return best;
}

/** `auth` where it is offered, `null` where nothing is, `undefined` where nothing of it is known. */
function chooseQop(list: string | undefined): 'auth' | 'auth-int' | null | undefined {
  if (!list?.trim()) return null;
  const offered = list.split(',').map((item) => item.trim().toLowerCase());
  if (offered.includes('auth')) return 'auth';
  return offered.includes('auth-int') ? 'auth-int' : undefined;
}
