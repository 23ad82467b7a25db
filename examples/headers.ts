/** Headers: add, replace, take away. */
import { Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session({ headers: { 'X-Client': 'tour' } });

await session.get(`${server.url}/headers`, {
  headers: { 'User-Agent': 'tea-shop/1.0', Accept: null },
});
console.log(server.requests.at(-1)?.headers);
