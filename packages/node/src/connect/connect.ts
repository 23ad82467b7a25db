import type { Socket } from 'node:net';
import type { PreparedRequest } from '@beckon/core';
import { connectError } from '../map-error.ts';
import type { LoadedCredentials } from '../tls/load-credentials.ts';
import { loadCredentials } from '../tls/load-credentials.ts';
import type { ConnectAttempt } from './connect-attempt.ts';
import { openTunnel } from './proxy-tunnel.ts';
import type { ProxyRoute, Route } from './route.ts';
import { firstStop, hostAndPort } from './route.ts';
import { connectSocks } from './socks.ts';
import { connectTcp, tcpTarget } from './tcp.ts';
import type { TlsState } from './tls.ts';
import { connectTls } from './tls.ts';

/** Goes through a proxy as far as the server's doorstep. */
async function passProxy(route: Route, proxy: ProxyRoute, tls: TlsState, attempt: ConnectAttempt): Promise<Socket> {
  const target = tcpTarget(proxy.host, proxy.port, route.options);
  let socket = await connectTcp(target, attempt, proxy.kind === 'http' && !proxy.tunnel);
  if (proxy.kind === 'http' || proxy.kind === 'https') {
    if (proxy.kind === 'https') socket = await connectTls({ socket }, proxy.host, route.options, tls, true, attempt);
    if (proxy.tunnel) await openTunnel(socket, proxy, hostAndPort(route));
    return socket;
  }
  return connectSocks(socket, proxy, route);
}

/**
 * A connection over which HTTP can be spoken at once.
 * @throws {ConnectTimeout} when the attempt's time is over
 * @throws {ProxyError} where the proxy can't be reached or refuses
 * @throws {SSLError} where TLS fails
 * @throws {ConnectionError} where the server can't be reached
 */
export function connect(
  route: Route,
  tls: TlsState,
  attempt: ConnectAttempt,
  request: PreparedRequest | null,
): Promise<Socket> {
  const { host, port, secure, proxy, options } = route;
  const first = firstStop(route);
  const steps = async (): Promise<Socket> => {
    let socket: Socket | undefined;
    let credentials: LoadedCredentials | undefined;
    try {
      // a file that is not there is told before anybody is called
      if (secure) credentials = await loadCredentials(options, false);
      if (proxy !== null) socket = await passProxy(route, proxy, tls, attempt);
      // TLS without a proxy makes its own
      else if (!secure) socket = await connectTcp(tcpTarget(host, port, options), attempt, true);
    } catch (error) {
      throw connectError(error, first, proxy !== null, request);
    }
    if (!secure && socket !== undefined) return socket;
    try {
      const over = socket === undefined ? tcpTarget(host, port, options) : { socket };
      return await connectTls(over, host, options, tls, false, attempt, credentials);
    } catch (error) {
      throw connectError(error, hostAndPort(route), false, request);
    }
  };
  return attempt.run(first, steps);
}
