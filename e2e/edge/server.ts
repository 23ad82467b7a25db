import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0];
  const body = await bodyOf(request);
  switch (path) {
    case '/echo':
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
      return;
    case '/login':
      response.setHeader('Set-Cookie', 'id=7; Path=/');
      response.end();
      return;
    case '/redirect':
      response.writeHead(302, { Location: '/echo' });
      response.end();
      return;
    case '/digest':
      if (request.headers.authorization === undefined) {
        response.setHeader('WWW-Authenticate', 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5');
        response.statusCode = 401;
      }
      response.end();
      return;
    case '/gzip':
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync('hello'));
      return;
    case '/silence':
      return;
    default:
      response.statusCode = 404;
      response.end();
  }
}

/** Serves what the program asks for, on loopback. */
export async function startServer(): Promise<{ base: string; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
