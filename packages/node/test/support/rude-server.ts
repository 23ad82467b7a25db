import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';

/** What a connection does with what it is sent: `received` is all of it so far. */
export type Manners = (socket: Socket, received: string, connection: number) => void;

/** A server of raw bytes. It keeps count of its connections. */
export interface RudeServer {
  readonly origin: string;
  readonly port: number;
  /** All that came in, by connection. */
  readonly received: string[];
  /** How many connections are open. */
  open(): number;
  close(): Promise<void>;
}

/** Starts a server on loopback that treats each connection by `manners`, called whenever something comes in. */
export async function rudeServer(
  manners: Manners,
  onConnection?: (socket: Socket, connection: number) => void,
): Promise<RudeServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = received.push('') - 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('end', () => socket.end());
    socket.on('error', () => {});
    socket.setNoDelay(true);
    onConnection?.(socket, connection);
    socket.on('data', (data: Buffer) => {
      received[connection] += data.toString('latin1');
      manners(socket, received[connection] as string, connection);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** How many requests' heads are in `received`. */
export function requestsIn(received: string): number {
  return received.split('\r\n\r\n').length - 1;
}

/** Manners that answer each request with `answer`, or that of its number on its connection. */
export function answering(...answers: string[]): Manners {
  const seen = new WeakMap<Socket, number>();
  return (socket, received) => {
    const count = requestsIn(received);
    for (let number = seen.get(socket) ?? 0; number < count; number++) {
      socket.write(answers[Math.min(number, answers.length - 1)] as string, 'latin1');
    }
    seen.set(socket, count);
  };
}

export const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
