import { dictEntries } from './form-pairs.ts';

/**
 * The pairs of a dict in their order; `null` of `null`. Source: `requests.utils.to_key_val_list`.
 *
 * @throws {InvalidOptionError} where it is text, a number or whatever else has no pairs
 * @example
 * ```ts
 * toKeyValList({ a: '1', b: 2 }); // [ [ 'a', '1' ], [ 'b', 2 ] ]
 * ```
 */
export function toKeyValList(value: unknown): [unknown, unknown][] | null {
  return value === null || value === undefined ? null : dictEntries(value).map(([name, item]) => [name, item]);
}

/**
 * A `Map` of pairs, where the last value of a name counts; `null` of `null`. Source: `requests.utils.from_key_val_list`.
 *
 * @throws {InvalidOptionError} where it is text, a number or whatever else has no pairs
 * @example
 * ```ts
 * fromKeyValList([['a', '1'], ['a', '2']])?.get('a'); // '2'
 * ```
 */
export function fromKeyValList(value: unknown): Map<unknown, unknown> | null {
  return value === null || value === undefined ? null : new Map(dictEntries(value));
}
