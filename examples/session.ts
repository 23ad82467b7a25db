/** A session keeps cookies, defaults and connections. */
import { Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session({ headers: { 'X-Client': 'tour' } });

await session.get(`${server.url}/cookies/set`, {
  params: { theme: 'dark', size: 'large' },
});
console.log(session.cookies?.getDict());

const response = await session.get(`${server.url}/cookies`, {
  cookies: { once: 'only' }, // for this call
});
console.log(response.json());
console.log(response.request?.headers.get('x-client'));
console.log(session.cookies?.get('once') ?? 'not kept');
