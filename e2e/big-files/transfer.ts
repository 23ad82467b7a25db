/**
 * One big transfer in a process of its own, and how much memory it took: prints `{ start, peak, bytes }` as JSON, in bytes.
 * usage: node transfer.ts KIND URL FILE
 */
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { get, post, put, type Response } from '../../packages/beckon/src/index.ts';

const [kind = '', url = '', file = ''] = process.argv.slice(2);

// a body that is teed is held in memory as far as its two readers are apart
ReadableStream.prototype.tee = () => {
  throw new Error('a body was teed');
};

async function received(answer: Promise<Response>): Promise<number> {
  const response = (await answer).raiseForStatus();
  return response.json<{ bytes: number }>().bytes;
}

async function download(): Promise<number> {
  await using response = await get(url, { stream: true });
  await pipeline(response.iterContent({ chunkSize: 65_536 }), createWriteStream(file));
  return (await stat(file)).size;
}

async function unpack(): Promise<number> {
  await using response = await get(url, { stream: true });
  let bytes = 0;
  for await (const piece of response.iterContent({ chunkSize: null })) bytes += piece.length;
  return bytes;
}

const KINDS: Readonly<Record<string, () => Promise<number>>> = {
  blob: async () => received(put(url, { data: await openAsBlob(file) })),
  stream: () => received(put(url, { data: createReadStream(file) })),
  'multipart of a blob': async () =>
    received(post(url, { data: { title: 'big' }, files: { file: ['big.bin', await openAsBlob(file)] } })),
  'multipart of a stream': () =>
    received(post(url, { data: { title: 'big' }, files: { file: ['big.bin', createReadStream(file)] } })),
  download,
  unpack,
};

const start = process.memoryUsage.rss();
const bytes = await KINDS[kind]?.();
// in KiB; that of the whole life of the process, so that no sample can miss it
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ start, peak, bytes }));
