/** A download to disk, a piece at a time: it never stands in memory whole. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { get } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
const folder = await mkdtemp(join(tmpdir(), 'beckon-'));
const file = join(folder, 'download.bin');

await using response = await get(`${server.url}/stream/5000000`, {
  stream: true,
});
console.log('at the headers:', response.headers.get('content-length'));
await pipeline(
  response.iterContent({ chunkSize: 65_536 }),
  createWriteStream(file),
);
console.log('on disk:', (await stat(file)).size);
await rm(folder, { recursive: true });

// lines, as they arrive
await using lines = await get(`${server.url}/lines/3`, { stream: true });
lines.encoding ??= 'utf-8'; // the server doesn't say
for await (const line of lines.iterLines({ decodeUnicode: true })) {
  console.log(line);
}
