/** A `fetch` with the session's headers, cookies, retries and proxies. */
import { Session } from 'beckon';
import { startServer } from './server.ts';

/** Any library that takes a `fetch`. */
async function whoAmI(fetch: typeof globalThis.fetch, url: string) {
  const response = await fetch(url);
  return response.json();
}

await using server = await startServer();
await using session = new Session({
  headers: { Authorization: 'Bearer abc123' },
});
console.log(await whoAmI(session.fetch, `${server.url}/user`));
