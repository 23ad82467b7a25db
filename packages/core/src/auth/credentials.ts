import { InvalidOptionError } from '../errors.ts';

/** A user name or a password: text, or bytes that are taken as they are. */
export type Credential = string | Uint8Array;

/**
 * A user name or a password as given. Numbers and the like become text, as in Requests (AUTH-6). `null` and `undefined` don't: they are nearly
 * always a variable that isn't set, and "undefined" would be sent as a password.
 * @param what the name for the message; the value is never shown
 * @throws {InvalidOptionError} where it is neither text nor bytes nor a number
 */
export function toCredential(value: unknown, what: string): Credential {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  throw new InvalidOptionError(
    `the ${what} is a string or a Uint8Array, not ${value === null ? 'null' : typeof value}; give '' for none`,
  );
}

/** Whether two user names, or two passwords, are the same. Text never equals bytes, as in Requests. */
export function sameCredential(one: unknown, other: unknown): boolean {
  if (!(one instanceof Uint8Array) || !(other instanceof Uint8Array)) return one === other;
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Whether `other` is an auth object of any class with the same user and password (AUTH-8). */
export function sameCredentials(one: HasCredentials, other: unknown): boolean {
  if (typeof other !== 'object' || other === null) return false;
  const { username, password } = other as Partial<HasCredentials>;
  return sameCredential(one.username, username) && sameCredential(one.password, password);
}

interface HasCredentials {
  readonly username: Credential;
  readonly password: Credential;
}

/** Puts a password on an object so that neither `console.log` nor `JSON.stringify` shows it. */
export function hidePassword(on: object, password: Credential): void {
  Object.defineProperty(on, 'password', { value: password, writable: true, configurable: true, enumerable: false });
}
