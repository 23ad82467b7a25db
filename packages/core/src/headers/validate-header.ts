import { InvalidHeader } from '../errors.ts';
import { kindOf } from '../expect.ts';
import { isSecretHeader } from './secret-headers.ts';
import { expectToken, latin1Text } from './token.ts';

// RFC 9110 section 5.5: visible characters, spaces, tabs and obs-text
const FIELD_VALUE = /^(?![\t ])[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a header is of the usual kind, so that there is nothing to look at closely. */
export function isPlainHeader(name: unknown, value: unknown): boolean {
  return typeof name === 'string' && typeof value === 'string' && /^[\w-]+$/.test(name) && /^[!-~][ -~]*$/.test(value);
}

/**
 * Holds a header to the grammar of RFC 9110 before it is sent: a name is a token (section 5.6.2); a value is text or bytes of
 * latin-1 that begins with no white space and has no control character but the tab (section 5.5), so no line end.
 * The message names the header, and shows its value where it is no secret.
 * Source: `requests.utils.check_header_validity`.
 *
 * @param header name and value
 * @throws {InvalidHeader}
 * @example
 * ```ts
 * checkHeaderValidity(['X-Trace', 'abc']); // undefined
 * ```
 */
export function checkHeaderValidity(header: readonly [name: string | Uint8Array, value: string | Uint8Array]): void {
  const [given, value]: readonly unknown[] = Array.isArray(header) ? header : [header];
  const name = expectToken(given, 'header name', InvalidHeader);
  const text = latin1Text(value);
  // for Requests U+0085 and U+00A0 are white space in text too (HDR-3)
  if (text !== null && FIELD_VALUE.test(text) && !(text === value && /^[\x85\xa0]/.test(text))) return;
  const shown = isSecretHeader(name) ? '' : ` ${text === null ? kindOf(value) : JSON.stringify(text)}`;
  throw new InvalidHeader(
    `Invalid value${shown} of header ${name}: it is text of latin-1 or bytes, with no white space in front, no line end and no other control character`,
  );
}
