import { splitUrl } from './split-url.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443', ws: '80', wss: '443', ftp: '21' };

/**
 * The origin of a URL (RFC 6454): scheme, host and port, in lower case, the scheme's own port filled in. Two URLs of one
 * origin give the same text.
 *
 * @example
 * ```ts
 * originOf('HTTPS://u:p@Example.com/x'); // 'https://example.com:443'
 * ```
 */
export function originOf(url: string): string {
  const { scheme, host, port } = splitUrl(url);
  const number = port ? port.replace(/^0+(?=.)/, '') : DEFAULT_PORTS[scheme?.toLowerCase() ?? ''];
  return `${scheme ?? ''}://${host ?? ''}${number ? `:${number}` : ''}`.toLowerCase();
}

/**
 * The host of a URL in lower case, without userinfo, port and the brackets of an IPv6 address; `null` where there is none.
 *
 * @example
 * ```ts
 * hostnameOf('http://u:p@[::1]:80/'); // '::1'
 * ```
 */
export function hostnameOf(url: string): string | null {
  const host = splitUrl(url).host?.toLowerCase();
  return (host?.startsWith('[') ? host.replace(/^.(.*)\]$/s, '$1') : host) || null;
}
