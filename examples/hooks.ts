/** Hooks see each response, and may change it or give another. */
import { get, Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

await using session = new Session({
  hooks: {
    response: (response) => {
      const milliseconds = response.elapsed.toFixed(0);
      console.log(`${response.url} took ${milliseconds} ms`);
    },
  },
});
await session.get(`${server.url}/redirect/1`);

const checked = await get(`${server.url}/status/204`, {
  hooks: { response: [async (response) => response.raiseForStatus()] },
});
console.log(checked.statusCode);
