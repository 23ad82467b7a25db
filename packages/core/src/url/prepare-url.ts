import { InvalidURL, MissingSchema } from '../errors.ts';
import type { Params } from '../options.ts';
import { encodeForm } from './encode-form.ts';
import { formPairs } from './form-pairs.ts';
import { type ParsedUrl, parseUrl } from './parse-url.ts';
import { percentByte } from './percent-encode.ts';
import { redactRefusedUrl } from './redact-url.ts';
import { requoteUri } from './requote-uri.ts';

// A URL that preparing would give back as it is: the ordinary one. `/.` may begin a dot segment, `%` an escape to undo.
const PLAIN =
  /^https?:\/\/[a-z0-9][a-z0-9._-]{0,250}(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}))?\/[A-Za-z0-9\-._~!$&'()*+,;=:@/]*(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?]+)?$/;

/**
 * Makes the URL that a request is sent to: what Requests' `prepare_url` does. White space before it is dropped, a host
 * beyond ASCII is written in IDNA, dot segments are resolved, what may not stand in a URL is escaped, `params` follow the
 * URL's own query. A URL whose scheme doesn't begin with `http` is left as it is, without `params`.
 *
 * @param url a string, a `URL`, or bytes of UTF-8
 * @param params the query to add: a dict is encoded, a string or bytes go in as they are
 * @throws {MissingSchema} where there is no scheme
 * @throws {InvalidURL} where host or port is none
 * @throws {InvalidOptionError} where `params` hold what has no form as text
 * @example
 * ```ts
 * prepareUrl('HTTP://Example.com/a b', { q: [1, 2] }); // 'http://example.com/a%20b?q=1&q=2'
 * ```
 */
export function prepareUrl(url: unknown, params?: Params | null): string {
  const given = urlText(url);
  if (PLAIN.test(given) && !given.includes('/.')) {
    if (params === null || params === undefined) return given;
    if (typeof params !== 'string' && !(params instanceof Uint8Array)) {
      const query = encodeForm(formPairs(params));
      if (query === '') return given;
      return `${given}${given.includes('?') ? '&' : '?'}${query}`;
    }
  }
  const text = withoutLeadingSpace(given);
  if (text.includes(':') && !/^http/i.test(text)) return text;

  const parts = parseUrl(text);
  refuseIncomplete(text, parts);
  let { query } = parts;
  const added = paramsText(params);
  if (added !== '') query = query ? `${query}&${added}` : added;

  let whole = `${parts.scheme}://`;
  if (parts.userinfo !== null) whole += `${parts.userinfo}@`;
  whole += parts.host;
  if (parts.port !== null) whole += `:${parts.port}`;
  whole += parts.path === '' ? '/' : parts.path;
  if (query) whole += `?${query}`;
  if (parts.fragment) whole += `#${parts.fragment}`;
  return requoteUri(whole);
}

function urlText(url: unknown): string {
  if (typeof url === 'string') return url;
  try {
    if (url instanceof Uint8Array) return new TextDecoder('utf-8', { fatal: true }).decode(url);
    return String(url);
  } catch (cause) {
    throw new InvalidURL('Invalid URL: it is neither text, nor a URL, nor bytes of UTF-8', { cause });
  }
}

/** Python's `lstrip`: unlike JavaScript's it knows U+001C to U+001F and U+0085, and takes U+FEFF for no white space. */
function withoutLeadingSpace(text: string): string {
  let start = 0;
  while (
    /^(?!\ufeff)[\s\x85]/.test(text.charAt(start)) ||
    (text.charAt(start) >= '\x1c' && text.charAt(start) <= '\x1f')
  )
    start++;
  return text.slice(start);
}

function refuseIncomplete(text: string, parts: ParsedUrl): void {
  if (!parts.scheme) {
    const shown = redactRefusedUrl(text);
    throw new MissingSchema(
      `Invalid URL ${JSON.stringify(shown)}: No scheme supplied. Perhaps you meant https://${shown}?`,
    );
  }
  if (!parts.host) {
    throw new InvalidURL(`Invalid URL ${JSON.stringify(redactRefusedUrl(text))}: No host supplied`);
  }
  if (parts.host.startsWith('*') || parts.host.startsWith('.')) {
    throw new InvalidURL(`Invalid URL ${JSON.stringify(redactRefusedUrl(text))}: URL has an invalid label.`);
  }
}

function paramsText(params: Params | null | undefined): string {
  if (params === null || params === undefined) return '';
  if (typeof params === 'string') return params;
  if (!(params instanceof Uint8Array)) return encodeForm(formPairs(params));
  let text = '';
  // bytes beyond ASCII are escaped as they are, whatever their encoding
  for (const byte of params) text += byte < 128 ? String.fromCharCode(byte) : percentByte(byte);
  return text;
}
