import { hostnameOf } from '../url/origin.ts';
import { splitUrl } from '../url/split-url.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * Whether credentials for `oldUrl` must not go to `newUrl`: another host, port or scheme. From http to https on the default ports they may.
 * Source: `requests.Session.should_strip_auth`; CVE-2014-1829, CVE-2018-18074.
 */
export function shouldStripAuth(oldUrl: string, newUrl: string): boolean {
  if (hostnameOf(oldUrl) !== hostnameOf(newUrl)) return true;
  const [oldScheme, oldPort] = schemeAndPort(oldUrl);
  const [newScheme, newPort] = schemeAndPort(newUrl);
  if (oldScheme === 'http' && oldPort === '80' && newScheme === 'https' && newPort === '443') return false;
  return oldScheme !== newScheme || oldPort !== newPort;
}

function schemeAndPort(url: string): [scheme: string, port: string | undefined] {
  const parts = splitUrl(url);
  const scheme = parts.scheme?.toLowerCase() ?? '';
  return [scheme, parts.port || DEFAULT_PORTS[scheme]];
}
