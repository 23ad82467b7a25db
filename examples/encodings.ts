/** Text in whatever charset. */
import { get } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

const declared = await get(`${server.url}/text/iso-8859-1`);
console.log(declared.encoding, declared.text);

// the server doesn't say: the bytes do
const silent = await get(`${server.url}/text/none`);
console.log(silent.encoding, '?', silent.apparentEncoding);
silent.encoding = silent.apparentEncoding;
console.log(silent.text);
