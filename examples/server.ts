/**
 * A small server for the examples, in the manner of httpbin: on this machine
 * only, on a free port, keeping what came in so that an example can show it.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DigestGuard } from './server/digest-guard.ts';
import { type Endpoint, type Exchange, sendJson } from './server/exchange.ts';
import { parseMultipart } from './server/multipart.ts';
import { SHOP } from './server/shop.ts';

/** A request as it came in. */
export interface ServedRequest {
  /** `GET /get?q=tea HTTP/1.1` */
  readonly line: string;
  /** The headers in the order and the case that they came in. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface ExampleServer extends AsyncDisposable {
  /** `http://127.0.0.1:` and the port. */
  readonly url: string;
  /** All requests so far. */
  readonly requests: ServedRequest[];
}

const COLOURS = 'red green blue'.split(' ');

/** A name that comes more than once has all its values. */
function grouped(params: URLSearchParams): Record<string, unknown> {
  const names = new Set(params.keys());
  const pairs = [...names].map((name) => {
    const values = params.getAll(name);
    return [name, values.length > 1 ? values : values[0]] as const;
  });
  return Object.fromEntries(pairs);
}

/** What a request brought, as JSON. */
function echo(exchange: Exchange): void {
  const { request, url, body } = exchange;
  const type = request.headers['content-type'] ?? '';
  const sent: Record<string, unknown> = {
    method: request.method,
    path: url.pathname,
  };
  if (url.search !== '') sent.args = grouped(url.searchParams);
  if (type.startsWith('application/json')) sent.json = JSON.parse(`${body}`);
  else if (type.startsWith('application/x-www-form-urlencoded')) {
    sent.form = grouped(new URLSearchParams(`${body}`));
  } else if (type.startsWith('multipart/form-data')) {
    sent.parts = parseMultipart(type, body);
  } else if (body.length > 0) {
    sent.bytes = body.length;
    sent.sha256 = createHash('sha256').update(body).digest('hex');
  }
  sendJson(exchange, sent);
}

function headers(exchange: Exchange): void {
  sendJson(exchange, { headers: exchange.request.headers });
}

function cookies(exchange: Exchange): void {
  const { request, response, url, rest } = exchange;
  if (rest[0] === 'set') {
    const set = [...url.searchParams].map(
      ([name, value]) => `${name}=${value}`,
    );
    response.setHeader(
      'Set-Cookie',
      set.map((cookie) => `${cookie}; Path=/`),
    );
    response.writeHead(302, { Location: '/cookies' }).end();
    return;
  }
  const pairs = (request.headers.cookie ?? '').split('; ').filter(Boolean);
  sendJson(exchange, {
    cookies: Object.fromEntries(pairs.map((pair) => pair.split('='))),
  });
}

function redirect({ response, rest }: Exchange): void {
  const left = Number(rest[0] ?? 1) - 1;
  const location = left > 0 ? `/redirect/${left}` : '/get';
  response.writeHead(302, { Location: location }).end();
}

function basicAuth(exchange: Exchange): void {
  const { request, rest } = exchange;
  const wanted = `Basic ${Buffer.from(rest.join(':')).toString('base64')}`;
  if (request.headers.authorization === wanted) {
    sendJson(exchange, { authenticated: true, user: rest[0] });
  } else {
    const challenge = { 'WWW-Authenticate': 'Basic realm="examples"' };
    sendJson(exchange, { authenticated: false }, 401, challenge);
  }
}

function digestAuth(guard: DigestGuard): Endpoint {
  return (exchange) => {
    const { request, response, rest } = exchange;
    const [user = '', password = '', algorithm] = rest;
    const asked = { method: request.method ?? '', uri: request.url ?? '' };
    const given = request.headers.authorization;
    if (guard.accepts(given, { ...asked, user, password })) {
      sendJson(exchange, { authenticated: true, user });
      return;
    }
    response.setHeader('WWW-Authenticate', guard.challenges(algorithm));
    sendJson(exchange, { authenticated: false }, 401);
  };
}

/** `/stream/n`: n bytes that can be told apart, 16 KiB at a time. */
async function stream({ response, rest }: Exchange): Promise<void> {
  let left = Number(rest[0] ?? 1024);
  const piece = Buffer.from('0123456789abcdef'.repeat(1024));
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': left,
  });
  while (left > 0 && !response.destroyed) {
    const next = piece.subarray(0, left);
    left -= next.length;
    if (!response.write(next)) {
      await new Promise((resolve) => response.once('drain', resolve));
    }
  }
  response.end();
}

/** `/lines/n`: n lines of JSON, one write each. */
async function lines({ response, rest }: Exchange): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
  for (let id = 0; id < Number(rest[0] ?? 3); id += 1) {
    response.write(`${JSON.stringify({ id, colour: COLOURS[id % 3] })}\n`);
    await delay(5);
  }
  response.end();
}

/** `/flaky/n/name`: 503 for the first n requests of that name, then 200. */
function flaky(): Endpoint {
  const seen = new Map<string, number>();
  return (exchange) => {
    const name = exchange.rest.join('/');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const isUp = count > Number(exchange.rest[0] ?? 1);
    sendJson(exchange, { attempt: count }, isUp ? 200 : 503);
  };
}

/** Every endpoint, by the first part of its path. */
function createEndpoints(): Map<string, Endpoint> {
  const names = 'get post put patch delete anything upload'.split(' ');
  const echoes = names.map((name) => [name, echo] as const);
  return new Map<string, Endpoint>([
    ...echoes,
    ...SHOP,
    ['headers', headers],
    ['cookies', cookies],
    ['redirect', redirect],
    ['basic-auth', basicAuth],
    ['digest-auth', digestAuth(new DigestGuard('examples'))],
    ['stream', stream],
    ['lines', lines],
    ['flaky', flaky()],
    [
      'gzip',
      ({ response }) => {
        response.writeHead(200, {
          'Content-Type': 'application/json',
          'Content-Encoding': 'gzip',
        });
        response.end(gzipSync('{"gzipped":true}'));
      },
    ],
    [
      'delay',
      async (exchange) => {
        const wait = Number(exchange.rest[0] ?? 100);
        await delay(wait, undefined, { ref: false });
        sendJson(exchange, { delayed: true });
      },
    ],
    [
      'status',
      (exchange) => {
        const status = Number(exchange.rest[0] ?? 200);
        sendJson(exchange, { status }, status);
      },
    ],
  ]);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function pairs(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; at < raw.length; at += 2) {
    found.push([raw[at] ?? '', raw[at + 1] ?? '']);
  }
  return found;
}

/** Starts the server; `await using` stops it at the end of the block. */
export async function startServer(): Promise<ExampleServer> {
  const requests: ServedRequest[] = [];
  const endpoints = createEndpoints();
  const server = createServer(async (request, response) => {
    try {
      const { method, httpVersion, rawHeaders } = request;
      const line = `${method} ${request.url} HTTP/${httpVersion}`;
      const body = await readBody(request);
      requests.push({ line, headers: pairs(rawHeaders), body });
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [name = '', ...rest] = url.pathname.slice(1).split('/');
      const exchange = { request, response, url, body, rest };
      const endpoint = endpoints.get(name);
      if (endpoint === undefined) sendJson(exchange, { found: false }, 404);
      else await endpoint(exchange);
    } catch {
      response.destroy(); // the client went away, or sent what can't be read
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
