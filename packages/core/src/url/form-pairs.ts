import { InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';

/** A name and a value as they are to be encoded. Bytes stay bytes. */
export type FormPair = [name: string | Uint8Array, value: string | Uint8Array];

/**
 * The pairs of a query or a form: a dict (plain object, `Map`, pairs) or a `URLSearchParams`. A value that is iterable and
 * no text repeats its name; `null` and `undefined` are left out; all else is written by `String(value)`.
 *
 * @throws {InvalidOptionError} naming what is no pair, or has no text: a nested object, a function, a symbol, a promise
 * @example
 * ```ts
 * formPairs({ a: [1, null, 2], b: 'x' }); // [['a', '1'], ['a', '2'], ['b', 'x']]
 * ```
 */
export function formPairs(dict: unknown): FormPair[] {
  const pairs: FormPair[] = [];
  for (const [name, value] of dictEntries(dict)) {
    if (value === null || value === undefined) continue;
    if (isManyValues(value)) {
      for (const item of value) {
        if (item !== null && item !== undefined) pairs.push([formName(name), formText(name, item)]);
      }
    } else {
      pairs.push([formName(name), formText(name, value)]);
    }
  }
  return pairs;
}

/**
 * The entries of a dict as they are, in order, repeats kept.
 *
 * @throws {InvalidOptionError} where it is no dict, or one of its items no pair
 */
export function dictEntries(dict: unknown): [unknown, unknown][] {
  if (dict === null || dict === undefined) return [];
  if (typeof dict !== 'object' || dict instanceof Uint8Array || dict instanceof ArrayBuffer) {
    throw new InvalidOptionError(`cannot encode ${kindOf(dict)}: give an object, a Map or pairs [name, value]`);
  }
  if (isIterable(dict)) {
    const entries: [unknown, unknown][] = [];
    for (const pair of dict) {
      if (!Array.isArray(pair) || pair.length !== 2) {
        const what = Array.isArray(pair) ? `an array of ${pair.length}` : kindOf(pair);
        throw new InvalidOptionError(`cannot encode objects that are not pairs [name, value]: there is ${what}`);
      }
      entries.push([pair[0], pair[1]]);
    }
    return entries;
  }
  const entries = Object.entries(dict);
  // a promise, a Blob or a Date has no entries: never send nothing in its place without a word
  if (entries.length === 0 && !isPlainObject(dict)) {
    throw new InvalidOptionError(`cannot encode ${kindOf(dict)}: give an object, a Map or pairs [name, value]`);
  }
  return entries;
}

function formName(name: unknown): string | Uint8Array {
  if (typeof name === 'string' || name instanceof Uint8Array) return name;
  if (name === null || name === undefined || typeof name === 'symbol' || typeof name === 'object') {
    throw new InvalidOptionError(`the name of a field is text, not ${kindOf(name)}`);
  }
  return String(name);
}

function formText(name: unknown, value: unknown): string | Uint8Array {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object': {
      if (value instanceof Uint8Array) return value;
      if (value instanceof ArrayBuffer) return new Uint8Array(value);
      // a Date, a URL or a decimal says how it is written; a plain object (PAR-9), a promise or a Blob doesn't
      const write = (value as { toString?: unknown }).toString;
      if (typeof write === 'function' && write !== Object.prototype.toString && !isIterable(value as object)) {
        try {
          return String(value);
        } catch (cause) {
          throw new InvalidOptionError(`the value of ${JSON.stringify(nameOf(name))} could not be written as text`, {
            cause,
          });
        }
      }
    }
  }
  throw new InvalidOptionError(
    `the value of ${JSON.stringify(nameOf(name))} is ${kindOf(value)}, which has no form as text: give text, a number, bytes or a list of them`,
  );
}

function nameOf(name: unknown): string {
  return typeof name === 'string' ? name : kindOf(name);
}

function isManyValues(value: unknown): value is Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return isIterable(value) && !(value instanceof Uint8Array) && !(value instanceof String);
}

function isIterable(value: object): value is Iterable<unknown> {
  return typeof (value as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function';
}

function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
