import type { PoolOptions } from '../pool/pool-options.ts';

/** The kinds of proxies. */
export type ProxyKind = 'http' | 'https' | 'socks4' | 'socks4a' | 'socks5' | 'socks5h';

/** A proxy on the way. */
export interface ProxyRoute {
  /** Its URL, credentials and all: for `proxyHeaders`, and no message. */
  readonly url: string;
  readonly kind: ProxyKind;
  readonly host: string;
  readonly port: number;
  /** For SOCKS. */
  readonly user: string;
  readonly password: string;
  /** Whether a tunnel is asked for (CONNECT); otherwise an HTTP proxy is spoken to itself. */
  readonly tunnel: boolean;
  /** The headers of CONNECT. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The way to a server. */
export interface Route {
  readonly host: string;
  readonly port: number;
  /** Whether TLS is spoken to the server. */
  readonly secure: boolean;
  readonly proxy: ProxyRoute | null;
  readonly options: Readonly<PoolOptions>;
}

/** `host:port` for messages: nothing of a URL that could be secret. */
export function hostAndPort(at: { readonly host: string; readonly port: number }): string {
  return at.host.includes(':') ? `[${at.host}]:${at.port}` : `${at.host}:${at.port}`;
}

/** What is connected to: the proxy, or the server. */
export function firstStop(route: Route): string {
  if (route.proxy !== null) return hostAndPort(route.proxy);
  return route.options.socketPath ?? hostAndPort(route);
}
