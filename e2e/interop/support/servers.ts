/** A service that lets in only who has its cookie and a user, and a proxy that lets through only who has a password for it. */
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A guarded service, and what was asked of it. */
export interface Service extends Served {
  readonly asked: Asked[];
}

async function listen(server: Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/**
 * `/login` gives the cookie that every other path asks for.
 * @param authorization what the header must be; another is answered with 401
 * @param answer what the service itself does
 */
export async function startService(
  authorization: string,
  answer: (asked: Asked, response: ServerResponse) => void,
): Promise<Service> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/login') {
      response.setHeader('Set-Cookie', 'sid=abc; Path=/; HttpOnly').end();
      return;
    }
    const { method = '', url: path = '', headers } = request;
    const each = { method, path, headers, body: await textOf(request) };
    asked.push(each);
    if (headers.cookie !== 'sid=abc' || headers.authorization !== authorization) {
      response.writeHead(401, { 'Content-Type': 'application/json' }).end('{"message":"who are you?"}');
      return;
    }
    answer(each, response);
  });
  return { ...(await listen(server)), asked };
}

/** The URL has the credentials in it. `forwarded` counts. */
export async function startProxy(): Promise<Served & { readonly forwarded: string[] }> {
  const forwarded: string[] = [];
  const wanted = `Basic ${btoa('proxy:secret')}`;
  const server = createServer((request, response) => {
    if (request.headers['proxy-authorization'] !== wanted) {
      response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="proxy"' }).end();
      return;
    }
    forwarded.push(`${request.method} ${request.url}`);
    const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers;
    const onward = httpRequest(request.url ?? '', { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  const { url, stop } = await listen(server);
  return { url: url.replace('http://', 'http://proxy:secret@'), stop, forwarded };
}
