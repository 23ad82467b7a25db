import { InvalidOptionError } from '../errors.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

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
  const text = method instanceof Uint8Array ? new TextDecoder().decode(method) : method;
  if (typeof text !== 'string') {
    throw new InvalidOptionError(`a method is text such as 'GET', not ${text === null ? 'null' : typeof text}`);
  }
  if (!TOKEN.test(text)) {
    throw new InvalidOptionError(
      `Invalid method ${JSON.stringify(text)}: it is one word of letters, digits and !#$%&'*+-.^_\`|~ (RFC 9110)`,
    );
  }
  // only ASCII is left, where no letter changes into two
  return text.toUpperCase();
}
