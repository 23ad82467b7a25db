import { type Credential, toCredential } from './credentials.ts';

const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/**
 * The value of an `Authorization` or `Proxy-Authorization` header for Basic (RFC 7617).
 *
 * Text that Latin-1 can write is written in Latin-1, as in Requests; where the user or the password has other characters, both are
 * written in UTF-8 (AUTH-5). Bytes go in as they are. A colon in the user name is sent, and read as the beginning of the password (AUTH-7).
 *
 * Source: `requests.auth._basic_auth_str`.
 * @throws {InvalidOptionError} where one of both is neither text nor bytes
 *
 * @example
 * ```ts
 * basicAuthHeader('user', 'pass'); // 'Basic dXNlcjpwYXNz'
 * ```
 */
export function basicAuthHeader(user: Credential, password: Credential): string {
  const name = toCredential(user, 'user name');
  const secret = toCredential(password, 'password');
  const utf8 =
    (typeof name === 'string' && BEYOND_LATIN_1.test(name)) ||
    (typeof secret === 'string' && BEYOND_LATIN_1.test(secret));
  return `Basic ${btoa(`${octets(name, utf8)}:${octets(secret, utf8)}`)}`;
}

/** Bytes as a string with one character to each. */
function octets(value: Credential, utf8: boolean): string {
  if (typeof value === 'string' && !utf8) return value;
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
