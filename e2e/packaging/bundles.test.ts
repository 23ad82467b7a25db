/** The packed packages in bundles: each platform's bundler takes the platform's entry, and no bundle holds a line of an adapter that isn't its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { belongsTo, bundle, CONDITIONS } from '../support/bundle.ts';
import { runInEdge } from '../support/edge-vm.ts';
import { startWorker } from '../support/workerd.ts';
import { run } from './support/consumer-project.ts';

const project = inject('consumer');
const page = "import { get } from 'beckon'; globalThis.result = get;";
const service = `
  import { Session } from 'beckon';
  globalThis.main = async (base) => {
    await using session = new Session();
    await session.get(base + 'login');
    return (await session.get(base + 'me')).text;
  };`;

const TRANSPORTS = ['@beckon/node', '@beckon/deno', 'socks'];
const LARGE = ['tough-cookie', 'tldts', 'jschardet', 'web-streams-polyfill'];

function strays(files: Iterable<string>, packages: readonly string[]): string[] {
  return [...files].filter((file) => packages.some((name) => belongsTo(file, name)));
}

/** The entry files of `beckon` that are in a bundle. */
function entries(files: Iterable<string>): string[] {
  return [...files].flatMap(
    (file) => /node_modules\/beckon\/dist\/(?:node\/)?entries\/(.+)\.js$/.exec(file)?.[1] ?? [],
  );
}

async function viteFiles(): Promise<string[]> {
  const entry = 'virtual:page';
  const { output } = (await build({
    root: project,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? join(project, 'page.js') : undefined),
        load: (id) => (id.endsWith('page.js') ? page : undefined),
      },
    ],
  })) as Rolldown.RolldownOutput;
  return output.flatMap((chunk) =>
    chunk.type === 'chunk'
      ? Object.entries(chunk.modules).flatMap(([file, { renderedLength }]) => (renderedLength > 0 ? [file] : []))
      : [],
  );
}

describe('for browsers', () => {
  test('Vite', async () => {
    const files = await viteFiles();
    expect(entries(files)).toEqual(['browser']);
    expect(strays(files, [...TRANSPORTS, ...LARGE])).toEqual([]);
  });

  test('esbuild', async () => {
    const { files, text } = await bundle(page, { conditions: [...CONDITIONS.browser] }, project);
    expect(entries(files.keys())).toEqual(['browser']);
    expect(strays(files.keys(), [...TRANSPORTS, ...LARGE])).toEqual([]);
    expect(text).not.toMatch(/node:|getBuiltinModule|process\.env/);
  });

  test('esbuild takes what is large where it is imported by name', async () => {
    const jar = "import { RequestsCookieJar } from 'beckon'; globalThis.result = RequestsCookieJar;";
    const withJar = await bundle(jar, { conditions: [...CONDITIONS.browser] }, project);
    expect(strays(withJar.files.keys(), ['tough-cookie'])).not.toEqual([]);
    const streams = await bundle("import 'beckon/polyfill';", { conditions: [...CONDITIONS.browser] }, project);
    expect(strays(streams.files.keys(), ['web-streams-polyfill'])).not.toEqual([]);
  });
});

describe('for workers and edge functions', () => {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/login') response.setHeader('Set-Cookie', 'user=ann; Path=/');
    response.end(`${request.url} ${request.headers.cookie ?? 'no cookie'}`);
  });
  let base = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());

  test('a workerd bundle runs in workerd', async () => {
    const handler = 'export default { fetch: async (request) => new Response(await main(await request.json())) };';
    const { files, text } = await bundle(service + handler, { conditions: [...CONDITIONS.workerd] }, project);
    expect(entries(files.keys())).toEqual(['workerd']);
    expect(strays(files.keys(), [...TRANSPORTS, 'jschardet'])).toEqual([]);
    const worker = await startWorker(text);
    try {
      expect(await worker.ask('/', base)).toBe('/me user=ann');
    } finally {
      await worker.stop();
    }
  });

  test('an edge bundle runs in the edge runtime', async () => {
    const call = `globalThis.result = main(${JSON.stringify(base)});`;
    const conditions = [...CONDITIONS['edge-light']];
    const { files, text } = await bundle(service + call, { conditions, format: 'iife' }, project);
    expect(entries(files.keys())).toEqual(['edge-light']);
    expect(strays(files.keys(), [...TRANSPORTS, 'jschardet'])).toEqual([]);
    expect(await runInEdge(text)).toBe('/me user=ann');
  });

  test('a bundle for a platform that nobody thought of takes the plain fetch', async () => {
    const { files } = await bundle(service, { conditions: [...CONDITIONS.none], platform: 'neutral' }, project);
    expect(entries(files.keys())).toEqual(['fetch']);
    expect(strays(files.keys(), [...TRANSPORTS, 'jschardet'])).toEqual([]);
  });

  test.each(['esm', 'cjs'] as const)(
    'a bundle for Node as %s needs nothing beside it, its cookie jar neither',
    async (format) => {
      const call = `main(${JSON.stringify(base)}).then(console.log);`;
      const { files, text } = await bundle(service + call, { platform: 'node', conditions: [], format }, project);
      expect(entries(files.keys())).toEqual(['node']);
      expect(strays(files.keys(), ['tough-cookie'])).not.toEqual([]);
      const folder = mkdtempSync(join(tmpdir(), 'beckon-bundle-'));
      try {
        const file = join(folder, format === 'esm' ? 'bundle.mjs' : 'bundle.cjs');
        writeFileSync(file, text);
        expect(await run(process.env.BECKON_HOST_NODE ?? process.execPath, [file], folder)).toBe('/me user=ann\n');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
