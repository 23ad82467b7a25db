import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { expectText } from '../expect.ts';

/**
 * The headers of a response. A field that came more than once is one value, joined by `', '` in the order of arrival, under
 * the name that came first (HDR-15). `getAll` and `getSetCookie` give the single values: a joined `Set-Cookie` cannot be
 * split again (HDR-16).
 *
 * @example
 * ```ts
 * const headers = new ResponseHeaders([['Set-Cookie', 'a=1'], ['set-cookie', 'b=2']]);
 * headers.get('set-cookie'); // 'a=1, b=2'
 * headers.getSetCookie(); // [ 'a=1', 'b=2' ]
 * ```
 */
export class ResponseHeaders extends CaseInsensitiveDict<string> {
  /** The fields as they came. */
  readonly #fields: (readonly [name: string, value: string])[];

  /** @param raw the fields in the order of arrival, as they came. */
  constructor(raw: Iterable<readonly [name: string, value: string]> = []) {
    const pairs = new Map<string, [string, string]>();
    const fields = [...raw];
    for (const [name, value] of fields) {
      expectText(name, 'a header name');
      expectText(value, 'a header value');
      const low = name.toLowerCase();
      const held = pairs.get(low);
      if (held) held[1] += `, ${value}`;
      else pairs.set(low, [name, value]);
    }
    super(null, pairs);
    this.#fields = fields;
  }

  /** Each value of a field as it came, or what was set since; `[]` where there is none. */
  getAll(name: string): string[] {
    const value = this.get(name);
    if (value === undefined) return [];
    const low = name.toLowerCase();
    const came = this.#fields.filter((field) => field[0].toLowerCase() === low).map((field) => field[1]);
    return came.join(', ') === value ? came : [value];
  }

  /** Each `Set-Cookie` as it came. */
  getSetCookie(): string[] {
    return this.getAll('set-cookie');
  }

  /** Headers of their own with the same fields. */
  override copy(): ResponseHeaders {
    const raw = [...this.keys()].flatMap((name) => this.getAll(name).map((value): [string, string] => [name, value]));
    return new ResponseHeaders(raw);
  }
}
