/** Node: `node examples/node/main.ts https://api.example`, and on the disk. */
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Session } from 'beckon';

const [base = 'http://127.0.0.1:8080'] = process.argv.slice(2);

await using session = new Session({ timeout: [3_000, 10_000] });
const home = await session.get(`${base}/cookies/set`, {
  params: { theme: 'dark' },
});
console.log(home.statusCode, home.json());

const download = await session.get(`${base}/stream/100000`, { stream: true });
const file = join(tmpdir(), 'beckon-example.bin');
await pipeline(
  download.iterContent({ chunkSize: 65_536 }),
  createWriteStream(file),
);
console.log(`saved, with ${process.release.name}`);
