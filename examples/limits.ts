/** A small answer that unpacks into a huge one is refused. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ContentDecodingError, get } from 'beckon';

const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20));
const server = createServer((_request, response) =>
  response.setHeader('Content-Encoding', 'gzip').end(bomb),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

for (const limits of [undefined, { decodedBytes: 1000 }]) {
  const error = await get(url, { limits }).catch((error: unknown) => error);
  if (error instanceof ContentDecodingError) console.log(error.message);
}

// a bound of your own, in the place of the usual one: 200 to 1 from 64 MiB on
const limits = { decodedBytes: 200 * 2 ** 20, ratio: null };
const r = await get(url, { limits });
console.log(r.content.length);
server.close();
