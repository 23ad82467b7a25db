/** Through a proxy, by option and by the environment. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { get } from 'beckon';
import { httpProxy } from './server/proxies.ts';
import { startServer } from './server.ts';

await using server = await startServer();
const proxy = httpProxy('ann:s3cret').listen(0, '127.0.0.1');
await once(proxy, 'listening');
const { port } = proxy.address() as AddressInfo;

const http = `http://ann:s3cret@127.0.0.1:${port}`;
const byOption = await get(`${server.url}/headers`, { proxies: { http } });
console.log(byOption.json<{ headers: { via: string } }>().headers.via);

process.env.HTTP_PROXY = `http://127.0.0.1:${port}`; // and no password
const refused = await get(`${server.url}/headers`);
console.log(refused.statusCode);

process.env.NO_PROXY = '127.0.0.0/8';
const direct = await get(`${server.url}/headers`);
console.log(direct.statusCode);
proxy.close();
