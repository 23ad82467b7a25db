import { InvalidOptionError } from '../errors.ts';
import type { FormPair } from './form-pairs.ts';
import { decodeUnreserved, escapeByte } from './percent-encode.ts';

/**
 * Writes pairs as `application/x-www-form-urlencoded`, for a query and for a body: a space is `+`, letters, digits and
 * `-._~` stay, everything else is the escapes of its UTF-8 (PAR-5). `URLSearchParams` keeps `*` and escapes `~`, so it won't do.
 *
 * @throws {InvalidOptionError} where text holds half a surrogate pair: it has no UTF-8 (PAR-12)
 * @example
 * ```ts
 * encodeForm([['q', 'a b&c']]); // 'q=a+b%26c'
 * ```
 */
export function encodeForm(pairs: readonly FormPair[]): string {
  return pairs.map(encodePair).join('&');
}

function encodePair([name, value]: FormPair): string {
  try {
    return `${encode(name)}=${encode(value)}`;
  } catch (cause) {
    throw new InvalidOptionError(
      `the field ${JSON.stringify(name)} holds half a surrogate pair, which cannot be written as UTF-8`,
      { cause },
    );
  }
}

function encode(part: string | Uint8Array): string {
  if (typeof part !== 'string') return decodeUnreserved(Array.from(part, escapeByte).join('')).replaceAll('%20', '+');
  if (/^[\w.~-]*$/.test(part)) return part;
  // Python's quote_plus escapes what encodeURIComponent leaves
  return encodeURIComponent(part)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (mark) => escapeByte(mark.charCodeAt(0)));
}
