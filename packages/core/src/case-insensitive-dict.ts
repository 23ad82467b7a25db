import { InvalidOptionError } from './errors.ts';
import { kindOf } from './expect.ts';
import { isSecretHeader } from './headers/secret-headers.ts';
import { inspectAs } from './inspect.ts';

/** What a dict can be built from: an object, pairs, a `Map`, a WHATWG `Headers` or another dict. */
export type DictInit<V> = Iterable<readonly [string, V]> | Readonly<Record<string, V>> | HeadersLike<V>;

/** The one method of a WHATWG `Headers` that is needed to take one in. */
interface HeadersLike<V> {
  forEach(callback: (value: V, name: string) => void): void;
}

/** The pairs of anything that a dict can be built from, in their order. */
export function dictPairs<V>(init: DictInit<V> | null | undefined): [string, V][] {
  if (init === null || init === undefined) return [];
  if (typeof init !== 'object') {
    throw new InvalidOptionError(`a dict is built from an object, a Map or pairs, not from ${typeof init}`);
  }
  if (typeof (init as Iterable<unknown>)[Symbol.iterator] === 'function') {
    return Array.from(init as Iterable<readonly [string, V]>, (pair) => {
      if (Array.isArray(pair) && pair.length === 2) return [pair[0], pair[1]];
      throw new InvalidOptionError('a dict is built from pairs [name, value]; one of them is none');
    });
  }
  if (typeof (init as HeadersLike<V>).forEach === 'function') {
    const pairs: [string, V][] = [];
    (init as HeadersLike<V>).forEach((value, name) => {
      pairs.push([name, value]);
    });
    return pairs;
  }
  return Object.entries(init as Record<string, V>);
}

/**
 * A dict whose keys are compared without their case, and keep the case in which they were last set.
 * A key that is set again keeps its place. Source: `requests.structures.CaseInsensitiveDict`.
 *
 * @example
 * ```ts
 * const headers = new CaseInsensitiveDict({ Accept: 'application/json' });
 * headers.get('aCCEPT'); // 'application/json'
 * [...headers.keys()]; // [ 'Accept' ]
 * ```
 */
export class CaseInsensitiveDict<V = string> {
  static {
    inspectAs(this, this.prototype.toJSON);
  }

  /** By the key in lower case. A pair is never changed: a key that is set again gets a new one. */
  readonly #pairs: Map<string, readonly [string, V]>;

  /** @param init the first pairs; a key that comes twice keeps its first place and its last value. */
  constructor(init?: DictInit<V> | null);
  /** @internal Takes pairs by their key in lower case over as they are. */
  constructor(init: null, pairs: Map<string, readonly [string, V]>);
  constructor(init?: DictInit<V> | null, pairs: Map<string, readonly [string, V]> = new Map()) {
    this.#pairs = pairs;
    if (init !== null && init !== undefined) this.update(init);
  }

  /** How many keys there are. */
  get size(): number {
    return this.#pairs.size;
  }

  /** The value of `key`, or `undefined`. */
  get(key: string): V | undefined {
    return this.#pairs.get(lower(key))?.[1];
  }

  /** Sets `key`; its case is the one that is kept. @throws {InvalidOptionError} where `key` is no string. */
  set(key: string, value: V): this {
    this.#pairs.set(lower(key), [key, value]);
    return this;
  }

  /** Whether `key` is held. */
  has(key: string): boolean {
    return this.#pairs.has(lower(key));
  }

  /** Takes `key` away; `false` where it was not held. */
  delete(key: string): boolean {
    return this.#pairs.delete(lower(key));
  }

  /** Takes all away. */
  clear(): void {
    this.#pairs.clear();
  }

  /** The keys, in the case in which they were last set. */
  *keys(): IterableIterator<string> {
    for (const [key] of this.entries()) yield key;
  }

  /** The values. */
  *values(): IterableIterator<V> {
    for (const [, value] of this.entries()) yield value;
  }

  /** The pairs. */
  *entries(): IterableIterator<[string, V]> {
    for (const [key, value] of this.#pairs.values()) yield [key, value];
  }

  /** The pairs. */
  [Symbol.iterator](): IterableIterator<[string, V]> {
    return this.entries();
  }

  /** Calls `callback` with each value and key. */
  forEach(callback: (value: V, key: string, dict: this) => void): void {
    if (typeof callback !== 'function')
      throw new InvalidOptionError(`a callback is a function, not ${kindOf(callback)}`);
    // not by `entries()`: this runs for each request, and a generator is dear
    for (const [key, value] of this.#pairs.values()) callback(value, key, this);
  }

  /** The pairs with their keys in lower case. */
  *lowerItems(): IterableIterator<[string, V]> {
    for (const [low, [, value]] of this.#pairs) yield [low, value];
  }

  /** A dict of its own with the same pairs. */
  copy(): CaseInsensitiveDict<V> {
    return new CaseInsensitiveDict<V>(null, new Map(this.#pairs));
  }

  /** Whether `other` holds the same keys, whatever their case, with the same values; `false` for what is no dict. */
  equals(other: unknown): boolean {
    if (other === null || typeof other !== 'object') return false;
    try {
      const twin = other instanceof CaseInsensitiveDict ? other : new CaseInsensitiveDict(other as DictInit<unknown>);
      return twin.size === this.size && [...this].every(([key, value]) => twin.has(key) && twin.get(key) === value);
    } catch {
      return false;
    }
  }

  /** Sets every pair of `other`. */
  update(other?: DictInit<V> | null): void {
    for (const [key, value] of dictPairs(other)) this.set(key, value);
  }

  /** The value of `key`; where it is not held, `value` is set first. */
  setdefault(key: string, value: V): V {
    if (!this.has(key)) this.set(key, value);
    return this.get(key) as V;
  }

  /** Takes `key` away and gives its value, or `otherwise`. */
  pop(key: string, otherwise?: V): V | undefined {
    const value = this.has(key) ? this.get(key) : otherwise;
    this.delete(key);
    return value;
  }

  /** What `JSON.stringify` writes: a plain object of the pairs, secrets as `***`. `Object.fromEntries(dict)` has them all. */
  toJSON(): Record<string, V | '***'> {
    return Object.fromEntries([...this].map(([key, value]) => [key, isSecretHeader(key) ? '***' : value]));
  }

  /** The pairs as text; the values of `Authorization`, `Cookie` and the like show as `***`. */
  toString(): string {
    return JSON.stringify(this);
  }
}

function lower(key: string): string {
  // not by `expectText`: V8 then no longer inlines what asks for headers, which cost a fifth of a small request
  if (typeof key !== 'string') throw new InvalidOptionError(`a key is a string, not ${kindOf(key)}`);
  return key.toLowerCase();
}
