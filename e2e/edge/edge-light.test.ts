/** Beckon in Vercel's edge runtime, by @edge-runtime/vm: a bundle evaluated where there is no `process` and no DecompressionStream. */
import { EdgeVM } from '@edge-runtime/vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answers } from './answers.ts';
import { bundle } from './bundle.ts';
import { startServer } from './server.ts';

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it('does as Node does', async () => {
  const code = "import { askAll } from './program.ts'; globalThis.askAll = askAll;";
  const vm = new EdgeVM();
  vm.evaluate(await bundle(code, ['edge-light'], 'iife'));
  const json = await vm.evaluate<Promise<string>>(`askAll(${JSON.stringify(server.base)}).then(JSON.stringify)`);
  expect(JSON.parse(json)).toMatchObject({ ...answers, abort: expect.stringMatching(/^TimeoutError: /) });
});
