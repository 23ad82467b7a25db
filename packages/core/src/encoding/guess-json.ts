import { InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';
import { encodingOfMark } from './byte-order-mark.ts';

/** The encodings of JSON without a mark by its first bytes: `0` is a NUL, `x` any other. Of three bytes Python judges alike. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['0x0x', 'utf-16-be'],
  ['0x0', 'utf-16-be'],
  ['x0x0', 'utf-16-le'],
  ['000x', 'utf-32-be'],
  ['000', 'utf-32-be'],
  ['x000', 'utf-32-le'],
]);

/**
 * The encoding that the first four bytes of a JSON text speak for, where that is not what any text in UTF-8 begins with: a byte order
 * mark, or where the NULs are, since JSON begins with two characters of ASCII (RFC 4627 section 3); else `null`.
 */
export function encodingOfJson(data: Uint8Array): string | null {
  let pattern = '';
  for (const byte of data.subarray(0, 4)) pattern += byte === 0 ? '0' : 'x';
  return encodingOfMark(data) ?? ENCODINGS.get(pattern) ?? null;
}

/**
 * The encoding of a JSON text, told by its first four bytes: a byte order mark, or where the NULs are, since JSON begins with two
 * characters of ASCII (RFC 4627 section 3). `null` where they fit none. Source: `requests.utils.guess_json_utf`.
 *
 * @returns `utf-8`, `utf-8-sig`, `utf-16`, `utf-16-le`, `utf-16-be`, `utf-32`, `utf-32-le`, `utf-32-be` or `null`
 *
 * @example
 * ```ts
 * guessJsonUtf(Uint8Array.of(0x7b, 0, 0x7d, 0)); // 'utf-16-le'
 * ```
 */
export function guessJsonUtf(data: Uint8Array): string | null {
  if (!(data instanceof Uint8Array)) throw new InvalidOptionError(`JSON's bytes are a Uint8Array, not ${kindOf(data)}`);
  return encodingOfJson(data) ?? (data.subarray(0, 4).includes(0) ? null : 'utf-8');
}
