/** A server on this machine that shows what a client does by itself. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

export interface Seen {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

export interface PeerServer extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:` and the port. */
  readonly origin: string;
  readonly seen: Seen[];
}

/** How long `/slow` takes, in milliseconds. */
export const SLOW = 1000;
/** How many bytes `/bomb` unpacks to. */
export const BOMB = 100 * 2 ** 20;

let bomb: Buffer | undefined;

const pages: Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => unknown>> = {
  '/cookies/set': (response) => response.setHeader('Set-Cookie', 'theme=dark; Path=/').end(),
  '/digest': (response, { headers }) => {
    if (headers.authorization?.startsWith('Digest ')) return response.end('welcome');
    const challenge = 'Digest realm="tea", nonce="abc", qop="auth", algorithm=SHA-256';
    return response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
  },
  '/redirect': (response) => response.writeHead(302, { Location: '/hop', 'X-Hop': 'first' }).end(),
  '/hop': (response) => response.writeHead(302, { Location: '/landed' }).end(),
  '/slow': async (response) => {
    await delay(SLOW);
    response.end('slow');
  },
  '/latin-1': (response) =>
    response.setHeader('Content-Type', 'text/plain; charset=iso-8859-1').end(Buffer.from('Grüße aus Köln', 'latin1')),
  '/bomb': (response) => {
    bomb ??= gzipSync(Buffer.alloc(BOMB), { level: 9 });
    response.setHeader('Content-Encoding', 'gzip').end(bomb);
  },
  '/page/1': (response) => response.setHeader('Link', '</page/2>; rel="next"').end('[1]'),
  '/page/2': (response) => response.end('[2]'),
};

export async function startServer(): Promise<PeerServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const isFirst = !seen.some((other) => other.path === path);
    seen.push({ path, headers: request.headers, at: performance.now() });
    request.resume();
    if (path === '/busy' && isFirst) response.writeHead(503, { 'Retry-After': '1' }).end();
    else if (Object.hasOwn(pages, path)) pages[path]?.(response, request);
    else response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
