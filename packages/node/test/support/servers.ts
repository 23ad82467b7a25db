import type { AddressInfo, Server } from 'node:net';

/** Lets a server listen on a free port of loopback. @returns the port */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Ends servers and their connections, and forgets them. */
export async function closeServers(servers: (Server & { closeAllConnections(): void })[]): Promise<void> {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
