import { trimQuotes } from './trim-quotes.ts';

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
  const [type = '', ...rest] = value.split(';');
  const parameters: [string, string][] = [];
  for (const parameter of rest) {
    const equals = parameter.indexOf('=');
    if (equals < 0) continue;
    parameters.push([trimQuotes(parameter.slice(0, equals)).toLowerCase(), trimQuotes(parameter.slice(equals + 1))]);
  }
  return { type: type.trim(), parameters: Object.fromEntries(parameters) };
}
