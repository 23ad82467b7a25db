/** Trying again, by a rule: which statuses, how often, how long apart. */
import { HTTPAdapter, Retry, RetryError, Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session();

const maxRetries = new Retry({
  total: 3,
  statusForcelist: [502, 503],
  backoffFactor: 10, // milliseconds
});
session.mount('http://', new HTTPAdapter({ maxRetries }));

const response = await session.get(`${server.url}/flaky/2/a`);
console.log(response.statusCode, response.json());

try {
  await session.get(`${server.url}/flaky/9/b`);
} catch (error) {
  if (!(error instanceof RetryError)) throw error;
  console.log(error.name, server.requests.length);
}
