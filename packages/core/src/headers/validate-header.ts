import { InvalidHeader } from '../errors.ts';
import { kindOf } from '../expect.ts';
import { isSecretHeader } from './secret-headers.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// RFC 9110 section 5.5: visible characters, spaces, tabs and obs-text
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
// for Requests U+0085 and U+00A0 are white space too (HDR-3)
const LEADING_SPACE = /^[\t \x85\xa0]/;
const LEADING_SPACE_IN_BYTES = /^[\t ]/;

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
 * checkHeaderValidity(['X-Trace', 'abc']); // nothing to say
 * ```
 */
export function checkHeaderValidity(header: readonly [name: string | Uint8Array, value: string | Uint8Array]): void {
  if (!Array.isArray(header)) throw new InvalidHeader(`a header is a pair [name, value], not ${kindOf(header)}`);
  const [name, value] = header;
  if (typeof name === 'string' && typeof value === 'string') {
    if (TOKEN.test(name) && FIELD_VALUE.test(value) && !LEADING_SPACE.test(value)) return;
  }
  const nameText = textOf(name);
  if (nameText === null) throw new InvalidHeader(`the name of a header is text, not ${kindOf(name)}`);
  if (!TOKEN.test(nameText)) {
    throw new InvalidHeader(
      `Invalid header name ${JSON.stringify(nameText)}: it is made of letters, digits and !#$%&'*+-.^_\`|~ (RFC 9110)`,
    );
  }
  const valueText = textOf(value);
  if (valueText === null) {
    throw new InvalidHeader(
      `the value of header ${nameText} is text or bytes, not ${kindOf(value)}: say String(value)`,
    );
  }
  const why = faultOf(valueText, typeof value === 'string');
  if (why === null) return;
  const shown = isSecretHeader(nameText) ? '' : ` ${JSON.stringify(valueText)}`;
  throw new InvalidHeader(`Invalid value${shown} of header ${nameText}: ${why}`);
}

function faultOf(value: string, isText: boolean): string | null {
  if ((isText ? LEADING_SPACE : LEADING_SPACE_IN_BYTES).test(value)) return 'it begins with white space';
  if (FIELD_VALUE.test(value)) return null;
  if (/[\r\n]/.test(value)) return 'it holds a line end';
  if (/[^\0-\xff]/.test(value)) return 'it holds characters beyond latin-1; encode them first';
  return 'it holds a control character';
}

/** Text, or bytes taken as latin-1; `null` for all else. */
function textOf(part: unknown): string | null {
  if (typeof part === 'string') return part;
  if (!(part instanceof Uint8Array)) return null;
  let text = '';
  for (const byte of part) text += String.fromCharCode(byte);
  return text;
}
