import { splitUrl } from '../url/split-url.ts';

/** What the choice of a proxy asks about a URL. */
export interface ProxyTarget {
  /** In lower case; `''` where there is none. */
  readonly scheme: string;
  /** In lower case, without brackets; `null` where there is none. */
  readonly hostname: string | null;
  /** The port that the URL states; `null` where it states none. */
  readonly port: string | null;
}

/** The scheme, host and port of a URL as they are written there. */
export function proxyTarget(url: string): ProxyTarget {
  const { scheme, host, port } = splitUrl(url);
  const bare = host?.startsWith('[') ? host.slice(1, host.indexOf(']')) : host;
  return { scheme: scheme?.toLowerCase() ?? '', hostname: bare?.toLowerCase() || null, port: port || null };
}
