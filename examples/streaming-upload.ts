/** An upload of any source: with its length where it is known, else chunked. */
import { openAsBlob } from 'node:fs';
import { get, post, type Response } from 'beckon';
import { startServer } from './server.ts';

function show(title: string, response: Response): void {
  const headers = response.request?.headers;
  const length = headers?.get('content-length');
  const framing = length ?? headers?.get('transfer-encoding');
  console.log(title, framing, response.json<{ bytes: number }>().bytes);
}

async function* ticks(): AsyncGenerator<string> {
  for (const tick of ['one ', 'two ', 'three']) yield tick;
}

await using server = await startServer();
const url = `${server.url}/post`;

const file = await openAsBlob(new URL('./server.ts', import.meta.url));
show('a file:', await post(url, { data: file }));
show('a generator:', await post(url, { data: ticks() }));

// from one server to another, with the progress shown
await using download = await get(`${server.url}/stream/1000000`, {
  stream: true,
});
let seen = 0;
const copy = await post(url, {
  data: download.iterContent({ chunkSize: null }),
  onUploadProgress: ({ loaded }) => {
    seen = loaded;
  },
});
show('a download:', copy);
console.log('progress:', seen);
