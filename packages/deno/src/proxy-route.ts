import {
  authOfUrl,
  basicAuthHeader,
  checkProxyUrl,
  type PreparedRequest,
  type Proxies,
  selectProxy,
  UnsupportedOptionError,
  urldefragauth,
} from '@beckon/core';
import type { ClientProxy } from './deno-global.ts';

/**
 * The proxies that Deno's client goes through as they are meant. It speaks SOCKS5 too, but looks every name up here and lets the proxy find it once more: that is
 * neither `socks5`, where the name stays here, nor `socks5h`, where nobody here may be asked for it.
 */
export const PROXY_SCHEMES = ['http', 'https'] as const;

/** The way through a proxy. */
export interface ProxyRoute {
  readonly proxy: ClientProxy;
  /** What the request itself says to the proxy, where no server behind it reads that. */
  readonly authorization: string | null;
}

function refuse(what: string, request: PreparedRequest): never {
  throw new UnsupportedOptionError(`DenoAdapter can't do ${what}; nothing was sent. Mount an HTTPAdapter, which can.`, {
    request,
  });
}

/**
 * The way of a request through its proxy, or `null` where it has none. `Proxy-Authorization` is for the proxy alone (RFC 9110 11.7.1). Deno 2.9 puts
 * that of an `http://` proxy into the tunnel too, where the server reads it; that of an `https://` proxy into the CONNECT only, and into nothing
 * where there is no tunnel.
 *
 * @throws {UnsupportedOptionError} where Deno would show the server what is for the proxy, or the proxy what is for the server
 * @throws {InvalidProxyURL | InvalidURL} where the proxy's URL is none
 */
export function proxyRoute(request: PreparedRequest, proxies: Proxies | undefined): ProxyRoute | null {
  const target = request.url ?? '';
  const selected = selectProxy(target, proxies);
  if (!selected) return null;
  const proxyUrl = checkProxyUrl(selected);
  const scheme = proxyUrl.slice(0, proxyUrl.indexOf(':'));
  if (!(PROXY_SCHEMES as readonly string[]).includes(scheme)) {
    refuse(`a ${scheme} proxy`, request);
  }
  const [username, password] = authOfUrl(proxyUrl) ?? [];
  const known = username === undefined || password === undefined ? null : { username, password };
  const proxy: ClientProxy = { url: urldefragauth(proxyUrl) };
  if (!target.toLowerCase().startsWith('https:')) {
    return { proxy, authorization: known === null ? null : basicAuthHeader(known.username, known.password) };
  }
  if (request.headers.has('Proxy-Authorization')) {
    refuse('the header Proxy-Authorization with a tunnel: Deno would send it to the server behind the proxy', request);
  }
  if (known !== null && scheme === 'http') {
    refuse(
      'user and password of an http:// proxy with an https:// URL: Deno would send them to the server behind the proxy',
      request,
    );
  }
  return { proxy: known === null ? proxy : { ...proxy, basicAuth: known }, authorization: null };
}
