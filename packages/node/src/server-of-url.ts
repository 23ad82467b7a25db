import { InvalidURL } from '@beckon/core';
import { hostAndPort } from './connect/route.ts';

/** The server that a prepared URL names. */
export interface Server {
  readonly secure: boolean;
  /** As it is connected to: an IPv6 address without its brackets. */
  readonly host: string;
  readonly port: number;
  /** `scheme://host:port`, in lower case: what pools are kept by. */
  readonly origin: string;
  /** As it is told in `Host`: as it stands in the URL. */
  readonly hostHeader: string;
  /** `host:port` for messages: nothing that could be secret. */
  readonly where: string;
}

/** The servers of the last URLs. Most requests go to few, and their URLs are taken apart once. */
const known: Map<string, Server> = new Map();
const MOST_KNOWN = 100;
/** One request asks several times. */
let last: { readonly url: string; readonly server: Server } | null = null;

/** Where the authority of a URL ends. */
function authorityEnd(url: string, from: number): number {
  for (let at = from; at < url.length; at++) {
    const code = url.charCodeAt(at);
    // "/", "?", "#", "\"
    if (code === 47 || code === 63 || code === 35 || code === 92) return at;
  }
  return url.length;
}

/**
 * The server of a prepared URL. Nothing is parsed again for the URL's path, so that it goes out as it is.
 * @throws {InvalidURL} where there is no host, or a port that is none
 */
export function serverOfUrl(url: string): Server {
  if (last?.url === url) return last.server;
  const prefix = url.slice(0, authorityEnd(url, url.indexOf('://') + 3));
  let server = known.get(prefix);
  if (server === undefined) {
    server = parseServer(prefix);
    // no password is kept
    if (prefix.includes('@')) return server;
    if (known.size === MOST_KNOWN) known.clear();
    known.set(prefix, server);
  }
  last = { url, server };
  return server;
}

function parseServer(prefix: string): Server {
  const slashes = prefix.indexOf('://');
  const secure = prefix.slice(0, slashes).toLowerCase() === 'https';
  const authority = prefix.slice(slashes + 3);
  const hostHeader = authority.slice(authority.lastIndexOf('@') + 1);
  const server = hostHeader.toLowerCase();
  // a colon within brackets is a part of an IPv6 address
  const colon = server.lastIndexOf(':') > server.lastIndexOf(']') ? server.lastIndexOf(':') : server.length;
  const host = server.startsWith('[') ? server.slice(1, server.lastIndexOf(']')) : server.slice(0, colon);
  const portText = server.slice(colon + 1);
  const port = portText === '' ? (secure ? 443 : 80) : Number(portText);
  const broken = server.startsWith('[') ? !server.slice(0, colon).endsWith(']') : host.includes(':');
  if (slashes < 0 || host === '' || broken || !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new InvalidURL(`no host and port to connect to in "${prefix.slice(0, slashes + 3)}${server}"`);
  }
  return {
    secure,
    host,
    port,
    origin: `${secure ? 'https' : 'http'}://${server.slice(0, colon)}:${port}`,
    hostHeader,
    where: hostAndPort({ host, port }),
  };
}
