/** A query from `params`: added to the URL, and escaped. */
import { get } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

const search = await get(`${server.url}/get?page=2`, {
  params: { q: 'green tea', tag: ['leaf', 'loose'], maker: null },
});
console.log(search.url);
console.log(search.json());

// pairs, a Map and URLSearchParams do as well; order and repeats are kept
const pairs = await get(`${server.url}/get`, {
  params: [
    ['b', 2],
    ['a', 1],
    ['b', true],
  ],
});
console.log(pairs.url);
