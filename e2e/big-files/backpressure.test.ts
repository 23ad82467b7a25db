/** Who stops holds the other side back: nothing gathers in between. */
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { Session } from '../../packages/beckon/src/index.ts';

const MEBIBYTE = 1024 * 1024;
const PIECE = new Uint8Array(65_536);
/** The buffers of both sockets, and a little more. */
const MOST_AHEAD = 24 * MEBIBYTE;

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

/** A server that does with each connection what it is told. */
async function serve(handle: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as { port: number };
  return `http://127.0.0.1:${port}/`;
}

/** Settles once a number no longer grows; with what it came to. */
async function settled(count: () => number): Promise<number> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await sleep(300);
  }
  return count();
}

/** Settles once something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

test('a server that stops reading holds the source of an upload back', async () => {
  let reader: Socket | undefined;
  const url = await serve((socket) => {
    reader = socket;
    socket.once('data', () => socket.pause());
  });
  let pulled = 0;
  let closed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        pulled += PIECE.length;
        yield PIECE;
      }
    } finally {
      closed = true;
    }
  }
  await using session = new Session({ trustEnv: false });
  const seen: number[] = [];
  const call = session.post(url, { data: source(), onUploadProgress: ({ loaded }) => seen.push(loaded) });
  const failed = expect(call).rejects.toThrow();
  await until(() => pulled > 0);
  const held = await settled(() => pulled);
  console.log(`upload: held back after ${(held / MEBIBYTE).toFixed(1)} MiB`);
  expect(held).toBeLessThan(MOST_AHEAD);
  expect(seen.at(-1)).toBeLessThanOrEqual(held);
  // it reads again: the source goes on
  reader?.resume();
  await until(() => pulled > 4 * held);
  reader?.destroy();
  await failed;
  // and is closed with the request
  await until(() => closed);
});

test('a reader that stops holds the server back', async () => {
  let written = 0;
  let gone = false;
  const url = await serve((socket) => {
    const feed = (): void => {
      for (;;) {
        written += PIECE.length;
        if (!socket.write(PIECE)) return;
      }
    };
    socket.on('drain', feed);
    socket.on('close', () => {
      gone = true;
    });
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      feed();
    });
  });
  await using session = new Session({ trustEnv: false });
  const response = await session.get(url, { stream: true });
  const pieces = response.iterContent({ chunkSize: 65_536 })[Symbol.asyncIterator]();
  expect((await pieces.next()).value?.length).toBe(65_536);
  const held = await settled(() => written);
  console.log(`download: held back after ${(held / MEBIBYTE).toFixed(1)} MiB`);
  expect(held).toBeLessThan(MOST_AHEAD);
  // it reads again: the server goes on
  while (written < 4 * held) await pieces.next();
  // and is told that nobody reads any more
  await response.close();
  await until(() => gone);
});

test.each(['raw', 'toWeb'] as const)('a reader of %s that stops holds the server back', async (way) => {
  let written = 0;
  const url = await serve((socket) => {
    const feed = (): void => {
      do written += PIECE.length;
      while (socket.write(PIECE));
    };
    socket.on('drain', feed);
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      feed();
    });
  });
  await using session = new Session({ trustEnv: false });
  const response = await session.get(url, { stream: true });
  const stream = (way === 'raw' ? response.raw : response.toWeb().body) as ReadableStream<Uint8Array>;
  const reader = stream.getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  expect(await settled(() => written)).toBeLessThan(MOST_AHEAD);
  await reader.cancel();
});

test('a download that is uploaded goes no faster than its reader', async () => {
  let written = 0;
  const from = await serve((socket) => {
    const feed = (): void => {
      do written += PIECE.length;
      while (socket.write(PIECE));
    };
    socket.on('drain', feed);
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      feed();
    });
  });
  const to = await serve((socket) => socket.once('data', () => socket.pause()));
  await using session = new Session({ trustEnv: false });
  const response = await session.get(from, { stream: true });
  const controller = new AbortController();
  const call = session.post(to, { data: response.iterContent({ chunkSize: null }), signal: controller.signal });
  const failed = expect(call).rejects.toThrow('enough');
  await until(() => written > 0);
  const held = await settled(() => written);
  expect(held).toBeLessThan(2 * MOST_AHEAD);
  controller.abort(new Error('enough'));
  await failed;
});
