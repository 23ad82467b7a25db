import { createHash } from 'node:crypto';
import type { RequestEntry } from './read-request.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA: 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
  'SHA-512-256': 'sha512-256',
};
const PARAMETER = /(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))/g;

/**
 * Whether a request answers its challenge rightly for this user (RFC 7616 section 3.4.1, qop `auth` or none);
 * `null` where it carries no Digest answer. SHA-1 and SHA-512 are no part of the RFC, but Requests knows them.
 */
export function digestHolds(
  request: Pick<RequestEntry, 'line' | 'headers'>,
  user: string,
  password: string,
): boolean | null {
  const given = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  if (!given.toLowerCase().startsWith('digest ')) return null;
  const answer = new Map<string, string>();
  for (const [, name = '', quoted = '', bare = ''] of given.matchAll(PARAMETER)) {
    answer.set(name.toLowerCase(), quoted.replace(/\\(.)/g, '$1') || bare);
  }
  const algorithm = (answer.get('algorithm') ?? 'MD5').toUpperCase();
  const hashName = HASHES[algorithm.replace(/-SESS$/, '')];
  const needed = ['realm', 'nonce', 'uri', 'response', ...(answer.has('qop') ? ['nc', 'cnonce'] : [])];
  if (algorithm.endsWith('-SESS')) needed.push('cnonce');
  if (hashName === undefined || needed.some((name) => !answer.has(name))) return false;

  const part = (name: string): string => answer.get(name) ?? '';
  const hash = (...texts: string[]): string => createHash(hashName).update(texts.join(':')).digest('hex');
  const secret = hash(user, part('realm'), password);
  const a1 = algorithm.endsWith('-SESS') ? hash(secret, part('nonce'), part('cnonce')) : secret;
  const a2 = hash(request.line.split(' ')[0] ?? '', part('uri'));
  const middle = answer.has('qop') ? [part('nc'), part('cnonce'), part('qop')] : [];
  return part('response') === hash(a1, part('nonce'), ...middle, a2);
}
