import { splitUrl, type UrlParts, unsplitUrl } from './split-url.ts';

/**
 * Resolves a reference against a base URL, as Python's `urljoin` does (RFC 3986 section 5.2): a reference with the
 * base's own scheme but no authority counts as relative, and an empty query or fragment is dropped. Nothing is encoded.
 *
 * @example
 * ```ts
 * joinUrl('http://h/a/b?c', '../d'); // 'http://h/d'
 * ```
 */
export function joinUrl(base: string, reference: string): string {
  if (base === '') return reference;
  if (reference === '') return base;
  const from = splitUrl(base);
  const to = splitUrl(reference);
  const scheme = to.scheme?.toLowerCase() ?? null;
  if (scheme !== null && scheme !== from.scheme?.toLowerCase()) return reference;
  to.scheme = from.scheme?.toLowerCase() ?? null;
  to.query ||= null;
  to.fragment ||= null;
  if (to.host) return unsplitUrl(to);

  to.userinfo = from.userinfo;
  to.host = from.host;
  to.port = from.port;
  if (to.path === '') {
    to.path = from.path;
    to.query ??= from.query || null;
  } else {
    to.path = mergePaths(from, to.path);
  }
  return unsplitUrl(to);
}

function mergePaths(from: UrlParts, path: string): string {
  let segments = path.split('/');
  if (!path.startsWith('/')) {
    // Python drops the empty segments of what is merged, the first and the last aside
    segments = [...from.path.split('/').slice(0, -1), ...segments];
    segments = segments.filter((segment, i) => segment !== '' || i === 0 || i === segments.length - 1);
    if (from.host !== null && segments[0] !== '') segments.unshift('');
  }
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '.') continue;
    if (segment === '..') resolved.pop();
    else resolved.push(segment);
  }
  const last = segments.at(-1);
  if (last === '.' || last === '..') resolved.push('');
  // `..` above the root takes the empty segment before the root with it
  if ((path.startsWith('/') || from.host !== null) && resolved[0] !== '') resolved.unshift('');
  return resolved.join('/') || '/';
}
