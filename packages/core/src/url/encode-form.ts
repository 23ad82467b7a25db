import { InvalidOptionError } from '../errors.ts';
import type { FormPair } from './form-pairs.ts';
import { percentByte, percentEncode, unreservedAnd } from './percent-encode.ts';

const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;
const UNRESERVED_AND_SPACE = unreservedAnd(' ');

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
  let encoded = '';
  for (const [name, value] of pairs) {
    if (encoded !== '') encoded += '&';
    encoded += `${encodeText(name, name)}=${encodeText(value, name)}`;
  }
  return encoded;
}

function encodeText(text: string | Uint8Array, name: string | Uint8Array): string {
  if (typeof text !== 'string') return encodeBytes(text);
  if (UNRESERVED.test(text)) return text;
  try {
    // a space passes, to become a plus: a plus of the text's own is escaped
    return percentEncode(text, UNRESERVED_AND_SPACE).replaceAll(' ', '+');
  } catch (cause) {
    const field = text === name ? 'the name of a field' : `the value of ${JSON.stringify(name)}`;
    throw new InvalidOptionError(`${field} holds half a surrogate pair, which cannot be written as UTF-8`, { cause });
  }
}

function encodeBytes(bytes: Uint8Array): string {
  let encoded = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (byte === 32) encoded += '+';
    else encoded += UNRESERVED.test(character) ? character : percentByte(byte);
  }
  return encoded;
}
