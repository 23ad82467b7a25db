import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import { ProxyError } from '@beckon/core';
import { builtin } from '../builtin.ts';
import type { ProxyRoute, Route } from './route.ts';
import { hostAndPort } from './route.ts';

/** The address of the server's name, found on this side of the proxy: `socks4` has room for IPv4 alone. */
function resolve(route: Route, family: 0 | 4): Promise<string> {
  if (builtin('net').isIP(route.host) !== 0) return Promise.resolve(route.host);
  const lookup = route.options.lookup ?? builtin('dns').lookup;
  return new Promise((settle, reject) => {
    const done = (error: Error | null, address: string | LookupAddress[]): void => {
      if (error) reject(error);
      else settle(typeof address === 'string' ? address : (address[0]?.address ?? ''));
    };
    lookup(route.host, { family: family || route.options.family || 0 }, done as never);
  });
}

/**
 * The SOCKS handshake over `socket` (RFC 1928, RFC 1929). `socks4` and `socks5` resolve the name here, `socks4a` and `socks5h` leave it to the proxy.
 * @throws {ProxyError} where the proxy refuses
 */
export async function connectSocks(socket: Socket, proxy: ProxyRoute, route: Route): Promise<Socket> {
  const remote = proxy.kind === 'socks4a' || proxy.kind === 'socks5h';
  const type = proxy.kind === 'socks4' || proxy.kind === 'socks4a' ? 4 : 5;
  const host = remote ? route.host : await resolve(route, type === 4 ? 4 : 0);
  const { SocksClient } = await import('socks');
  try {
    const { socket: open } = await SocksClient.createConnection({
      command: 'connect',
      destination: { host, port: route.port },
      existing_socket: socket,
      // its own timeout is never the first: the attempt's is
      timeout: 2 ** 31 - 1,
      proxy: {
        host: proxy.host,
        port: proxy.port,
        type,
        ...(proxy.user === '' ? undefined : { userId: proxy.user, password: proxy.password }),
      },
    });
    return open;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // not the cause itself: its options hold the password
    throw new ProxyError(`The proxy ${hostAndPort(proxy)} refused the connection to ${hostAndPort(route)}: ${reason}`);
  }
}
