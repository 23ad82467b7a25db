/** Redirects are followed, and remembered. */
import { get, Session, TooManyRedirects } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

const response = await get(`${server.url}/redirect/2`);
for (const hop of response.history) {
  console.log(hop.statusCode, hop.url, '->', hop.headers.get('location'));
}
console.log(response.statusCode, response.url);

const first = await get(`${server.url}/redirect/2`, { allowRedirects: false });
console.log(first.statusCode, first.isRedirect, first.next?.url);

await using session = new Session({ maxRedirects: 3 });
try {
  await session.get(`${server.url}/redirect/10`);
} catch (error) {
  if (!(error instanceof TooManyRedirects)) throw error;
  console.log(error.name, error.response?.history.length);
}
