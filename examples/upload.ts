/** Files and fields in one multipart upload. */
import { openAsBlob } from 'node:fs';
import { post } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

const response = await post(`${server.url}/upload`, {
  data: { album: 'holidays' },
  files: {
    // from disk: opened when it is sent, with its length known
    source: await openAsBlob(new URL(import.meta.url)),
    // [filename, source, contentType]
    note: ['note.txt', 'See you soon!', 'text/plain'],
  },
});
console.log(response.request?.headers.get('content-length'), 'bytes sent');
console.table(response.json<{ parts: object[] }>().parts);
