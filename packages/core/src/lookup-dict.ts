/**
 * Values under names, as properties; a name that isn't there gives `undefined` and throws nothing.
 * Source: `requests.structures.LookupDict`.
 *
 * @example
 * ```ts
 * const sizes = Object.assign(new LookupDict<number>('sizes'), { small: 1, large: 9 });
 * sizes.small; // 1
 * sizes.get('huge', 99); // 99
 * ```
 */
export class LookupDict<V = unknown> {
  /** What the dict is called; `null` where it has no name. */
  declare readonly name: string | null;

  /** @param name what the dict is called. */
  constructor(name: string | null = null) {
    // not enumerable: it is none of the names that the dict is for
    Object.defineProperty(this, 'name', { value: name, enumerable: false });
  }

  /** The value of `key`, or `otherwise`. What a dict inherits is never found. */
  get(key: string): V | undefined;
  get<D>(key: string, otherwise: D): V | D;
  get(key: string, otherwise?: unknown): unknown {
    return typeof key === 'string' && Object.prototype.propertyIsEnumerable.call(this, key)
      ? (this as unknown as Record<string, V>)[key]
      : otherwise;
  }

  /** The pairs of name and value. */
  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (const pair of Object.entries(this)) yield pair as [string, V];
  }

  /** `<lookup 'status_codes'>`. */
  toString(): string {
    return `<lookup '${this.name}'>`;
  }
}
