/** The cookie jar: set, look, keep on disk. */
import { RequestsCookieJar, Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session();

await session.get(`${server.url}/cookies/set`, { params: { theme: 'dark' } });
session.cookies.set('lang', 'en', { domain: '127.0.0.1', path: '/orders' });
for (const { key, value, domain, path } of session.cookies) {
  console.log(key, value, domain, path);
}

const saved = JSON.stringify(session.cookies);
const jar = RequestsCookieJar.fromJSON(saved);
await using later = new Session({ cookies: jar });
const response = await later.get(`${server.url}/cookies`);
console.log(response.json()); // the other one is for /orders alone
