import { kindOf } from '../expect.ts';

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Text, or bytes taken as latin-1; `null` for all else. */
export function latin1Text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? Array.from(value, (byte) => String.fromCharCode(byte)).join('') : null;
}

/**
 * A token (RFC 9110 section 5.6.2): what a method and the name of a header are.
 *
 * @param Fault the class of the error where it is none
 */
export function expectToken(value: unknown, what: string, Fault: new (message: string) => Error): string {
  const text = latin1Text(value);
  if (text !== null && TOKEN.test(text)) return text;
  throw new Fault(
    `Invalid ${what} ${text === null ? kindOf(value) : JSON.stringify(text)}: it is one word of letters, digits and !#$%&'*+-.^_\`|~ (RFC 9110)`,
  );
}
