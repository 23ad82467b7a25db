import { type CharacterSet, percentEncode, unreservedAnd } from './percent-encode.ts';

const SUB_DELIMITERS = "!$&'()*+,;=";

/** What may stand in a part of a URL as it is (RFC 3986 section 3). */
export const USERINFO: CharacterSet = unreservedAnd(`${SUB_DELIMITERS}:`);
export const PATH: CharacterSet = unreservedAnd(`${SUB_DELIMITERS}:@/`);
export const QUERY: CharacterSet = unreservedAnd(`${SUB_DELIMITERS}:@/?`);

const PERCENT_TOO: ReadonlyMap<CharacterSet, CharacterSet> = new Map(
  [USERINFO, PATH, QUERY].map((set) => [set, set.map((allowed, code) => allowed || code === 37)]),
);

/**
 * Escapes what may not stand in a part. Escapes that are there are kept, in upper case; one `%` that begins no escape makes each `%` of the
 * part a text `%` (URL-15).
 *
 * @throws {URIError} where `text` holds half a surrogate pair
 */
export function encodeComponent(text: string, allowed: CharacterSet): string {
  if (!text.includes('%')) return percentEncode(text, allowed);
  const upper = text.replace(/%[0-9a-fA-F]{2}/g, (found) => found.toUpperCase());
  return percentEncode(upper, /%(?![0-9A-F]{2})/.test(upper) ? allowed : (PERCENT_TOO.get(allowed) as CharacterSet));
}
