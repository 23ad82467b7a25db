import { expectText } from '../expect.ts';
import { parseUrl } from './parse-url.ts';
import { unsplitUrl } from './split-url.ts';

/**
 * Puts a scheme before a URL that has none; one that is there stays. The URL is normalised on the way.
 * A name before a port is no scheme: `localhost:3128` is a host (PRX-5), and `user:password@host` no scheme either.
 * Source: `requests.utils.prepend_scheme_if_needed`.
 *
 * @throws {InvalidURL} where host or port is none
 * @example
 * ```ts
 * prependSchemeIfNeeded('proxy:8080', 'http'); // 'http://proxy:8080'
 * ```
 */
export function prependSchemeIfNeeded(url: string, scheme: string): string {
  expectText(url, 'a URL');
  expectText(scheme, 'a scheme');
  const parts = parseUrl(hasNoScheme(url) ? `//${url}` : url);
  return unsplitUrl({
    ...parts,
    scheme: parts.scheme ?? scheme,
    host: parts.host ?? '',
    query: parts.query || null,
    fragment: parts.fragment || null,
  });
}

/** Whether what looks like a scheme is a host before its port, or a user before the password. */
function hasNoScheme(url: string): boolean {
  const rest = /^[A-Za-z][A-Za-z0-9+.-]*:([^/?#]*)/.exec(url)?.[1];
  return rest !== undefined && (/^[0-9]+$/.test(rest) || rest.includes('@'));
}
