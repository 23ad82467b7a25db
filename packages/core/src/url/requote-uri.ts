import { InvalidURL } from '../errors.ts';
import { expectText } from '../expect.ts';
import { decodeUnreserved, escapeUrl } from './percent-encode.ts';
import { redactUrl } from './redact-url.ts';

// Python takes what `isalnum` for the digits of an escape: more than ASCII's letters and digits
const NO_DIGITS = /%(?![\da-f]{2})[\p{L}\p{N}]{2}/iu;

/**
 * Undoes the escapes of unreserved characters (RFC 3986 section 6.2.2.2), and no others.
 * A `%` that two letters or digits don't follow stays.
 *
 * @throws {InvalidURL} where letters or digits follow a `%` that are no hexadecimal number
 * @example
 * ```ts
 * unquoteUnreserved('http://h/%7Euser%2Fx'); // 'http://h/~user%2Fx'
 * ```
 */
export function unquoteUnreserved(uri: string): string {
  expectText(uri, 'a URI');
  const bad = NO_DIGITS.exec(uri);
  if (bad !== null) throw new InvalidURL(`Invalid percent-escape sequence: '${bad[0]}' in ${redactUrl(uri)}`);
  return decodeUnreserved(uri);
}

/**
 * Makes a URI fit to be sent: escapes what may not stand in one, and undoes the escapes that nobody needs.
 * Where letters or digits follow a `%` that are no hexadecimal number, each `%` counts as text and becomes `%25`.
 * Source: `requests.utils.requote_uri`, RFC 3986.
 *
 * @throws {InvalidURL} where `uri` holds half a surrogate pair
 * @example
 * ```ts
 * requoteUri('http://h/a b?c=é'); // 'http://h/a%20b?c=%C3%A9'
 * ```
 */
export function requoteUri(uri: string): string {
  expectText(uri, 'a URI');
  const unquoted = NO_DIGITS.test(uri) ? uri.replaceAll('%', '%25') : decodeUnreserved(uri);
  return escapeUrl(unquoted).replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%25', '%');
}
