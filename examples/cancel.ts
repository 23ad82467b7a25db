/** Cancelling with an AbortSignal, also in the middle of a body. */
import { get } from 'beckon';
import { startServer } from './server.ts';

await using server = await startServer();

const early = new AbortController();
const call = get(`${server.url}/delay/2000`, { signal: early.signal });
setTimeout(() => early.abort(new Error('the user went away')), 50);
try {
  await call;
} catch (error) {
  console.log(error === early.signal.reason, String(error));
}

const late = new AbortController();
let bytes = 0;
try {
  const response = await get(`${server.url}/stream/50000000`, {
    stream: true,
    signal: late.signal,
  });
  for await (const piece of response.iterContent({ chunkSize: 65_536 })) {
    bytes += piece.length;
    if (bytes > 1_000_000) late.abort();
  }
} catch (error) {
  console.log(error === late.signal.reason, bytes < 50_000_000);
}
