import type { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { expectText } from '../expect.ts';
import { parseContentType } from '../headers/parse-content-type.ts';
import type { Response } from '../response.ts';

/**
 * What a session takes for the charset of a response that declares none and is no JSON: a name, or a function that is asked with the
 * response (`(response) => response.apparentEncoding`).
 */
export type DefaultEncoding = string | null | ((response: Response) => string | null);

/**
 * The encoding of a response: the charset of its `Content-Type`; UTF-8 for JSON (RFC 8259 section 8.1), `+json` too; then
 * `otherwise`, and without one ISO-8859-1 for text/* (RFC 2616 section 3.7.1) and `null` for the rest (RESP-6).
 * Unlike Requests it doesn't mind the type's case, nor takes `application/context` for text, nor an empty charset for one (RESP-7).
 */
export function responseEncoding(response: Response, otherwise: DefaultEncoding | undefined): string | null {
  const { type, charset } = declaredType(response.headers);
  if (charset) return charset;
  const isFunction = typeof otherwise === 'function';
  const chosen = isFunction ? otherwise(response) : otherwise;
  if (chosen !== undefined && chosen !== null) {
    expectText(chosen, 'defaultEncoding, or what it gives,');
    return chosen;
  }
  return !isFunction && type.startsWith('text/') ? 'ISO-8859-1' : null;
}

const PLAIN_JSON = { type: 'application/json', charset: 'utf-8' } as const;

/** The type that a `Content-Type` names, in lower case, and its charset: that of JSON too. `''` for what it doesn't name. */
export function declaredType(headers: CaseInsensitiveDict<string>): {
  readonly type: string;
  readonly charset: string;
} {
  const header = headers.get('content-type') ?? '';
  // asked twice for each answer, of which most are this: nothing need be taken apart
  if (header === 'application/json') return PLAIN_JSON;
  const { type: asWritten, parameters } = parseContentType(header);
  const type = asWritten.toLowerCase();
  return { type, charset: parameters.charset || (/^application\/json$|\+json$/.test(type) ? 'utf-8' : '') };
}
