import type { LookupFunction, NetConnectOpts, Socket } from 'node:net';
import { builtin } from '../builtin.ts';
import type { PoolOptions } from '../pool/pool-options.ts';
import type { ConnectAttempt } from './connect-attempt.ts';
import { once } from './connect-attempt.ts';
import { intoReadBuffer } from './read-buffer.ts';

/** Node asks for all addresses at once where it tries several (RFC 8305); a lookup that gives one is heard as well. */
export function givingAll(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      if (!error && options.all && typeof address === 'string') {
        return callback(null, [{ address, family: family ?? (address.includes(':') ? 6 : 4) }]);
      }
      return callback(error, address, family);
    });
}

/** Where a connection goes, in Node's words; of a name with several addresses, to the first that answers. */
export function tcpTarget(host: string, port: number, options: Readonly<PoolOptions>): NetConnectOpts {
  if (options.socketPath !== undefined) return { path: options.socketPath };
  return {
    host,
    port,
    noDelay: true,
    ...(options.localAddress === undefined ? undefined : { localAddress: options.localAddress }),
    ...(options.family === undefined ? undefined : { family: options.family }),
    ...(options.lookup === undefined ? undefined : { lookup: givingAll(options.lookup) }),
  };
}

/**
 * A TCP connection (or one to a Unix socket).
 * @param forHttp whether HTTP is spoken over it as it is: nothing that comes is kept beyond its event
 */
export async function connectTcp(target: NetConnectOpts, attempt: ConnectAttempt, forHttp: boolean): Promise<Socket> {
  const socket: Socket = builtin('net').connect({
    ...target,
    ...(forHttp ? intoReadBuffer(() => socket) : undefined),
  });
  attempt.track(socket);
  await once(socket, 'connect');
  return socket;
}
