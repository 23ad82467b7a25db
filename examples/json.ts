/** JSON out and JSON back. */
import { post } from 'beckon';
import { startServer } from './server.ts';

interface Echo {
  json: { name: string; cups: number[] };
}

await using server = await startServer();

const response = await post(`${server.url}/post`, {
  json: { name: 'Zoë', cups: [1, 2, 3] },
});
console.log(response.statusCode, response.headers.get('content-type'));

// the body is already here: no second await
const { json } = response.json<Echo>();
console.log(`${json.name} had ${json.cups.length} cups`);
