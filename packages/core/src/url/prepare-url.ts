import { InvalidURL, MissingSchema } from '../errors.ts';
import type { Params } from '../options.ts';
import { encodeForm } from './encode-form.ts';
import { formPairs } from './form-pairs.ts';
import { invalidUrl, parseUrl } from './parse-url.ts';
import { escapeByte } from './percent-encode.ts';
import { isPlainUrl } from './plain-url.ts';
import { redactRefusedUrl } from './redact-url.ts';
import { requoteUri } from './requote-uri.ts';
import { unsplitUrl } from './split-url.ts';

// Python's lstrip: unlike JavaScript's it knows U+001C to U+001F and U+0085, and takes U+FEFF for no white space
const LEADING_SPACE = /^(?:[^\S\ufeff]|[\x1c-\x1f\x85])+/;

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
  if (isPlainUrl(given) && typeof params !== 'string' && !(params instanceof Uint8Array)) {
    const query = paramsText(params);
    return query ? `${given}${given.includes('?') ? '&' : '?'}${query}` : given;
  }
  const text = given.replace(LEADING_SPACE, '');
  if (text.includes(':') && !/^http/i.test(text)) return text;

  const parts = parseUrl(text);
  const { scheme, host, path, fragment } = parts;
  if (!scheme) {
    const shown = redactRefusedUrl(text);
    throw new MissingSchema(
      `Invalid URL ${JSON.stringify(shown)}: No scheme supplied. Perhaps you meant https://${shown}?`,
    );
  }
  if (!host) throw invalidUrl(text, 'No host supplied');
  if (/^[*.]/.test(host)) throw invalidUrl(text, 'URL has an invalid label.');
  const query = [parts.query, paramsText(params)].filter(Boolean).join('&');
  return requoteUri(unsplitUrl({ ...parts, path: path || '/', query: query || null, fragment: fragment || null }));
}

function urlText(url: unknown): string {
  if (typeof url === 'string') return url;
  try {
    return url instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(url) : String(url);
  } catch (cause) {
    throw new InvalidURL('Invalid URL: give text, a URL or bytes of UTF-8', { cause });
  }
}

function paramsText(params: Params | null | undefined): string {
  if (params === null || params === undefined) return '';
  if (typeof params === 'string') return params;
  if (!(params instanceof Uint8Array)) return encodeForm(formPairs(params));
  // bytes beyond ASCII are escaped as they are, whatever their encoding
  return Array.from(params, escapeByte)
    .join('')
    .replace(/%[0-7]./g, decodeURIComponent);
}
