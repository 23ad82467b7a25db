/** What the library is tried against from within a page: one server on two ports, so that there is another origin. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer {
  /** The origin of the page. */
  readonly home: string;
  /** Another origin: another port of the same host, which allows the page to ask it. */
  readonly other: string;
  /** Each request that came in, but for those of the page itself: `GET /path`, and its headers. */
  readonly asked: { readonly line: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** Files that are served as they are, by path. */
  readonly files: Map<string, { readonly type: string; readonly text: string }>;
  /** Settles once the client of `/hang` has gone. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const asked: PageServer['asked'] = [];
  const files: PageServer['files'] = new Map();
  let leave = (): void => {};
  const gone = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let go = (): void => {};
  let home = '';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://here');
    const file = files.get(pathname);
    if (file) {
      response.writeHead(200, { 'Content-Type': file.type }).end(file.text);
      return;
    }
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    response.setHeader('Access-Control-Allow-Origin', home);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Headers', 'content-type, x-client');
    if (request.method === 'OPTIONS') {
      response.end();
      return;
    }
    const body = Buffer.concat(parts).toString();
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    const { cookie = 'none' } = request.headers;
    if (pathname === '/set') response.setHeader('Set-Cookie', 'user=ann; Path=/').end('set');
    else if (pathname === '/me') response.end(cookie);
    else if (pathname === '/redirect') response.writeHead(302, { Location: '/arrived?x=1' }).end();
    else if (pathname === '/go') {
      go();
      response.end();
    } else if (pathname === '/two-pieces') {
      response.write('first ');
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      response.end('second');
    } else if (pathname === '/hang') response.on('close', leave);
    else response.setHeader('Content-Type', 'text/plain').end(`${pathname} ${body.length}`);
  }

  const servers: Server[] = [];
  const origins: string[] = [];
  for (let i = 0; i < 2; i++) {
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    origins.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
  [home = ''] = origins;
  return {
    home,
    other: origins[1] ?? '',
    asked,
    files,
    gone,
    async stop(): Promise<void> {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
