import { joinUrl } from '../url/join-url.ts';
import { requoteUri } from '../url/requote-uri.ts';
import { splitUrl, unsplitUrl } from '../url/split-url.ts';

/**
 * Where a redirect leads: `location` against the URL that answered, percent-encoded. A target without a fragment inherits the
 * one before it (RFC 9110 10.2.2).
 */
export function redirectUrl(
  location: string,
  currentUrl: string,
  previousFragment: string | null,
): { url: string; fragment: string | null } {
  // as urlparse, and WHATWG: a tab is no part of a URL
  const clean = location.replaceAll('\t', '').replace(/^[\u0000-\u0020]+/, '');
  const target = splitUrl(clean.startsWith('//') ? `${splitUrl(currentUrl).scheme ?? 'http'}:${clean}` : clean);
  const scheme = target.scheme?.toLowerCase() ?? null;
  const fragment = target.fragment || previousFragment || null;
  const absolute = Boolean(target.host || target.userinfo !== null || target.port !== null);
  let { host, path } = target;
  // `http:x` and `///x` name no host: Python writes both `http:///x`, and that is a path on the host that answered
  if (!absolute && (scheme === 'http' || scheme === 'https')) {
    host = '';
    if (path !== '' && !path.startsWith('/')) path = `/${path}`;
  }
  const text = requoteUri(unsplitUrl({ ...target, scheme, host, path, query: target.query || null, fragment }));
  return { url: absolute ? text : joinUrl(currentUrl, text), fragment };
}
