/** Basic authentication (RFC 7617): `[user, password]`. */
import { get, HTTPBasicAuth } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();
const url = `${server.url}/basic-auth/ann/s3cret`;

const open = await get(url);
console.log(open.statusCode, open.headers.get('www-authenticate'));

const pair = await get(url, { auth: ['ann', 's3cret'] });
console.log(pair.statusCode, pair.json());

const named = await get(url, { auth: new HTTPBasicAuth('ann', 'wrong') });
console.log(named.statusCode, named.ok);
