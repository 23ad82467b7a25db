import { expectText } from '../expect.ts';
import type { Environment } from '../runtime.ts';
import { addressInNetwork, isIpv4Address, isValidCidr } from './address.ts';
import { matchesIpv6, parseIpv6 } from './ipv6.ts';
import { type ProxyTarget, proxyTarget } from './target.ts';

/**
 * Whether a URL is reached without the environment's proxies. Its host is held against the items of `no_proxy`, with commas between them:
 *
 * - a name covers itself and all names below it, in any case, with a dot in front or without; `name:port` only URLs that state that port;
 * - an IPv4 or IPv6 address covers itself, a network such as `10.0.0.0/8` or `fd00::/8` what belongs to it; IPv6 with brackets or without (ENV-15);
 * - `*` covers everything, where it stands alone.
 *
 * A URL without a host is never proxied. Source: `requests.utils.should_bypass_proxies`.
 * @param noProxy in place of the variables `no_proxy` and `NO_PROXY`; `''` covers nothing
 *
 * @example
 * ```ts
 * import { emptyEnvironment } from '@beckon/core';
 *
 * shouldBypassProxies('http://www.example.com/', 'example.com', emptyEnvironment); // true
 * ```
 */
export function shouldBypassProxies(
  url: string,
  noProxy: string | null | undefined,
  environment: Environment,
): boolean {
  const target = proxyTarget(url);
  if (target.hostname === null) return true;
  const list = noProxy ?? (environment.get('no_proxy') || environment.get('NO_PROXY'));
  if (!list) return false;
  expectText(list, 'no_proxy');
  // as in Python, where an empty `no_proxy` takes the `*` of `NO_PROXY` away, and nothing else of it
  if (list.trim() === '*') return Boolean(noProxy) || environment.get('no_proxy') !== '';
  const covers = matcherFor(target, target.hostname);
  for (const item of list.replace(/\s+/g, '').toLowerCase().split(',')) if (item && covers(item)) return true;
  return false;
}

function matcherFor(target: ProxyTarget, host: string): (item: string) => boolean {
  if (isIpv4Address(host)) return (item) => (isValidCidr(item) ? addressInNetwork(host, item) : item === host);
  const { port } = target;
  const address = parseIpv6(host);
  if (address) {
    return (item) => {
      const [, bracketed, mask = '', itemPort] = /^\[([^\]]*)\](\/\d+)?(?::(\d+))?$/.exec(item) ?? [];
      if (itemPort !== undefined && itemPort !== port) return false;
      return matchesIpv6(address, bracketed === undefined ? item : bracketed + mask);
    };
  }
  const hostWithPort = port === null ? host : `${host}:${port}`;
  return (item) => {
    const name = item.replace(/^\.+/, '');
    return isOrIsBelow(host, name) || isOrIsBelow(hostWithPort, name);
  };
}

function isOrIsBelow(host: string, name: string): boolean {
  if (!host.endsWith(name)) return false;
  return host.length === name.length || host[host.length - name.length - 1] === '.';
}
