/** Digest authentication (RFC 7616): the password never goes out. */
import { HTTPDigestAuth, Session } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
await using session = new Session({
  auth: new HTTPDigestAuth('ann', 's3cret'),
});

// the first answer is the challenge; the strongest algorithm is taken
const url = `${server.url}/digest-auth/ann/s3cret`;
const response = await session.get(url);
console.log(response.history.map((hop) => hop.statusCode));
console.log(response.statusCode, response.json());
console.log(response.request?.headers.get('authorization'));

// later requests answer the same challenge at once, with the next count
const again = await session.get(url);
console.log(again.history.length, again.statusCode);

const old = await session.get(`${url}/MD5`);
console.log(old.statusCode);
