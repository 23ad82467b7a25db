/**
 * The other side: an HTTP/1.1 server over raw sockets that does as little as can be done, so that what is measured is the client.
 * Its own process. Arguments: key and certificate for TLS, if there are any. Prints its ports as one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const PIECE = Buffer.alloc(1 << 18, 'x');

function answer(status: string, body: Buffer, headers: readonly string[] = []): Buffer {
  const lines = [`HTTP/1.1 ${status}`, 'Date: Thu, 01 Jan 2026 00:00:00 GMT', 'Server: bench', ...headers];
  return Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n`, 'latin1'),
    body,
  ]);
}

const JSON_TYPE = 'Content-Type: application/json';
const record = { id: 42, name: 'Darjeeling', kind: 'tea', tags: ['black', 'first flush'], price: 12.5, stock: true };
const small = answer('200 OK', Buffer.from(JSON.stringify(record)), [JSON_TYPE]);
const megabyte = JSON.stringify(Array.from({ length: 10_000 }, (_, id) => ({ ...record, id })));
const zipped = answer('200 OK', gzipSync(megabyte), [JSON_TYPE, 'Content-Encoding: gzip']);
const taken = answer('200 OK', Buffer.from('{"ok":true}'), [JSON_TYPE]);
const page = answer('200 OK', Buffer.from('<!doctype html><link rel="icon" href="data:,"><title>bench</title>'), [
  'Content-Type: text/html',
]);
const redirects = new Map(
  [5, 4, 3, 2, 1].map((left) => [
    `/redirect/${left}`,
    answer('302 Found', Buffer.alloc(0), [`Location: ${left === 1 ? '/json' : `/redirect/${left - 1}`}`]),
  ]),
);

/** Sends `left` bytes, no faster than they are taken. */
function pour(socket: Socket, left: number): void {
  let rest = left;
  const more = (): void => {
    while (rest > 0 && !socket.destroyed) {
      const piece = rest >= PIECE.length ? PIECE : PIECE.subarray(0, rest);
      rest -= piece.length;
      if (!socket.write(piece)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

function reply(socket: Socket, path: string): void {
  if (path === '/json' || path.startsWith('/json?')) socket.write(small);
  else if (path === '/gzip') socket.write(zipped);
  else if (path === '/take') socket.write(taken);
  else if (path === '/page') socket.write(page);
  else if (path.startsWith('/bytes/')) {
    const size = Number(path.slice(7));
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${size}\r\n\r\n`);
    pour(socket, size);
  } else socket.write(redirects.get(path) ?? answer('404 Not Found', Buffer.alloc(0)));
}

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  let head: Buffer | null = null;
  let path = '';
  /** Bytes of the body that are still to come; -1: chunks, till the last one. */
  let left = 0;
  let tail: Buffer = Buffer.alloc(0);
  const body = (bytes: Buffer): void => {
    if (left < 0) {
      tail = bytes.length >= 5 ? bytes.subarray(-5) : Buffer.concat([tail, bytes]).subarray(-5);
      if (!tail.equals(LAST_CHUNK)) return;
    } else {
      left -= bytes.length;
      if (left > 0) return;
    }
    left = 0;
    reply(socket, path);
  };
  socket.on('data', (bytes: Buffer) => {
    if (left !== 0) return body(bytes);
    const all = head === null ? bytes : Buffer.concat([head, bytes]);
    const end = all.indexOf(HEAD_END);
    if (end < 0) {
      head = all;
      return;
    }
    head = null;
    const text = all.toString('latin1', 0, end);
    const from = text.indexOf(' ') + 1;
    path = text.slice(from, text.indexOf(' ', from));
    if (text.startsWith('GET ')) return reply(socket, path);
    const length = /^content-length: *(\d+)/im.exec(text);
    left = length === null ? -1 : Number(length[1]);
    tail = Buffer.alloc(0);
    if (/^expect: *100-continue/im.test(text)) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    if (left === 0) reply(socket, path);
    else if (end + 4 < all.length) body(all.subarray(end + 4));
  });
}

const [key, cert] = process.argv.slice(2);
const listening = [createServer(serve)];
if (key && cert) listening.push(createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, serve));
let open = listening.length;
for (const server of listening) {
  server.listen(0, '127.0.0.1', () => {
    if (--open > 0) return;
    const [plain, secure] = listening.map((one) => (one.address() as AddressInfo).port);
    process.stdout.write(`${JSON.stringify({ plain, secure: secure ?? null })}\n`);
  });
}
// ends with whoever started it
process.stdin.resume().on('end', () => process.exit());
