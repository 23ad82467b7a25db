/** What is asked for, what goes out, and the change in between. */
import { Request, Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session();

const request = new Request('POST', `${server.url}/post`, {
  data: { colour: 'green' },
});
const prepared = await session.prepareRequest(request);
console.log(prepared.method, prepared.pathUrl, prepared.body);

prepared.body = 'colour=blue&more=1';
prepared.headers.set('Content-Length', String(prepared.body.length));
const response = await session.send(prepared, { timeout: 5000 });
console.log(response.json());
console.log(response.request === prepared);
