/** A server that breaks off, lies and falls silent, as the path of a request says. */
import { createServer, type Server, type Socket } from 'node:net';

const MOST_KEPT = 4096;
const CRLF = '\r\n';

function head(...lines: readonly string[]): string {
  return `${['HTTP/1.1 200 OK', ...lines].join(CRLF)}${CRLF}${CRLF}`;
}

const ANSWERS: Readonly<Record<string, (socket: Socket) => void>> = {
  ok: (socket) => socket.write(`${head('Content-Length: 2')}ok`),
  reset: (socket) => socket.resetAndDestroy(),
  'no-answer': (socket) => socket.end(),
  'half-a-head': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'),
  'no-http': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  short: (socket) => socket.end(`${head('Content-Length: 100')}short`),
  'bad-chunk': (socket) => socket.end(`${head('Transfer-Encoding: chunked')}zz\r\nabc\r\n`),
  'cut-chunk': (socket) => socket.end(`${head('Transfer-Encoding: chunked')}a\r\nabc`),
  'bad-gzip': (socket) => socket.write(`${head('Content-Encoding: gzip', 'Content-Length: 8')}not gzip`),
  'two-lengths': (socket) => socket.end(`${head('Content-Length: 2', 'Content-Length: 3')}ok`),
  silent: () => {},
  'silent-body': (socket) => socket.write(`${head('Content-Length: 100')}half`),
  loop: (socket) => socket.write('HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n'),
  again: (socket) => socket.write('HTTP/1.1 307 Again\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n'),
  'not-found': (socket) => socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno'),
  'bad-json': (socket) => socket.write(`${head('Content-Length: 1')}{`),
  refuse: (socket) => socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno'),
};

/** Starts it on 127.0.0.1; gives its port. */
export async function startRudeServer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let asked = '';
    socket.on('data', (data) => {
      // a body that nobody wants is not kept
      if (asked.length < MOST_KEPT) asked += data.toString('latin1');
      if (!asked.includes(`${CRLF}${CRLF}`)) return;
      const name = /^[A-Z]+ [^ ]*\/([\w-]+)/.exec(asked)?.[1] ?? '';
      asked = '';
      ANSWERS[name]?.(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
