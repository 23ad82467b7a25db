import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port of 127.0.0.1 where connections are refused, and which nobody else is given while it is held. */
export interface RefusedPort {
  readonly port: number;
  release(): void;
}

/**
 * Node can't bind without listening. So it listens, takes one connection of its own, and stops to listen: the connection keeps the port taken.
 */
export async function holdRefusedPort(): Promise<RefusedPort> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = connect({ host: '127.0.0.1', port });
  const [held] = await accepted;
  for (const socket of [client, held]) socket.on('error', () => {}).unref();
  server.close();
  return {
    port,
    release(): void {
      client.destroy();
      held.destroy();
    },
  };
}
