/** `beckon/polyfill` where streams, or their async iteration, are missing: they are taken out of a runtime, in a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExampleServer, startServer } from '../../examples/server.ts';

const e2e = join(import.meta.dirname, '..');
let server: ExampleServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Runs a module in a fresh Node; `base` is the URL of a server. Gives what it printed, as JSON. */
async function run(code: string): Promise<unknown> {
  const program = `const base = ${JSON.stringify(server.url)};\n${code}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: e2e,
  });
  return JSON.parse(stdout);
}

const withoutStreams = `
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (/^(Readable|Writable|Transform).*Stream|QueuingStrategy$/.test(name)) delete globalThis[name];
  }
  await import('beckon/polyfill');`;
const withoutIteration = `
  delete ReadableStream.prototype[Symbol.asyncIterator];
  delete ReadableStream.prototype.values;
  const native = ReadableStream;
  await import('beckon/polyfill');`;

const download = `
  const { Session } = await import('beckon');
  const session = new Session();
  const response = await session.get(base + '/stream/100000', { stream: true });
  let iterated = 0;
  for await (const piece of response.raw) iterated += piece.length;`;

const upload = `
  async function* pieces() { yield 'green '; yield 'tea'; }
  const body = new ReadableStream({ start(controller) {
    controller.enqueue(new TextEncoder().encode('from a stream'));
    controller.close();
  } });
  const sent = (await session.post(base + '/post', { data: pieces() })).json();
  const streamed = (await session.post(base + '/post', { data: body })).json();
  await session.close();`;

test('streams that are missing: downloads and uploads stream over those of the polyfill', async () => {
  const found = await run(`${withoutStreams}${download}${upload}
    console.log(JSON.stringify([iterated, sent.bytes, streamed.bytes, String(ReadableStream).includes('[native code]')]));`);
  expect(found).toEqual([100_000, 9, 13, false]);
});

test('async iteration that is missing: the streams that are there get it, and stay', async () => {
  const found = await run(`${withoutIteration}${download}${upload}
    console.log(JSON.stringify([iterated, sent.bytes, streamed.bytes, native === ReadableStream]));`);
  expect(found).toEqual([100_000, 9, 13, true]);
});

test('who breaks off cancels the stream, unless asked not to', async () => {
  const found = await run(`${withoutIteration}
    const told = [];
    const make = () => new ReadableStream({ pull: (controller) => controller.enqueue(1), cancel: () => told.push('cancelled') });
    for await (const _ of make()) break;
    const kept = make();
    for await (const _ of kept.values({ preventCancel: true })) break;
    const { value } = await kept.getReader().read();
    const failing = new ReadableStream({ pull: () => { throw new Error('broken'); } });
    try { for await (const _ of failing); } catch (error) { told.push(error.message); }
    console.log(JSON.stringify([told, value, failing.locked]));`);
  expect(found).toEqual([['cancelled', 'broken'], 1, false]);
});

test('where nothing is missing, nothing changes', async () => {
  const found = await run(`
    const before = [ReadableStream, ReadableStream.prototype[Symbol.asyncIterator], TransformStream];
    await import('beckon/polyfill');
    const after = [ReadableStream, ReadableStream.prototype[Symbol.asyncIterator], TransformStream];
    console.log(JSON.stringify(before.map((each, at) => each === after[at])));`);
  expect(found).toEqual([true, true, true]);
});
