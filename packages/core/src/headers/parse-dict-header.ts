import { splitList, withoutQuotes } from './parse-list-header.ts';

/**
 * The `name=value` items of a list header, such as the parameters of a challenge. A name without `=` has the value `null`;
 * of a name that comes twice the last value counts. Source: `requests.utils.parse_dict_header`.
 *
 * @example
 * ```ts
 * parseDictHeader('realm="a, b", stale=true, flag'); // { realm: 'a, b', stale: 'true', flag: null }
 * ```
 */
export function parseDictHeader(value: string): Record<string, string | null> {
  const pairs: [string, string | null][] = [];
  for (const item of splitList(value)) {
    const equals = item.indexOf('=');
    if (equals === -1) pairs.push([item, null]);
    else pairs.push([item.slice(0, equals), withoutQuotes(item.slice(equals + 1))]);
  }
  // unlike an assignment this makes `__proto__` a name like others
  return Object.fromEntries(pairs);
}
