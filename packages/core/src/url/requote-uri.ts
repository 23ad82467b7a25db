import { InvalidURL } from '../errors.ts';
import { expectText } from '../expect.ts';
import { hexValue, percentEncode, unreservedAnd } from './percent-encode.ts';
import { redactUrl } from './redact-url.ts';

const KEPT = "!#$&'()*+,/:;=?@[]~";
const UNRESERVED = unreservedAnd('');
const SAFE = unreservedAnd(KEPT);
const SAFE_AND_PERCENT = unreservedAnd(`${KEPT}%`);

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
  let at = uri.indexOf('%');
  if (at === -1) return uri;
  let unquoted = '';
  let done = 0;
  for (; at !== -1; at = uri.indexOf('%', at + 1)) {
    const high = hexValue(uri.charCodeAt(at + 1));
    const low = hexValue(uri.charCodeAt(at + 2));
    if (high === -1 || low === -1) {
      // Python's isalnum: more than ASCII's letters and digits
      const digits = /^[\p{L}\p{N}]{2}/u.exec(uri.slice(at + 1, at + 5))?.[0];
      if (digits === undefined) continue;
      throw new InvalidURL(`Invalid percent-escape sequence: '${digits}' in ${redactUrl(uri)}`);
    }
    const code = high * 16 + low;
    if (UNRESERVED[code] !== true) continue;
    unquoted += uri.slice(done, at) + String.fromCharCode(code);
    done = at + 3;
  }
  return unquoted + uri.slice(done);
}

/**
 * Makes a URI fit to be sent: escapes what may not stand in one, and undoes the escapes that nobody needs.
 * Where a `%` begins no escape, each `%` counts as text and becomes `%25`.
 *
 * @throws {InvalidURL} where `uri` holds half a surrogate pair
 * @example
 * ```ts
 * requoteUri('http://h/a b?c=é'); // 'http://h/a%20b?c=%C3%A9'
 * ```
 */
export function requoteUri(uri: string): string {
  expectText(uri, 'a URI');
  try {
    let unquoted: string;
    try {
      unquoted = unquoteUnreserved(uri);
    } catch {
      return percentEncode(uri, SAFE);
    }
    return percentEncode(unquoted, SAFE_AND_PERCENT);
  } catch (cause) {
    throw new InvalidURL(`Invalid URL ${redactUrl(uri)}: it holds half a surrogate pair`, { cause });
  }
}
