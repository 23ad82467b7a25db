/**
 * `npm run demo`: a tour of Beckon, on a server of its own on this machine.
 * Each stop shows the code that ran, what came in on the server and what came
 * back. The code shown is the function's own text.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as requests from 'beckon';
import { Guide } from './server/guide.ts';
import { startServer } from './server.ts';

await using server = await startServer();
const folder = await mkdtemp(join(tmpdir(), 'beckon-tour-'));
const guide = new Guide(server);
const base = server.url;

process.stdout.on('error', () => process.exit()); // the reader of a pipe left
guide.welcome();

await guide.stop('GET with a query', async () => {
  return requests.get(`${base}/get`, {
    params: { q: 'green tea', tag: ['leaf', 'loose'] },
  });
});

await guide.stop('POST JSON', async () => {
  return requests.post(`${base}/post`, {
    json: { name: 'Zoë', cups: [1, 2, 3] },
  });
});

await guide.stop('POST a form', async () => {
  return requests.post(`${base}/post`, {
    data: { name: 'Ann', colour: ['red', 'green'] },
  });
});

await guide.stop('Upload files (multipart)', async () => {
  return requests.post(`${base}/upload`, {
    data: { album: 'holidays' },
    files: { note: ['note.txt', 'See you soon!', 'text/plain'] },
  });
});

await guide.stop('A session keeps cookies and connections', async () => {
  await using session = new requests.Session();
  session.headers.set('X-Client', 'tour');
  const theme = { theme: 'dark' };
  await session.get(`${base}/cookies/set`, { params: theme });
  const r = await session.get(`${base}/cookies`);
  guide.note('session.cookies.getDict()', session.cookies.getDict());
  return r;
});

await guide.stop('Redirects, and their history', async () => {
  const r = await requests.get(`${base}/redirect/2`);
  guide.note('r.history', r.history.map((hop) => hop.statusCode).join(', '));
  guide.note('r.url', r.url);
  return r;
});

await guide.stop('Basic authentication', async () => {
  const url = `${base}/basic-auth/ann/s3cret`;
  return requests.get(url, { auth: ['ann', 's3cret'] });
});

await guide.stop('Digest authentication', async () => {
  const auth = new requests.HTTPDigestAuth('ann', 's3cret');
  const url = `${base}/digest-auth/ann/s3cret`;
  return requests.get(url, { auth });
});

await guide.stop('A download, streamed to disk', async () => {
  const file = join(folder, 'download.bin');
  const url = `${base}/stream/5000000`;
  await using r = await requests.get(url, { stream: true });
  const pieces = r.iterContent({ chunkSize: 65_536 });
  await pipeline(pieces, createWriteStream(file));
  guide.note('bytes on the disk', (await stat(file)).size);
  return r;
});

await guide.stop('A timeout', async () => {
  return requests.get(`${base}/delay/2000`, { timeout: 250 });
});

await guide.stop('A status that is an error', async () => {
  const r = await requests.get(`${base}/status/404`);
  return r.raiseForStatus();
});

await guide.stop('A server that is not there', async () => {
  return requests.get('http://127.0.0.1:1/', { timeout: 2000 });
});

await guide.stop('A URL that cannot be meant', async () => {
  return requests.get('example.com/no-scheme');
});

await rm(folder, { recursive: true });
guide.farewell();
