import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import type { Work } from './client.ts';
import type { RunInPage } from './page.ts';
import type { Ground, Place } from './place.ts';
import type { Measured, Task } from './run-calls.ts';

const CHROMIUM = '/usr/bin/chromium';
/** Quiet: nothing but what is measured goes out on the wire. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** The script of the page, with Beckon as it is installed. */
async function bundlePage(beckonAt: string): Promise<string> {
  const contents = `import { createRun } from ${JSON.stringify(join(import.meta.dirname, 'page.ts'))};
    import * as beckon from ${JSON.stringify(beckonAt)};
    globalThis.run = createRun(beckon);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    write: false,
  });
  return (outputFiles[0] as { text: string }).text;
}

/** Chromium without a window: each client in a page, and a context, of its own, so that no client has another's garbage to collect. */
export async function openBrowser({ setting, beckonFor }: Ground): Promise<Place> {
  if (!existsSync(CHROMIUM)) throw new Error(`no ${CHROMIUM}: scripts/install-browsers.sh installs it, as root`);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  return {
    title: `Chromium ${browser.version()}`,
    async start(client) {
      const page = await browser.newPage();
      await page.goto(`${setting.origin}/page`);
      await page.addScriptTag({ content: await bundlePage(beckonFor(client)) });
      const run = (task: Task): Promise<Measured> =>
        page.evaluate(([name, each]) => (globalThis as unknown as { run: RunInPage }).run(name, each), [
          client,
          task,
        ] as const);
      return { works: new Set<Work>(['json', 'post JSON']), run, end: () => page.close() };
    },
    close: () => browser.close(),
  };
}
