import { InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';
import { encodingOfMark } from './byte-order-mark.ts';

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
  const mark = encodingOfMark(data);
  if (mark !== null) return mark;
  const sample = data.subarray(0, 4);
  // '0' for each NUL, 'x' for any other byte
  let pattern = '';
  for (const byte of sample) pattern += byte === 0 ? '0' : 'x';
  switch (pattern) {
    case '0x0x':
    case '0x0': // Python looks at every second byte of a shorter text alike
      return 'utf-16-be';
    case 'x0x0':
      return 'utf-16-le';
    case '000x':
    case '000':
      return 'utf-32-be';
    case 'x000':
      return 'utf-32-le';
    default:
      return pattern.includes('0') ? null : 'utf-8';
  }
}
