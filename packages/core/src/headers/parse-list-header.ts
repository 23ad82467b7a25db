import { expectText } from '../expect.ts';

/**
 * The items of a list header (RFC 9110 section 5.6.1): text between commas, quoted or not. The quotes around an item go.
 * Source: `requests.utils.parse_list_header`.
 *
 * @example
 * ```ts
 * parseListHeader('token, "quoted, value"'); // [ 'token', 'quoted, value' ]
 * ```
 */
export function parseListHeader(value: string): string[] {
  return splitList(value).map(withoutQuotes);
}

/**
 * The items with their quotes; a backslash in a quoted string is gone, what it escapes is there.
 * As Python's `urllib.request.parse_http_list`.
 */
export function splitList(value: string): string[] {
  expectText(value, 'a header');
  const items: string[] = [];
  let item = '';
  let inQuotes = false;
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    if (inQuotes && character === '\\') {
      i++;
      item += value.charAt(i);
      continue;
    }
    if (character === '"') inQuotes = !inQuotes;
    if (character === ',' && !inQuotes) {
      items.push(item.trim());
      item = '';
    } else {
      item += character;
    }
  }
  if (item !== '') items.push(item.trim());
  return items;
}

/** The text between the quotes, where there are quotes at both ends. */
export function withoutQuotes(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
