/** Files of 1 GiB go from disk and to disk in little memory: each in a process of its own. Some ways that differ little go with a quarter of it. */
import { createReadStream, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runChild } from './run-child.ts';

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;
const QUARTER = GIBIBYTE / 4;
/** A busy machine may take long; in milliseconds. */
const PATIENCE = 120_000;
const MOST_GROWTH = 100 * MEBIBYTE;

let folder: string;
let big: string;
let quarter: string;
let server: Server;
let url: string;

/** Counts what comes in by PUT and POST; GET gives the file; `/gzip` a quarter of it, in a few members of gzip. */
function serve(): Server {
  return createServer(async (request, response) => {
    if (request.method !== 'GET') {
      let bytes = 0;
      for await (const piece of request) bytes += (piece as Uint8Array).length;
      response.end(JSON.stringify({ bytes }));
    } else if (request.url === '/gzip') {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      const member = gzipSync(Buffer.alloc(16 * MEBIBYTE));
      await pipeline(Array(QUARTER / (16 * MEBIBYTE)).fill(member), response);
    } else {
      response.writeHead(200, { 'Content-Length': GIBIBYTE });
      await pipeline(createReadStream(big, { highWaterMark: MEBIBYTE }), response);
    }
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beckon-big-'));
  big = join(folder, 'big.bin');
  quarter = join(folder, 'quarter.bin');
  for (const [file, size] of [
    [big, GIBIBYTE],
    [quarter, QUARTER],
  ] as const) {
    writeFileSync(file, '');
    // it has no blocks: nothing is written
    truncateSync(file, size);
  }
  server = serve();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  { kind: 'blob', size: GIBIBYTE, path: '/' },
  { kind: 'stream', size: GIBIBYTE, path: '/' },
  { kind: 'multipart of a blob', size: GIBIBYTE, path: '/' },
  { kind: 'multipart of a stream', size: QUARTER, path: '/' },
  { kind: 'download', size: GIBIBYTE, path: '/' },
  { kind: 'unpack', size: QUARTER, path: '/gzip' },
])(
  '$kind',
  async ({ kind, size, path }) => {
    const source = size === GIBIBYTE ? big : quarter;
    const file = kind === 'download' ? join(folder, 'download.bin') : source;
    const { code, stdout, stderr } = await runChild('transfer.ts', kind, `${url}${path}`, file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { start, peak, bytes } = JSON.parse(stdout) as { start: number; peak: number; bytes: number };
    const [growth, first] = [peak - start, start].map((amount) => Math.round(amount / MEBIBYTE));
    console.log(`${size / MEBIBYTE} MiB, ${kind}: ${growth} MiB above the ${first} MiB of its start`);
    // a multipart body has its boundaries as well
    if (kind.startsWith('multipart')) expect(bytes - size).toBeGreaterThan(100);
    else expect(bytes).toBe(size);
    expect(peak - start).toBeLessThan(MOST_GROWTH);
  },
  PATIENCE,
);
