import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, Agent as HttpsAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { makeAuthority, makeKeyPair } from '../../../examples/server/certificates.ts';
import { type Claim, failureOf } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';
import type { Verdict } from '../support/readme-table.ts';

interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** `yes` where it is an option, `part` where an agent has to be made. */
const ways: Readonly<Record<ClientName, readonly [Verdict, (certificates: Certificates) => object]>> = {
  beckon: ['yes', ({ ca, cert, key }) => ({ verify: { ca }, cert: { cert, key } })],
  axios: ['part', (given) => ({ httpsAgent: new HttpsAgent({ ...given }) })],
  got: [
    'yes',
    ({ ca, cert, key }) => ({ https: { certificateAuthority: ca, certificate: cert, key }, retry: { limit: 0 } }),
  ],
  undici: ['part', (given) => ({ dispatcher: new Agent({ connect: { ...given } }) })],
  // no option takes them; this is what one would be called
  ky: ['yes', (given) => ({ ...given, retry: 0 })],
  ofetch: ['yes', (given) => ({ ...given, retry: 0 })],
  fetch: ['yes', (given) => ({ ...given })],
};

export const certificates: Claim = {
  title: 'A private CA and a client certificate',
  async find(client) {
    const folder = mkdtempSync(join(tmpdir(), 'beckon-peers-'));
    const ca = makeAuthority(folder, 'ca');
    const server = createServer(
      { ...makeKeyPair(folder, 'server', 'ca', ['localhost']), ca, requestCert: true, rejectUnauthorized: true },
      (_, response) => response.end('ok'),
    );
    server.on('tlsClientError', () => {});
    const pair = makeKeyPair(folder, 'client', 'ca', []);
    rmSync(folder, { recursive: true, force: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const [verdict, options] = ways[client];
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    const failure = await failureOf(newClient(client)(url, options({ ca, ...pair })));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return failure === undefined ? verdict : 'no';
  },
};
