/** A form, as a browser sends it. */
import { post } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

const response = await post(`${server.url}/post`, {
  data: { name: 'Ann', colour: ['red', 'green'], agree: true },
});
console.log(response.request?.headers.get('content-type'));
console.log(response.request?.body);
console.log(response.json());
