import { InvalidURL } from '../errors.ts';

/** A `%` that begins no escape. */
export const BAD_ESCAPE: RegExp = /%(?![\da-f]{2})/i;

/** The escapes of letters, digits and `-._~` (RFC 3986 section 2.3). */
const ESCAPE_OF_UNRESERVED = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi;

/** `%0A` for 10. */
export function escapeByte(byte: number): string {
  return `%${(byte + 256).toString(16).slice(1).toUpperCase()}`;
}

/** Undoes the escapes of unreserved characters (RFC 3986 section 6.2.2.2), and no others. */
export function decodeUnreserved(text: string): string {
  return text.replace(ESCAPE_OF_UNRESERVED, decodeURIComponent);
}

/**
 * Escapes every character that may not stand in a URL, and `%`, `[` and `]`.
 *
 * @throws {InvalidURL} where `text` holds half a surrogate pair
 */
export function escapeUrl(text: string): string {
  try {
    return encodeURI(text);
  } catch (cause) {
    throw new InvalidURL('Invalid URL: it holds half a surrogate pair, which cannot be written as UTF-8', { cause });
  }
}

/**
 * Escapes what may not stand in a part of a URL (RFC 3986 section 2.1). Escapes that are there are kept, in upper case; one `%` that begins no
 * escape makes each `%` of the part a text `%` (URL-15).
 *
 * @param delimiter what may stand in a URL, but not in this part
 * @throws {InvalidURL} where `text` holds half a surrogate pair
 */
export function encodePart(text: string, delimiter: '#' | '@' = '#'): string {
  const upper = text.replace(/%(?=.?[a-f])[\da-fA-F]{2}/g, (found) => found.toUpperCase());
  const escaped = escapeUrl(upper).replaceAll(delimiter, encodeURIComponent);
  return BAD_ESCAPE.test(upper) ? escaped : escaped.replaceAll('%25', '%');
}
