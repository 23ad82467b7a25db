/** Through a SOCKS 5 proxy; with `socks5h` it looks names up, with `socks5` this machine does. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Session } from 'beckon';
import { socksProxy } from './server/proxies.ts';
import { startServer } from './server.ts';

await using server = await startServer();
const { port: target } = new URL(server.url);
const proxy = socksProxy().listen(0, '127.0.0.1');
let connections = 0;
proxy.on('connection', () => {
  connections += 1;
});
await once(proxy, 'listening');
const { port } = proxy.address() as AddressInfo;

const proxies = { all: `socks5h://ann:s3cret@127.0.0.1:${port}` };
const session = new Session({ proxies });
const r = await session.get(`http://localhost:${target}/get`);
console.log(r.statusCode, `connections of the proxy: ${connections}`);
await session.close();
proxy.close();
