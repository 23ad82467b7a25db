import { InvalidURL } from '../errors.ts';
import { parseHost } from './parse-host.ts';
import { BAD_ESCAPE, encodePart } from './percent-encode.ts';
import { redactRefusedUrl } from './redact-url.ts';
import { splitUrl, type UrlParts } from './split-url.ts';

const BEGINS_WITH_SCHEME = /^(?:[a-z][a-z\d+-]*:|\/)/i;
const BACKSLASH_AFTER_HOST = /^((?:[a-z][a-z\d+.-]*:)?\/\/[^/?#\\]*)\\/i;

/**
 * Parses and normalises a URL as urllib3's `parse_url` does, on which Requests stands: scheme and host in lower case,
 * dot segments resolved, what may not stand in a part escaped. A URL of a scheme other than http and https is split only.
 * Text without a scheme is taken to begin with its host.
 *
 * @returns the port without zeros in front, `null` where it is 0; a path that is not empty begins with a slash
 * @throws {InvalidURL} where the authority is none: a bad host, a port above 65535
 */
export function parseUrl(url: string): UrlParts {
  const whole = BEGINS_WITH_SCHEME.test(url) ? url : `//${url}`;
  // a backslash ends the authority too, as browsers have it (URL-22)
  const parts = splitUrl(whole.replace(BACKSLASH_AFTER_HOST, '$1/\\'));
  const scheme = parts.scheme?.toLowerCase() ?? null;
  const normalised = scheme === null || scheme === 'http' || scheme === 'https';
  let { userinfo, host, path, query, fragment } = parts;
  const port = Number(parts.port);
  if (/\D/.test(parts.port ?? '') || port > 65535) throw invalidUrl(url, 'its port is no number from 0 to 65535');
  try {
    host &&= parseHost(host, normalised);
  } catch (cause) {
    throw invalidUrl(url, 'its host is no name and no address', cause);
  }
  if (normalised) {
    userinfo &&= encodePart(userinfo, '@');
    path = encodePart(removeDotSegments(path));
    query &&= encodePart(query);
    fragment &&= encodePart(fragment);
  }
  if (/^[^/]/.test(path)) path = `/${path}`;
  return { scheme, userinfo: userinfo || null, host, port: port ? String(port) : null, path, query, fragment };
}

/** Names a URL without its secrets, and what is wrong with it. */
export function invalidUrl(url: string, fault: string, cause?: unknown): InvalidURL {
  return new InvalidURL(`Invalid URL ${JSON.stringify(redactRefusedUrl(url))}: ${fault}`, { cause });
}

/**
 * Resolves `.` and `..` (RFC 3986 section 5.2.4), empty segments kept. Where all escapes are good, `%2e` is the dot that it
 * will be decoded to: Requests decodes it later, and sends `..` (URL-13).
 */
function removeDotSegments(path: string): string {
  const escapedDot = BAD_ESCAPE.test(path) ? /(?!)/ : /%2e/gi;
  const kept: string[] = [];
  let last = '';
  for (const segment of path.split('/')) {
    last = segment.replace(escapedDot, '.');
    if (last === '..') kept.pop();
    else if (last !== '.') kept.push(segment);
  }
  if (path.startsWith('/') && kept[0] !== '') kept.unshift('');
  if (last === '.' || last === '..') kept.push('');
  return kept.join('/');
}
