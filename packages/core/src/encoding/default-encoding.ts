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
  const { type, charset } = declared(response.headers);
  if (charset !== '') return charset;
  if (isJson(type)) return 'utf-8';
  const chosen: unknown = typeof otherwise === 'function' ? otherwise(response) : otherwise;
  if (chosen !== undefined && chosen !== null) {
    expectText(chosen, 'defaultEncoding, or what it gives,');
    return chosen;
  }
  if (typeof otherwise === 'function') return null;
  return type.startsWith('text/') ? 'ISO-8859-1' : null;
}

/** Types that are no text in any charset: nobody asks for their `text`, and no detector need be loaded for them. */
const NO_TEXT =
  /^(?:image\/(?!svg)|audio\/|video\/|font\/|model\/|application\/(?:pdf|zip|gzip|wasm|x-(?:tar|gzip|bzip2?|7z)\b))/;

/** Whether only the content can tell the charset. */
export function lacksCharset(headers: CaseInsensitiveDict<string>): boolean {
  const { type, charset } = declared(headers);
  return charset === '' && !isJson(type) && !NO_TEXT.test(type);
}

function declared(headers: CaseInsensitiveDict<string>): { type: string; charset: string } {
  const value = headers.get('content-type');
  if (!value) return { type: '', charset: '' };
  const { type, parameters } = parseContentType(value);
  return { type: type.toLowerCase(), charset: parameters.charset ?? '' };
}

function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}
