import { checkProxyUrl, InvalidProxyURL, selectProxy } from '@beckon/core';
import type { ProxyKind } from './route.ts';

/** As `AdapterSendOptions` has them. */
export type Proxies = Readonly<Record<string, string | null>> | undefined;

const PROXY_PORTS: Readonly<Record<ProxyKind, number>> = {
  http: 80,
  https: 443,
  socks4: 1080,
  socks4a: 1080,
  socks5: 1080,
  socks5h: 1080,
};

/** Whether a proxy speaks HTTP, so that it can be asked for `http://` URLs itself. */
export function isHttp(kind: ProxyKind): boolean {
  return kind === 'http' || kind === 'https';
}

/** The proxy of a URL; one without a scheme is an HTTP proxy (PRX-5). @throws {InvalidProxyURL} */
export function proxyOf(url: string, proxies: Proxies): string | null {
  if (proxies === undefined || proxies === null) return null;
  const proxyUrl = selectProxy(url, proxies);
  return proxyUrl === null || proxyUrl === undefined || proxyUrl === '' ? null : checkProxyUrl(proxyUrl);
}

/** The kind of a proxy. @throws {InvalidProxyURL} where there is no such kind */
export function schemeOf(proxyUrl: string): ProxyKind {
  const scheme = proxyUrl.slice(0, proxyUrl.indexOf(':')).toLowerCase();
  if (!(scheme in PROXY_PORTS))
    throw new InvalidProxyURL(
      `no proxy of the kind "${scheme}" is known: there are ${Object.keys(PROXY_PORTS).join(', ')}`,
    );
  return scheme as ProxyKind;
}

/** The port of a proxy's URL, also one that is its scheme's own. */
export function portOf(proxyUrl: string, kind: ProxyKind): number {
  const authority = /^[^:]+:\/\/([^/?#]*)/.exec(proxyUrl)?.[1] ?? '';
  const digits = /:(\d+)$/.exec(authority)?.[1];
  return digits === undefined ? PROXY_PORTS[kind] : Number(digits);
}
