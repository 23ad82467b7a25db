import { InvalidOptionError } from '../errors.ts';
import { expectToken } from './token.ts';

/**
 * A method as it is sent: in upper case, held to be a token (RFC 9110 section 9.1) so that nothing else gets into the request
 * line (API-10, CVE-2020-26137). Bytes are taken as ASCII.
 *
 * @throws {InvalidOptionError} where it is no token
 * @example
 * ```ts
 * checkMethod('mkcol'); // 'MKCOL'
 * ```
 */
export function checkMethod(method: string | Uint8Array): string {
  // only ASCII is let through, where no letter changes into two
  return expectToken(method, 'method', InvalidOptionError).toUpperCase();
}
