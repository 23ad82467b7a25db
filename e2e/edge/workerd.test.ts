/** Beckon in Cloudflare's workerd, by miniflare. */
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers } from './answers.ts';
import { bundle } from './bundle.ts';
import { startServer } from './server.ts';

const WORKER = `
import { askAll } from './program.ts';
export default {
  async fetch(request) {
    return Response.json(await askAll(new URL(request.url).searchParams.get('base')));
  },
};`;

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

// the second has node:http and a `process`, which must not be taken for Node
describe.each(['2025-01-01', '2026-07-01'])('workerd of %s', (compatibilityDate) => {
  it('does as Node does', async () => {
    const script = await bundle(WORKER, ['workerd', 'worker', 'browser'], 'esm');
    const worker = new Miniflare({ modules: true, script, compatibilityDate });
    try {
      const response = await worker.dispatchFetch(`http://worker.test/?base=${encodeURIComponent(server.base)}`);
      expect(await response.json()).toMatchObject({
        ...answers,
        abort: expect.stringMatching(/^(Timeout|Abort)Error: /),
      });
    } finally {
      await worker.dispose();
    }
  });
});
