/** Passwords from a netrc file, as curl has them: nothing of them in the code. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { get } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
const url = `${server.url}/basic-auth/ann/s3cret`;
const folder = await mkdtemp(join(tmpdir(), 'beckon-netrc-'));
const file = join(folder, 'netrc');
await writeFile(file, 'machine 127.0.0.1 login ann password s3cret\n', {
  mode: 0o600,
});

process.env.NETRC = file; // without it: ~/.netrc
console.log('by netrc', (await get(url)).statusCode);
console.log('without', (await get(url, { auth: false })).statusCode);
console.log('call first', (await get(url, { auth: ['x', 'y'] })).statusCode);

await rm(folder, { recursive: true });
