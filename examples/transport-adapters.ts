/** HTTPAdapter extended, as Requests' documentation does: TLS minimum, source address, Unix socket, fixed DNS answer. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, ListenOptions } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTTPAdapter, type PoolOptions, Session, SSLError } from 'beckon';
import { makeAuthority, makeKeyPair } from './server/certificates.ts';

/** An adapter whose connections are made in a way of its own. */
class OwnAdapter extends HTTPAdapter {
  readonly own: PoolOptions;

  constructor(own: PoolOptions) {
    super();
    this.own = own;
  }

  override initPoolmanager(
    connections: number,
    maxsize: number,
    block: boolean,
    options: PoolOptions = {},
  ): void {
    const all = { ...options, ...this.own };
    super.initPoolmanager(connections, maxsize, block, all);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'beckon-adapters-'));
const listening = async <S extends Server>(
  server: S,
  where: ListenOptions,
): Promise<S> => {
  server.on('request', (request, response) =>
    response.end(
      `to ${request.headers.host} from ${request.socket.remoteAddress}`,
    ),
  );
  await once(server.listen(where), 'listening');
  return server;
};
const portOf = (server: Server): number =>
  (server.address() as AddressInfo).port;

const plain = await listening(createServer(), { port: 0, host: '127.0.0.1' });
const path = join(folder, 'server.sock');
const unix = await listening(createServer(), { path });
const ca = makeAuthority(folder, 'company-ca');
const pair = makeKeyPair(folder, 'server', 'company-ca', ['localhost']);
const old = await listening(
  createTlsServer({ ...pair, maxVersion: 'TLSv1.2' }),
  { port: 0, host: '127.0.0.1' },
);

await using session = new Session({ trustEnv: false });
session.mount(
  'http://127.0.0.1',
  new OwnAdapter({ localAddress: '127.0.0.2' }),
);
session.mount('http://docker/', new OwnAdapter({ socketPath: path }));
session.mount(
  'http://api.internal',
  new OwnAdapter({
    lookup: (_name, _options, answer) => answer(null, '127.0.0.1', 4),
  }),
);
session.mount('https://', new OwnAdapter({ minVersion: 'TLSv1.3' }));

const ask = async (url: string): Promise<void> => {
  console.log(url.replace(/:\d+\//, '/'), (await session.get(url)).text);
};
await ask(`http://127.0.0.1:${portOf(plain)}/`);
await ask('http://docker/containers');
await ask(`http://api.internal:${portOf(plain)}/`);
try {
  await session.get(`https://localhost:${portOf(old)}/`, { verify: { ca } });
} catch (error) {
  console.log(error instanceof SSLError, 'no TLS 1.2 for this adapter');
}

for (const server of [plain, unix, old]) server.close();
await rm(folder, { recursive: true });
