/** A server with a private authority, that asks for a certificate too. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { get, SSLError } from 'beckon';
import { makeAuthority, makeKeyPair } from './server/certificates.ts';

const folder = await mkdtemp(join(tmpdir(), 'beckon-tls-'));
const ca = makeAuthority(folder, 'company-ca');
const pair = makeKeyPair(folder, 'server', 'company-ca', ['localhost']);
makeKeyPair(folder, 'client', 'company-ca', []);
const server = createServer({ ...pair, ca, requestCert: true });
server.on('request', (_request, response) => response.end('welcome'));
await once(server.listen(0), 'listening');
const url = `https://localhost:${(server.address() as AddressInfo).port}/`;

try {
  await get(url);
} catch (error) {
  console.log(error instanceof SSLError, 'the authority is not known');
}

const response = await get(url, {
  verify: join(folder, 'company-ca.pem'),
  cert: [join(folder, 'client.pem'), join(folder, 'client.key')],
});
console.log(response.text);

server.close();
await rm(folder, { recursive: true });
