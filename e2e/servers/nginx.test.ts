/** Plain HTTP with nginx: codings, ranges, kept connections, timeouts, large things both ways. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionError, get, HTTPAdapter, HTTPError, Retry, Session } from '../../packages/beckon/src/index.ts';
import { withCleanEnvironment } from './support/environment.ts';
import { failure } from './support/failure.ts';
import { BROTLI, type Nginx, startNginx } from './support/nginx.ts';
import { freePort, lacks, stopServers } from './support/process.ts';

const SKIP = lacks('nginx', 'nginx', BROTLI);
const TEXT = 'All work and no play makes Jack a dull boy. '.repeat(2000);
const BIG = 128 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

let port: number;
let nginx: Nginx;
let session: Session;
/** What nginx passes some requests on to: it begins an answer, or not, and then says nothing more. */
let silent: Server;
const silentSockets = new Set<Socket>();

/** `$connection $connection_requests`, as nginx counts them. */
async function counts(path = '/count'): Promise<[connection: string, requests: number]> {
  const [connection, requests] = (await session.get(url(path))).text.split(' ');
  return [String(connection), Number(requests)];
}

function url(path: string): string {
  return `http://127.0.0.1:${port}${path}`;
}

/** What nginx wrote down of a path. */
function logged(path: string): string[] {
  return readFileSync(join(nginx.folder, 'access.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(` ${path} `));
}

withCleanEnvironment();
afterAll(async () => {
  await stopServers();
  for (const socket of silentSockets) socket.destroy();
  silent?.close();
});

function configuration(silentPort: number): string {
  const many = Array.from({ length: 1500 }, (_, at) => `add_header X-${at} ${at};`).join(' ');
  return `
  large_client_header_buffers 8 128k;
  keepalive_requests 10000;
  client_max_body_size 40m;
  server {
    listen 127.0.0.1:${port};
    root FOLDER/www;
    location = /count { return 200 "$connection $connection_requests"; }
    location = /one { keepalive_requests 1; return 200 "$connection $connection_requests"; }
    location = /none { keepalive_timeout 0; return 200 "$connection $connection_requests"; }
    location = /rude { return 444; }
    location = /bad { return 500 "$connection $connection_requests"; }
    location = /empty { return 204; }
    location = /hop { return 302 /hop2; }
    location = /hop2 { return 307 /count; }
    location = /gzip.txt { gzip on; gzip_types text/plain; gzip_min_length 1; }
    location = /brotli.txt { brotli on; brotli_types text/plain; brotli_min_length 1; }
    location = /zeros { gzip on; gzip_types application/octet-stream; default_type application/octet-stream; alias FOLDER/www/big.bin; }
    location = /headers { add_header X-1 $arg_x; add_header X-2 $arg_x; add_header X-3 $arg_x; return 200 "$request_length"; }
    location = /many { ${many} return 200 "many"; }
    location = /slow.txt { limit_rate 1k; }
    location = /small { client_max_body_size 1k; proxy_pass http://127.0.0.1:${silentPort}; }
    location /silent { proxy_buffering off; proxy_pass http://127.0.0.1:${silentPort}; }
    location /dav/ { dav_methods PUT DELETE; create_full_put_path on; }
    location = /private.txt { auth_basic "beckon"; auth_basic_user_file FOLDER/users; add_header X-User $remote_user; }
    location = /cookie { add_header Set-Cookie "a=1; Path=/"; add_header Set-Cookie "b=2; HttpOnly"; return 200 "$http_cookie"; }
  }`;
}

describe.skipIf(SKIP)('nginx', () => {
  beforeAll(async () => {
    silent = createServer((socket) => {
      silentSockets.add(socket);
      socket.on('error', () => {});
      socket.once('data', (data) => {
        const path = String(data).split(' ')[1];
        if (path === '/silent/body') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning');
        if (path === '/silent/cut') socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe beginning');
      });
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    port = await freePort();
    nginx = await startNginx(
      port,
      configuration((silent.address() as { port: number }).port),
      `load_module ${BROTLI};`,
    );
    for (const name of ['plain', 'gzip', 'brotli', 'slow', 'private'])
      writeFileSync(join(nginx.folder, 'www', `${name}.txt`), TEXT);
    const big = join(nginx.folder, 'www', 'big.bin');
    writeFileSync(big, '');
    truncateSync(big, BIG);
    writeFileSync(join(nginx.folder, 'users'), `ann:{SHA}${createHash('sha1').update('p:w d').digest('base64')}\n`);
  });

  beforeEach(() => {
    const mine = new Session();
    session = mine;
    return () => mine.close();
  });

  describe('codings', () => {
    it('gzip, in chunks', async () => {
      const response = await get(url('/gzip.txt'));
      expect(response.headers.get('Content-Encoding')).toBe('gzip');
      expect(response.headers.get('Transfer-Encoding')).toBe('chunked');
      expect(response.text).toBe(TEXT);
    });

    it('brotli, where it is asked for', async () => {
      const response = await get(url('/brotli.txt'));
      expect(response.request?.headers.get('Accept-Encoding')).toContain('br');
      expect(response.headers.get('Content-Encoding')).toBe('br');
      expect(response.text).toBe(TEXT);
    });

    it('none, where none is wanted', async () => {
      const response = await get(url('/gzip.txt'), { headers: { 'Accept-Encoding': 'identity' } });
      expect(response.headers.has('Content-Encoding')).toBe(false);
      expect(response.headers.get('Content-Length')).toBe(String(TEXT.length));
      expect(response.text).toBe(TEXT);
    });

    it('raw has the bytes as they came', async () => {
      const response = await get(url('/gzip.txt'), { stream: true });
      let length = 0;
      let first: Uint8Array | undefined;
      for await (const chunk of response.raw as unknown as AsyncIterable<Uint8Array>) {
        first ??= chunk;
        length += chunk.length;
      }
      expect([...(first as Uint8Array).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
      expect(length).toBeLessThan(TEXT.length / 10);
    });
  });

  describe('kinds of answers', () => {
    it('HEAD has headers and no body, and leaves the connection free', async () => {
      const response = await session.head(url('/plain.txt'));
      expect(response.headers.get('Content-Length')).toBe(String(TEXT.length));
      expect(response.content.length).toBe(0);
      expect((await counts())[1]).toBe(2);
    });

    it('204 and 304 have none either', async () => {
      expect((await session.get(url('/empty'))).statusCode).toBe(204);
      const full = await session.get(url('/plain.txt'));
      const etag = full.headers.get('ETag') as string;
      const again = await session.get(url('/plain.txt'), { headers: { 'If-None-Match': etag } });
      expect([again.statusCode, again.content.length]).toEqual([304, 0]);
      const modified = full.headers.get('Last-Modified') as string;
      const since = await session.get(url('/plain.txt'), { headers: { 'If-Modified-Since': modified } });
      expect(since.statusCode).toBe(304);
      expect((await counts())[1]).toBe(5);
    });

    it.each([
      ['bytes=10-19', 206, TEXT.slice(10, 20), `bytes 10-19/${TEXT.length}`],
      ['bytes=-5', 206, TEXT.slice(-5), `bytes ${TEXT.length - 5}-${TEXT.length - 1}/${TEXT.length}`],
      ['bytes=9999999-', 416, null, `bytes */${TEXT.length}`],
    ])('Range: %s is %s', async (range, status, text, contentRange) => {
      const response = await get(url('/plain.txt'), { headers: { Range: range } });
      expect(response.statusCode).toBe(status);
      expect(response.headers.get('Content-Range')).toBe(contentRange);
      if (text !== null) expect(response.text).toBe(text);
    });

    it('several ranges are multipart/byteranges', async () => {
      const response = await get(url('/plain.txt'), { headers: { Range: 'bytes=0-2,5-8' } });
      expect(response.headers.get('Content-Type')).toMatch(/^multipart\/byteranges; boundary=/);
      expect(response.text).toContain('\r\n\r\nAll\r\n');
    });

    it('Basic credentials, right and wrong', async () => {
      expect((await get(url('/private.txt'))).statusCode).toBe(401);
      const right = await get(url('/private.txt'), { auth: ['ann', 'p:w d'] });
      expect([right.statusCode, right.headers.get('X-User')]).toEqual([200, 'ann']);
      const wrong = await get(url('/private.txt').replace('127', 'ann:no@127'));
      expect(() => wrong.raiseForStatus()).toThrow(HTTPError);
    });

    it('several cookies are kept and sent back', async () => {
      await session.get(url('/cookie'));
      expect((await session.get(url('/cookie'))).text).toBe('a=1; b=2');
    });

    it('large headers both ways', async () => {
      const x = 'x'.repeat(20_000);
      const response = await get(url('/headers'), { params: { x }, headers: { 'X-Large': 'y'.repeat(60_000) } });
      expect([1, 2, 3].map((at) => response.headers.get(`X-${at}`) === x)).toEqual([true, true, true]);
      expect(Number(response.text)).toBeGreaterThan(80_000);
    });

    it('more than a thousand headers', async () => {
      const response = await get(url('/many'));
      expect(response.headers.get('X-1499')).toBe('1499');
    });
  });

  describe('kept connections', () => {
    it('100 requests go over one', async () => {
      const seen = [];
      for (let at = 0; at < 100; at++) seen.push(await counts());
      expect(new Set(seen.map(([connection]) => connection)).size).toBe(1);
      expect(seen.at(-1)?.[1]).toBe(100);
    });

    it('after errors, redirects and codings too', async () => {
      const [connection] = await counts();
      expect((await session.get(url('/bad'))).statusCode).toBe(500);
      expect((await session.get(url('/nowhere'))).statusCode).toBe(404);
      const followed = await session.get(url('/hop'));
      expect(followed.history.map((one) => one.statusCode)).toEqual([302, 307]);
      expect(followed.text).toBe(`${connection} 6`);
      await session.get(url('/gzip.txt'));
      expect(await counts()).toEqual([connection, 8]);
    });

    it('one whose body was not read is not used again', async () => {
      const [connection] = await counts();
      const left = await session.get(url('/big.bin'), { stream: true });
      await left.close();
      expect((await counts())[0]).not.toBe(connection);
    });

    it('one whose streamed body was read is', async () => {
      const [connection] = await counts();
      const read = await session.get(url('/plain.txt'), { stream: true });
      expect(new TextDecoder().decode(await read.read())).toBe(TEXT);
      expect((await counts())[0]).toBe(connection);
    });

    it('Connection: close ends one', async () => {
      const [connection] = await counts();
      await session.get(url('/count'), { headers: { Connection: 'close' } });
      expect((await counts())[0]).not.toBe(connection);
    });

    it('many at once: as many as are needed, poolMaxsize are kept', async () => {
      session.mount('http://', new HTTPAdapter({ poolMaxsize: 3 }));
      const first = await Promise.all(Array.from({ length: 20 }, () => counts()));
      expect(new Set(first.map(([connection]) => connection)).size).toBe(20);
      const known = new Set(first.map(([connection]) => connection));
      const second = await Promise.all(Array.from({ length: 20 }, () => counts()));
      expect(second.filter(([connection]) => known.has(connection)).length).toBe(3);
    });

    it('poolBlock: never more than poolMaxsize', async () => {
      session.mount('http://', new HTTPAdapter({ poolMaxsize: 2, poolBlock: true }));
      const all = await Promise.all(Array.from({ length: 20 }, () => counts()));
      expect(new Set(all.map(([connection]) => connection)).size).toBe(2);
    });

    it.each([
      ['keepalive_requests 1', '/one'],
      ['keepalive_timeout 0', '/none'],
    ])('%s: each request has one of its own', async (_, path) => {
      const seen = [];
      for (let at = 0; at < 20; at++) seen.push(await counts(path));
      expect(seen.every(([, requests]) => requests === 1)).toBe(true);
    });

    it('close() ends them', async () => {
      const [connection] = await counts();
      await session.close();
      expect((await counts())[0]).not.toBe(connection);
    });

    it('an idle one does not keep the process alive', async () => {
      const beckon = new URL('../../packages/beckon/src/index.ts', import.meta.url).href;
      const script = `const { Session } = await import('${beckon}');
        console.log((await new Session().get('${url('/count')}')).statusCode);`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        timeout: 15_000,
      });
      expect(stdout.trim()).toBe('200');
    });
  });

  describe('a server that closes', () => {
    it('without an answer: a ConnectionError, and one request', async () => {
      const before = logged('/rude').length;
      const error = await failure(get(url('/rude')));
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error.message).toContain(`127.0.0.1:${port}`);
      await vi.waitFor(() => expect(logged('/rude').length).toBe(before + 1), 5000);
    });

    it('as a kept connection was used: once more over a fresh one, and no more', async () => {
      const before = logged('/rude').length;
      await counts();
      expect(await failure(session.get(url('/rude')))).toBeInstanceOf(ConnectionError);
      await vi.waitFor(() => expect(logged('/rude').length).toBe(before + 2), 5000);
    });

    it('and comes back: a request over a connection that is dead already goes through', async () => {
      const ownPort = await freePort();
      const http = `server { listen 127.0.0.1:${ownPort} reuseport; location / { return 200 "$connection_requests"; } }`;
      const first = await startNginx(ownPort, http);
      const at = `http://127.0.0.1:${ownPort}/`;
      session.trustEnv = false;
      // counts the lost one itself, and is allowed none: it shows that the connection was dead
      const strict = new Session({ trustEnv: false });
      strict.mount('http://', new HTTPAdapter({ maxRetries: new Retry({ total: 3, read: 0 }) }));
      await Promise.all([session.get(at), session.get(at), session.get(at), strict.get(at)]);
      const second = await startNginx(ownPort, http);
      await vi.waitFor(() => expect(second.said()).toContain('epoll'), 5000);
      process.kill(first.pid, 'SIGKILL');
      // the kernel closes the connections now; nobody on this side looks before the next requests are on their way
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      const [after, lost] = await Promise.all([session.get(at), failure(strict.get(at))]);
      expect([after.statusCode, after.text]).toEqual([200, '1']);
      expect(lost).toBeInstanceOf(ConnectionError);
      await strict.close();
      const data = { a: '1' };
      expect((await session.post(at, { data })).statusCode).toBe(200);
      await second.stop();
      expect(await failure(session.get(at))).toBeInstanceOf(ConnectionError);
    });

    it('in the middle of the body: a ChunkedEncodingError', async () => {
      const error = await failure(get(url('/silent/cut')));
      expect(error.name).toBe('ChunkedEncodingError');
    });
  });

  describe('timeouts', () => {
    it('no answer: a ReadTimeout', async () => {
      const error = await failure(get(url('/silent'), { timeout: [5000, 150] }));
      expect(error.name).toBe('ReadTimeout');
      expect(error.message).toContain('150 ms');
    });

    it('silence in the body, as it is read', async () => {
      expect((await failure(get(url('/silent/body'), { timeout: [5000, 200] }))).name).toMatch(
        /ReadTimeout|ConnectionError/,
      );
      const response = await get(url('/silent/body'), { timeout: [5000, 200], stream: true });
      const pieces: string[] = [];
      const reading = (async () => {
        for await (const piece of response.iterContent({ chunkSize: null }))
          pieces.push(new TextDecoder().decode(piece));
      })();
      const error = await failure(reading);
      expect(error.name).toMatch(/ReadTimeout|ConnectionError/);
      expect(pieces.join('')).toBe('the beginning');
    });

    it('a slow answer is no silence; the total ends it', async () => {
      const error = await failure(get(url('/slow.txt'), { timeout: { read: 5000, total: 400 } }));
      expect(error.name).toBe('Timeout');
      expect(error.message).toContain('400 ms');
    });

    it('TLS with a server that says nothing: a ConnectTimeout', async () => {
      const { port: silentPort } = silent.address() as { port: number };
      const error = await failure(get(`https://127.0.0.1:${silentPort}/`, { timeout: [150, 5000] }));
      expect(error.name).toBe('ConnectTimeout');
    });

    it('a signal ends a slow answer with its reason', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const call = get(url('/slow.txt'), { signal: controller.signal });
      setTimeout(() => controller.abort(reason), 100);
      await expect(call).rejects.toBe(reason);
    });
  });

  describe('large things', () => {
    it('a download is streamed in flat memory', async () => {
      const response = await session.get(url('/big.bin'), { stream: true });
      let length = 0;
      let most = 0;
      const before = process.memoryUsage();
      for await (const piece of response.iterContent({ chunkSize: 65_536 })) {
        length += piece.length;
        if (length % (16 * MEBIBYTE) === 0) {
          const now = process.memoryUsage();
          most = Math.max(most, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers);
        }
      }
      expect(length).toBe(BIG);
      expect(most).toBeLessThan(100 * MEBIBYTE);
    });

    it('one that nobody reads is not fetched', async () => {
      const response = await session.get(url('/big.bin'), { stream: true });
      const before = process.memoryUsage().arrayBuffers;
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MEBIBYTE);
      await response.close();
      await vi.waitFor(() => expect(logged('/big.bin').length).toBeGreaterThan(0));
    });

    it('a compressed one in a stream, however much it grows', async () => {
      const response = await session.get(url('/zeros'), { stream: true, headers: { 'Accept-Encoding': 'gzip' } });
      expect(response.headers.get('Content-Encoding')).toBe('gzip');
      let length = 0;
      for await (const piece of response.iterContent({ chunkSize: MEBIBYTE })) {
        length += piece.length;
        if (length >= 64 * MEBIBYTE) break;
      }
      expect(length).toBe(64 * MEBIBYTE);
    });

    it('onDownloadProgress comes to the end', async () => {
      const seen: number[] = [];
      await session.get(url('/plain.txt'), { onDownloadProgress: ({ loaded }) => seen.push(loaded) });
      expect(seen.at(-1)).toBe(TEXT.length);
    });

    it.each([
      ['of a known length', () => new Uint8Array(20 * MEBIBYTE).fill(7), 'length'],
      ['of a stream, in chunks', () => pieces(20), 'chunks'],
    ])('an upload %s, and away again', async (_, data, name) => {
      const at = url(`/dav/up/${name}.bin`);
      expect((await session.put(at, { data: data() })).statusCode).toBe(201);
      const stored = readFileSync(join(nginx.folder, 'www/dav/up', `${name}.bin`));
      expect(stored.length).toBe(20 * MEBIBYTE);
      expect(stored.every((byte) => byte === 7)).toBe(true);
      expect((await session.delete(at)).statusCode).toBe(204);
      expect((await session.get(at)).statusCode).toBe(404);
    });

    it('one that is refused while it goes out: 413', async () => {
      const response = await session.post(url('/small'), { data: new Uint8Array(8 * MEBIBYTE) });
      expect(response.statusCode).toBe(413);
      expect(response.text).toContain('413 Request Entity Too Large');
      expect((await session.get(url('/count'))).statusCode).toBe(200);
    });
  });
});

/** A stream of so many mebibytes of sevens. */
async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at++) yield new Uint8Array(MEBIBYTE).fill(7);
}
