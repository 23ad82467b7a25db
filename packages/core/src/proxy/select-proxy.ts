import type { Proxies } from '../options.ts';
import { proxyTarget } from './target.ts';

/**
 * The proxy for a URL, or `null` for none: that of its `scheme://host`, else of its scheme, of `all://host`, of `all` (PRX-1). The first of these keys
 * that is there decides, also where its value is `null` or `''`, which is given back: no proxy. The host is compared without its port and in lower case.
 * Source: `requests.utils.select_proxy`.
 *
 * @example
 * ```ts
 * selectProxy('http://api.example/', { all: 'http://10.0.0.1:3128', 'http://api.example': null }); // null
 * ```
 */
export function selectProxy(url: string, proxies: Proxies | null | undefined): string | null {
  if (!hasKeys(proxies)) return null;
  const { scheme, hostname } = proxyTarget(url);
  const keys = hostname === null ? [scheme, 'all'] : [`${scheme}://${hostname}`, scheme, `all://${hostname}`, 'all'];
  for (const key of keys) {
    const proxy = Object.hasOwn(proxies, key) ? proxies[key] : undefined;
    if (proxy !== undefined) return proxy;
  }
  return null;
}

function hasKeys(proxies: Proxies | null | undefined): proxies is Proxies {
  for (const _ in proxies) return true;
  return false;
}
