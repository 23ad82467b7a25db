import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Certificate } from './certificates.ts';

/** A request as it came to the server. */
export interface Received {
  readonly method: string;
  /** What stood in the request line. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Counts the connections from 1. */
  readonly connection: number;
  /** The name that was asked for in the TLS handshake. */
  readonly servername: string | false | null;
}

/** A server that tells what came to it. */
export interface Origin {
  readonly port: number;
  readonly received: Received[];
  /** The last request. @throws {Error} where there was none since `forget` */
  last(): Received;
  forget(): void;
  url(path?: string, host?: string): string;
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 and, where there is IPv6, on ::1. `/to?URL` redirects to URL; any other path answers with the
 * body `here: METHOD TARGET`.
 */
export async function startOrigin(certificate?: Certificate): Promise<Origin> {
  const received: Received[] = [];
  const sockets = new Map<Socket, number>();
  const handler: RequestListener = (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (data: Buffer) => pieces.push(data));
    request.on('end', () => {
      const target = request.url ?? '';
      received.push({
        method: request.method ?? '',
        target,
        headers: request.headers,
        body: Buffer.concat(pieces).toString('utf8'),
        connection: sockets.get(request.socket) ?? 0,
        servername: (request.socket as { servername?: string | false }).servername ?? null,
      });
      const to = target.startsWith('/to?') ? decodeURIComponent(target.slice(4)) : undefined;
      if (to !== undefined) response.writeHead(302, { Location: to });
      response.end(request.method === 'HEAD' ? undefined : `here: ${request.method} ${target}`);
    });
  };
  const open = (): Server => {
    const server =
      certificate === undefined
        ? createServer(handler)
        : createTlsServer({ cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) }, handler);
    server.keepAliveTimeout = 60_000;
    server.on(certificate === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
      sockets.set(socket, sockets.size + 1);
    });
    return server as Server;
  };
  const servers = [open()];
  await listen(servers[0] as Server, '127.0.0.1', 0);
  const { port } = (servers[0] as Server).address() as { port: number };
  const v6 = open();
  if (await listen(v6, '::1', port)) servers.push(v6);
  const scheme = certificate === undefined ? 'http' : 'https';
  return {
    port,
    received,
    last() {
      const last = received.at(-1);
      if (last === undefined) throw new Error('nothing came to the origin');
      return last;
    },
    forget: () => {
      received.length = 0;
      // connections are counted anew
      sockets.clear();
    },
    url: (path = '/', host = '127.0.0.1') => `${scheme}://${host}:${port}${path}`,
    async close() {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });
}
