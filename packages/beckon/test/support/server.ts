import { Buffer } from 'node:buffer';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One request as it came over the wire. */
export interface Received {
  readonly line: string;
  readonly method: string;
  readonly target: string;
  /** Names and values as they came; text is latin-1. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The value of a header, in any case; `undefined` where it was not sent. */
  header(name: string): string | undefined;
  /** The body without its chunks, as latin-1. */
  readonly body: string;
  /** Which connection it came over, from 0. */
  readonly connection: number;
}

/** What a server answers: bytes of the wire (latin-1 text), or nothing where it writes to the socket itself. */
export type Answer = (
  request: Received,
  count: number,
  socket: Socket,
) => string | Buffer | undefined | Promise<string>;

/** A server of raw bytes on loopback. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** The same server by the name `localhost`: another host to cookies, credentials and redirects. */
  readonly elsewhere: string;
  readonly requests: Received[];
  connections(): number;
  /** How many connections are open. */
  open(): number;
}

/** An answer with a length. */
export function reply(
  body: string | Buffer = '',
  headers: Record<string, string | string[]> = {},
  status = '200 OK',
): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  let head = `HTTP/1.1 ${status}\r\nContent-Length: ${bytes.length}\r\n`;
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) head += `${name}: ${one}\r\n`;
  }
  return Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), bytes]);
}

/** A redirect. */
export function redirect(
  location: string,
  status = '302 Found',
  headers: Record<string, string | string[]> = {},
): Buffer {
  return reply('', { Location: location, ...headers }, status);
}

/** Starts a server that answers each request by `answer`. A socket that it ended is not answered any more. */
export async function serve(answer: Answer): Promise<TestServer> {
  const requests: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    const connection = connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let pending = Buffer.alloc(0);
    let before = Promise.resolve();
    socket.on('data', (data: Buffer) => {
      pending = Buffer.concat([pending, data]);
      for (let taken = take(pending, connection); taken !== null; taken = take(pending, connection)) {
        const { request } = taken;
        pending = pending.subarray(taken.length);
        const count = requests.push(request) - 1;
        before = before.then(async () => {
          const bytes = await answer(request, count, socket);
          if (bytes !== undefined && !socket.destroyed) socket.write(bytes, 'latin1');
        });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    elsewhere: `http://localhost:${port}`,
    requests,
    connections: () => connections,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The first whole request of some bytes, and how long it is. */
function take(bytes: Buffer, connection: number): { request: Received; length: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line = '', ...fields] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), field.slice(colon + 1).trim()];
  });
  const header = (name: string): string | undefined =>
    headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
  const body = /chunked/i.test(header('transfer-encoding') ?? '')
    ? chunkedBody(bytes, end + 4)
    : plainBody(bytes, end + 4, Number(header('content-length') ?? 0));
  if (body === null) return null;
  const [method = '', target = ''] = line.split(' ');
  return { request: { line, method, target, headers, header, body: body.text, connection }, length: body.end };
}

function plainBody(bytes: Buffer, start: number, length: number): { text: string; end: number } | null {
  const end = start + length;
  return bytes.length < end ? null : { text: bytes.toString('latin1', start, end), end };
}

function chunkedBody(bytes: Buffer, start: number): { text: string; end: number } | null {
  let text = '';
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return null;
    if (size === 0) return { text, end };
    text += bytes.toString('latin1', lineEnd + 2, end - 2);
    at = end;
  }
}
