import { viewOfBytes } from '../body/piece-to-bytes.ts';
import { hasMethods, kindOf, wrongKind } from '../expect.ts';

/** A name and a value as they are to be encoded. Bytes stay bytes. */
export type FormPair = [name: string | Uint8Array, value: string | Uint8Array];

/**
 * The pairs of a query or a form: a dict (plain object, `Map`, pairs) or a `URLSearchParams`. A value that is iterable and
 * no text repeats its name; `null` and `undefined` are left out; all else is written by `String(value)`.
 *
 * @throws {InvalidOptionError} naming what is no pair, or has no text: a nested object, a function, a symbol, a promise
 * @example
 * ```ts
 * formPairs({ a: [1, null, 2], b: 'x' }); // [ [ 'a', '1' ], [ 'a', '2' ], [ 'b', 'x' ] ]
 * ```
 */
export function formPairs(dict: unknown): FormPair[] {
  const pairs: FormPair[] = [];
  for (const [name, given] of dictEntries(dict)) {
    for (const value of isMany(given) ? given : [given]) {
      if (value !== null && value !== undefined) pairs.push([formText(name, name), formText(value, name)]);
    }
  }
  return pairs;
}

/**
 * The entries of a dict as they are, in order, repeats kept; none of `null`.
 *
 * @param what names the dict in an error
 * @throws {InvalidOptionError} where it is no dict, or one of its items no pair
 */
export function dictEntries(dict: unknown, what = 'a dict'): [unknown, unknown][] {
  if (dict === null || dict === undefined) return [];
  if (typeof dict === 'object' && !viewOfBytes(dict) && !hasMethods(dict, Symbol.asyncIterator)) {
    const isIterable = hasMethods(dict, Symbol.iterator);
    const entries = isIterable ? [...(dict as Iterable<unknown>)] : Object.entries(dict);
    // a promise, a Blob or a Date has no entries: never send nothing in its place without a word
    const isDict = entries.length > 0 || isIterable || kindOf(dict) === 'an object';
    if (isDict && entries.every((item) => Array.isArray(item) && item.length === 2))
      return entries as [unknown, unknown][];
  }
  throw wrongKind(dict, what, 'an object, a Map or pairs [name, value]');
}

/** Whether a value is a list of values, and no text or bytes. */
function isMany(value: unknown): value is Iterable<unknown> {
  return hasMethods(value, Symbol.iterator) && !(value instanceof Uint8Array || value instanceof String);
}

function formText(value: unknown, name: unknown): string | Uint8Array {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  try {
    // a Date, a URL or a decimal says how it is written; a plain object (PAR-9), a promise or a Blob doesn't
    const text = `${value}`;
    if ((value ?? null) !== null && typeof value !== 'function' && !isMany(value) && !text.startsWith('[object '))
      return text;
  } catch {
    // a symbol, or what fails to say it
  }
  const field = typeof name === 'string' ? JSON.stringify(name) : kindOf(name);
  throw wrongKind(value, `the field ${field}`, 'text, a number, bytes or a list of them');
}
