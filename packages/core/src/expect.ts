import { InvalidOptionError } from './errors.ts';

/**
 * A value for a message: numbers and booleans as they are, of all else the kind only. Its own words may be a secret, and asking for them may throw.
 */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (Array.isArray(value)) return 'an array';
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `a ${name}` : 'an object';
}

/** What was thrown, for a message: its own words where it has some. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : typeof error === 'string' ? error : kindOf(error);
}

/** @throws {InvalidOptionError} where a value is no text */
export function expectText(value: unknown, what: string): asserts value is string {
  if (typeof value !== 'string') throw new InvalidOptionError(`${what} is a string, not ${kindOf(value)}`);
}

/** @throws {InvalidOptionError} where a value is no object, or `null` */
export function expectObject(value: unknown, what: string): void {
  if (typeof value !== 'object' || value === null)
    throw new InvalidOptionError(`${what} is an object, not ${kindOf(value)}`);
}

/** By its shape, not its class: a package may have a copy of the class of its own. @throws {InvalidOptionError} where a value is no prepared request */
export function expectRequest(value: unknown, what = 'a request'): void {
  if (!hasMethods(headersOf(value), 'get', 'set') || !('body' in (value as object))) {
    throw new InvalidOptionError(`${what} is a PreparedRequest, not ${kindOf(value)}`);
  }
}

/** The same for a response. @throws {InvalidOptionError} */
export function expectResponse(value: unknown, what = 'a response'): void {
  if (!hasMethods(headersOf(value), 'get') || !hasMethods(value, 'close', 'read')) {
    throw new InvalidOptionError(`${what} is a Response, not ${kindOf(value)}`);
  }
}

function headersOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { headers?: unknown }).headers : null;
}

/** Whether a value is an object with these methods. */
export function hasMethods(value: unknown, ...names: readonly PropertyKey[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof (value as Record<PropertyKey, unknown>)[name] === 'function');
}

/** The error for a value of a kind that `what` cannot be; `instead` is what can be given. */
export function wrongKind(value: unknown, what: string, instead: string): InvalidOptionError {
  return new InvalidOptionError(`${what} cannot be ${kindOf(value)}: give ${instead}`);
}
