/** Page by page, along the Link header. */
import { type Response, Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session();
await session.post(`${server.url}/login`, {
  data: { user: 'ann', password: 's3cret' },
});

let url: string | undefined = `${server.url}/orders`;
while (url !== undefined) {
  const page: Response = (await session.get(url)).raiseForStatus();
  console.log(page.json<{ orders: string[] }>().orders);
  const next: string | undefined = page.links.next?.url;
  url = next && new URL(next, page.url).href;
}
