/** What can go wrong, each with its class; RequestException is them all. */
import {
  ConnectionError,
  get,
  HTTPError,
  JSONDecodeError,
  RequestException,
} from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

async function attempt(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof RequestException)) throw error;
    const kinds = { HTTPError, ConnectionError, JSONDecodeError };
    const kind = Object.entries(kinds).find(
      ([, type]) => error instanceof type,
    );
    console.log(kind?.[0] ?? error.name, error.code);
    console.log(`  ${error.message}`);
  }
}

// a status is no error until one asks
const missing = await get(`${server.url}/status/404`);
console.log(missing.statusCode, missing.ok, missing.reason);
await attempt(async () => missing.raiseForStatus());

await attempt(async () => (await get(`${server.url}/stream/9`)).json());
await attempt(() => get('http://127.0.0.1:1/'));
await attempt(() => get('example.com'));
await attempt(() => get('http://'));
await attempt(() => get('gopher://example.com/'));
await attempt(() => get(server.url, { headers: { 'X-Bad': 'a\r\nb' } }));
