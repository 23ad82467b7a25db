import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { expectText } from '../expect.ts';

/** The values of a field that came more than once, and the one that they were joined to. */
interface Repeated {
  joined: string;
  readonly values: string[];
}

/**
 * The headers of a response. A field that came more than once is one value, joined by `', '` in the order of arrival, under
 * the name that came first (HDR-15). `getAll` and `getSetCookie` give the single values: a joined `Set-Cookie` cannot be
 * split again (HDR-16).
 *
 * @example
 * ```ts
 * const headers = new ResponseHeaders([['Set-Cookie', 'a=1'], ['set-cookie', 'b=2']]);
 * headers.get('set-cookie'); // 'a=1, b=2'
 * headers.getSetCookie(); // ['a=1', 'b=2']
 * ```
 */
export class ResponseHeaders extends CaseInsensitiveDict<string> {
  readonly #repeated: Map<string, Repeated> | null;

  /** @param raw the fields in the order of arrival, as they came. */
  constructor(raw: Iterable<readonly [name: string, value: string]> = []) {
    const pairs = new Map<string, [string, string]>();
    let repeated: Map<string, Repeated> | null = null;
    for (const [name, value] of raw) {
      expectText(name, 'the name of a header');
      expectText(value, 'the value of a header');
      const low = name.toLowerCase();
      const held = pairs.get(low);
      if (held === undefined) {
        pairs.set(low, [name, value]);
        continue;
      }
      repeated ??= new Map();
      let field = repeated.get(low);
      if (field === undefined) {
        field = { joined: held[1], values: [held[1]] };
        repeated.set(low, field);
      }
      field.values.push(value);
      field.joined += `, ${value}`;
      held[1] = field.joined;
    }
    super(null, pairs);
    this.#repeated = repeated;
  }

  /** Each value of a field as it came, or what was set since; `[]` where there is none. */
  getAll(name: string): string[] {
    const value = this.get(name);
    if (value === undefined) return [];
    const field = this.#repeated?.get(name.toLowerCase());
    return field !== undefined && field.joined === value ? [...field.values] : [value];
  }

  /** Each `Set-Cookie` as it came. */
  getSetCookie(): string[] {
    return this.getAll('set-cookie');
  }

  /** Headers of their own with the same fields. */
  override copy(): ResponseHeaders {
    const raw: [string, string][] = [];
    for (const [name] of this) for (const value of this.getAll(name)) raw.push([name, value]);
    return new ResponseHeaders(raw);
  }
}
