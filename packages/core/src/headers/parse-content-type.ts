/** A media type and its parameters. */
export interface ContentType {
  /** As it is written, `text/html`. */
  type: string;
  /** Names in lower case, values without their quotes. */
  parameters: Record<string, string>;
}

/**
 * Takes a `Content-Type` apart, leniently: names are lowered, quotes and spaces around a value go, what has no `=` is left
 * out. Source: `_parse_content_type_header` of `requests.utils`.
 *
 * @example
 * ```ts
 * parseContentType('text/html; Charset="utf-8"'); // { type: 'text/html', parameters: { charset: 'utf-8' } }
 * ```
 */
export function parseContentType(value: string): ContentType {
  const semicolon = value.indexOf(';');
  if (semicolon === -1) return { type: value.trim(), parameters: {} };
  const pairs: [string, string][] = [];
  for (const parameter of value.slice(semicolon + 1).split(';')) {
    const equals = parameter.indexOf('=');
    if (equals === -1) continue;
    pairs.push([strip(parameter.slice(0, equals)).toLowerCase(), strip(parameter.slice(equals + 1))]);
  }
  return { type: value.slice(0, semicolon).trim(), parameters: Object.fromEntries(pairs) };
}

/** Without the quotes and the white space at its ends. */
function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ' \t"\''.includes(text.charAt(start))) start++;
  while (end > start && ' \t"\''.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
