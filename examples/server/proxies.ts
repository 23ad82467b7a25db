/**
 * Two small proxies: HTTP with CONNECT, and SOCKS 5. They ask for a user and
 * a password where they are given one.
 */
import { createServer, type IncomingMessage, request as send } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';

function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one);
  for (const end of [one, other])
    end.on('error', () => {
      one.destroy();
      other.destroy();
    });
}

/** @param credentials `user:password`; without, everybody may pass */
export function httpProxy(credentials?: string): Server {
  const wanted =
    credentials === undefined
      ? undefined
      : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const mayPass = ({ headers }: IncomingMessage): boolean =>
    wanted === undefined || headers['proxy-authorization'] === wanted;
  const server = createServer((request, response) => {
    if (!mayPass(request)) {
      response
        .writeHead(407, { 'Proxy-Authenticate': 'Basic realm="proxy"' })
        .end();
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = send(
      request.url ?? '',
      {
        method: request.method,
        headers: { ...headers, via: '1.1 proxy.example' },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    if (!mayPass(request)) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const [host = '', port = '443'] = (request.url ?? '').split(':');
    const onward = connect({ host, port: Number(port) }, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      join(socket, onward);
    });
    onward.on('error', () => socket.destroy());
  });
  return server;
}

/** RFC 1928 with names as addresses, and RFC 1929. */
export function socksProxy(): Server {
  const read = (socket: Socket): Promise<Buffer> =>
    new Promise((resolve) => socket.once('data', resolve));
  return createTcpServer(async (socket) => {
    socket.on('error', () => socket.destroy());
    const greeting = await read(socket);
    const method = greeting.includes(2, 2) ? 2 : 0;
    socket.write(Buffer.from([5, method]));
    if (method === 2) {
      await read(socket);
      socket.write(Buffer.from([1, 0]));
    }
    const asked = await read(socket);
    const length = asked[4] ?? 0;
    const host = asked.subarray(5, 5 + length).toString();
    const onward = connect(
      { host, port: asked.readUInt16BE(5 + length) },
      () => {
        socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
        join(socket, onward);
      },
    );
    onward.on('error', () => socket.destroy());
  });
}
