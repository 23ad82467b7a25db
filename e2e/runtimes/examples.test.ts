/** Each example of a runtime runs in that runtime, against a server on this machine. The one for browsers has its tests in e2e/browser. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExampleServer, startServer } from '../../examples/server.ts';
import { bundle, CONDITIONS } from '../support/bundle.ts';
import { runInEdge } from '../support/edge-vm.ts';
import { COMPATIBILITY_DATE } from '../support/workerd.ts';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'e2e/node_modules/.bin');
let server: ExampleServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function run(command: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };
  const { stdout } = await promisify(execFile)(command, args, { cwd: root, env });
  return stdout;
}

function exported(path: string, name: string): string {
  return `import { ${name} } from ${JSON.stringify(join(root, 'examples', path))};`;
}

test('Node', async () => {
  const said = await run(process.execPath, 'examples/node/main.ts', server.url);
  expect(said).toBe("200 { cookies: { theme: 'dark' } }\nsaved, with node\n");
});

test('Deno, with no right but the network', async () => {
  const said = await run(join(bin, 'deno'), 'run', '--allow-net', 'examples/deno/main.ts', server.url);
  expect(said).toMatch(/^200 \{ cookies: \{ theme: "dark" \} \}\nwith deno \d+\n$/);
});

test('Bun', async () => {
  const said = await run(join(bin, 'bun'), 'examples/bun/main.ts', server.url);
  expect(said.replace(/\s+/g, ' ')).toMatch(/^200 \{ cookies: \{ theme: "dark",? \},? \} with bun \d+ $/);
});

test('Cloudflare', async () => {
  const worker = `${exported('cloudflare/worker.ts', 'default as worker')}\nexport default worker;`;
  const { text: script } = await bundle(worker, { conditions: [...CONDITIONS.workerd] });
  const bindings = { BACKEND: server.url };
  const miniflare = new Miniflare({ modules: true, script, compatibilityDate: COMPATIBILITY_DATE, bindings });
  try {
    const answer = await miniflare.dispatchFetch('http://worker/');
    expect(await answer.json()).toEqual({ from: 'a worker', home: { cookies: { theme: 'dark' } } });
  } finally {
    await miniflare.dispose();
  }
});

test('Vercel', async () => {
  const url = JSON.stringify(`https://app.example/api/home?backend=${encodeURIComponent(server.url)}`);
  const call = `
    ${exported('vercel-edge/route.ts', 'GET')}
    globalThis.result = GET(new Request(${url})).then(async (response) => [
      response.headers.get('X-Theme'), (await response.arrayBuffer()).byteLength,
    ]);`;
  const { text } = await bundle(call, { conditions: [...CONDITIONS['edge-light']], format: 'iife' });
  expect([...(await runInEdge<Iterable<unknown>>(text))]).toEqual(['dark', 100_000]);
});
