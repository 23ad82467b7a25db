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
  const fragment = target.fragment || previousFragment || null;
  const text = unsplitUrl({
    ...target,
    scheme: target.scheme?.toLowerCase() ?? null,
    query: target.query || null,
    fragment,
  });
  const absolute = target.host !== null;
  return { url: absolute ? requoteUri(text) : joinUrl(currentUrl, requoteUri(text)), fragment };
}
