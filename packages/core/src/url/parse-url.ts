import { InvalidURL } from '../errors.ts';
import { encodeComponent, PATH, QUERY, USERINFO } from './encode-component.ts';
import { parseHost } from './parse-host.ts';
import { redactRefusedUrl } from './redact-url.ts';

/** A URL in its parts, made fit for a request. What is absent is `null`. */
export interface ParsedUrl {
  scheme: string | null;
  userinfo: string | null;
  host: string | null;
  /** `null` where none is given, or 0. */
  port: number | null;
  /** Begins with a slash, or is `''`. */
  path: string;
  query: string | null;
  fragment: string | null;
}

const BEGINS_WITH_SCHEME = /^(?:[a-zA-Z][a-zA-Z0-9+-]*:|\/)/;
// RFC 3986 appendix B; a backslash ends the authority too, as browsers have it (URL-22)
const PARTS = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^\\/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/**
 * Parses and normalises a URL as urllib3's `parse_url` does, on which Requests stands: scheme and host in lower case,
 * dot segments resolved, what may not stand in a part escaped. A URL of a scheme other than http and https is split only.
 * Text without a scheme is taken to begin with its host.
 *
 * @throws {InvalidURL} where the authority is none: a bad host, a port above 65535
 */
export function parseUrl(url: string): ParsedUrl {
  const found = PARTS.exec(BEGINS_WITH_SCHEME.test(url) ? url : `//${url}`);
  if (found === null) throw refused(url, 'it cannot be parsed');
  const scheme = found[1]?.toLowerCase() ?? null;
  const normalised = scheme === null || scheme === 'http' || scheme === 'https';
  try {
    const authority = parseAuthority(found[2] ?? '', normalised);
    if (typeof authority === 'string') throw refused(url, authority);
    let path = found[3] as string;
    let query = found[4] ?? null;
    let fragment = found[5] ?? null;
    if (normalised) {
      path = encodeComponent(removeDotSegments(path), PATH);
      query = query && encodeComponent(query, QUERY);
      fragment = fragment && encodeComponent(fragment, QUERY);
    }
    if (path !== '' && !path.startsWith('/')) path = `/${path}`;
    return { scheme, ...authority, path, query, fragment };
  } catch (cause) {
    if (cause instanceof InvalidURL) throw cause;
    throw refused(url, 'it holds half a surrogate pair', cause);
  }
}

function refused(url: string, why: string, cause?: unknown): InvalidURL {
  return new InvalidURL(`Invalid URL ${JSON.stringify(redactRefusedUrl(url))}: ${why}`, { cause });
}

/** The parts of the authority, or what is wrong with it. */
function parseAuthority(
  authority: string,
  normalised: boolean,
): { userinfo: string | null; host: string | null; port: number | null } | string {
  if (authority === '') return { userinfo: null, host: null, port: null };
  const at = authority.lastIndexOf('@');
  const hostPort = authority.slice(at + 1);
  const colon = hostPort.indexOf(':', hostPort.startsWith('[') ? hostPort.indexOf(']') + 1 : 0);
  const port = parsePort(colon === -1 ? '' : hostPort.slice(colon + 1));
  if (port === null) return 'its port is no number from 0 to 65535';
  const host = parseHost(colon === -1 ? hostPort : hostPort.slice(0, colon), normalised);
  if (host === null) return 'its host is no name and no address';
  let userinfo = at > 0 ? authority.slice(0, at) : null;
  if (userinfo !== null && normalised) userinfo = encodeComponent(userinfo, USERINFO);
  return { userinfo, host, port: port === 0 ? null : port };
}

/** 0 where none is given; `null` where it is none. */
function parsePort(text: string): number | null {
  if (!/^[0-9]*$/.test(text)) return null;
  const port = Number(text);
  return port <= 65535 ? port : null;
}

const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * Resolves `.` and `..` (RFC 3986 section 5.2.4), empty segments kept. Where all escapes are good, `%2e` is the dot that it
 * will be decoded to: Requests decodes it later, and sends `..` (URL-13).
 */
function removeDotSegments(path: string): string {
  if (!DOT_SEGMENT.test(path)) return path;
  const escapesCount = !/%(?![0-9a-fA-F]{2})/.test(path);
  const kept: string[] = [];
  let last = '';
  for (const segment of path.split('/')) {
    last = escapesCount && segment.length <= 6 ? segment.replace(/%2e/gi, '.') : segment;
    if (last === '.') continue;
    if (last === '..') kept.pop();
    else kept.push(segment);
  }
  if (path.startsWith('/') && kept[0] !== '') kept.unshift('');
  if (last === '.' || last === '..') kept.push('');
  return kept.join('/');
}
