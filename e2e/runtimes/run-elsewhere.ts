// node e2e/runtimes/run-elsewhere.ts workerd|edge-light|chromium|firefox|webkit [--only TEXT] [--json FILE] [--verbose]
// Runs the conformance suite in a place that has no process: the runner is bundled, and each case handed over. A program of its own, as the
// command line of the suite is for Node, Deno and Bun.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { Case, CaseResult } from '../../packages/conformance/src/index.ts';
import { loadCases } from '../../packages/conformance/src/load-cases.ts';
import { openControlPort } from '../../packages/conformance/src/server/control-port.ts';
import { ScriptedServer } from '../../packages/conformance/src/server/scripted-server.ts';
import { type BrowserName, browserNames, launchPlain, type PlainPage } from '../support/browsers.ts';
import { bundle, CONDITIONS } from '../support/bundle.ts';
import { EdgePlace } from '../support/edge-vm.ts';
import { startWorker } from '../support/workerd.ts';
import type { Order } from './in-place.ts';
import { readKnownDifferences } from './known-differences.ts';

/** Somewhere that runs cases. */
interface Place {
  readonly version: string;
  run(order: Order): Promise<CaseResult>;
  stop(): Promise<void>;
}

const runner = `import { runCase } from ${JSON.stringify(new URL('./in-place.ts', import.meta.url).pathname)};\n`;

function versionOf(packageName: string): string {
  const require = createRequire(import.meta.url);
  return (require(`${packageName}/package.json`) as { version: string }).version;
}

async function inWorkerd(): Promise<Place> {
  const handler = 'export default { fetch: async (request) => Response.json(await runCase(await request.json())) };';
  const worker = await startWorker((await bundle(runner + handler, { conditions: [...CONDITIONS.workerd] })).text);
  return {
    version: versionOf('miniflare'),
    run: async (order) => JSON.parse(await worker.ask('/', order)) as CaseResult,
    stop: () => worker.stop(),
  };
}

async function inEdge(): Promise<Place> {
  const script = `${runner}globalThis.runCase = runCase;`;
  const edge = new EdgePlace(
    (await bundle(script, { conditions: [...CONDITIONS['edge-light']], format: 'iife' })).text,
  );
  return {
    version: versionOf('@edge-runtime/vm'),
    run: (order) => edge.call<CaseResult>('runCase', order),
    stop: async () => {},
  };
}

/** A page that the scripted server itself serves: what the cases ask of it is of the page's own origin. */
async function inBrowser(name: BrowserName, server: ScriptedServer): Promise<Place> {
  // no answer is kept for the next case
  const script = `${runner}
    const { fetch } = globalThis;
    globalThis.fetch = (url, init) => fetch(url, { cache: 'no-store', ...init });
    globalThis.runText = async (order) => JSON.stringify(await runCase(JSON.parse(order)));`;
  const { text } = await bundle(script, { conditions: [...CONDITIONS.browser], format: 'iife' });
  const browser = await launchPlain(name);
  const open = async (): Promise<PlainPage> => {
    const page = await browser.newPage();
    const body = `<!doctype html><link rel="icon" href="data:,"><title>conformance</title><script>${text}</script>`;
    server.script([{ status: 200, headers: [['Content-Type', 'text/html; charset=utf-8']], body }]);
    await page.goto(`http://${server.tokens.a}/`);
    return page;
  };
  let page = await open();
  return {
    version: browser.version,
    async run(order): Promise<CaseResult> {
      const told = JSON.stringify(JSON.stringify(order));
      let result: CaseResult | undefined;
      try {
        result = JSON.parse(await page.evaluate<string>(`globalThis.runText(${told})`)) as CaseResult;
        return result;
      } finally {
        // What a case leaves in the browser must not reach the next: cookies, requests that are still on their way, a page that has crashed.
        // A new page costs half a second and more.
        if (result === undefined || isStuck(result) || givesUp(order.test)) {
          await page.close();
          page = await open();
        } else await page.clearCookies();
      }
    },
    stop: () => browser.close(),
  };
}

/** Whether a request of the case may still be waiting for its answer: a browser has six connections to a host, and no more. */
function isStuck({ differences = [] }: CaseResult): boolean {
  return differences.some((each) => each.includes('no answer in time'));
}

/** Whether a case gives up on a request; Firefox goes on with one that it was redirecting at that moment. */
function givesUp({ steps }: Case): boolean {
  return JSON.stringify(steps).includes('"timeout":');
}

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const server = await ScriptedServer.start();
const control = await openControlPort(server);
// A stray rejection of a case must not end the run of all: in the vm it is this process that hears of it.
const strays: string[] = [];
process.on('unhandledRejection', (error) => strays.push(String(error)));

function isBrowser(name: string): name is BrowserName {
  return (browserNames as readonly string[]).includes(name);
}

async function open(): Promise<Place> {
  if (name === 'workerd') return inWorkerd();
  if (name === 'edge-light') return inEdge();
  if (isBrowser(name)) return inBrowser(name, server);
  throw new Error(`no such place: ${name}`);
}

/** A place that breaks down over a case has failed it. */
function run(test: Case): Promise<CaseResult> {
  return place
    .run({ control: control.url, runtime, test })
    .catch((error: unknown): CaseResult => ({ id: test.id, outcome: 'failed', differences: [String(error)] }));
}

const place = await open();
const known = new Set(Object.values(readKnownDifferences()[name] ?? {}).flat());
const runtime = isBrowser(name) ? 'browser' : name;
const results: CaseResult[] = [];
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const test of loadCases().flatMap((file) => file.cases)) {
  if (!test.id.includes(flags.only)) continue;
  let judged = await run(test);
  // A browser sends a request again on its own account when a connection ends under it, and its timers are late on a busy machine: what comes
  // of that passes the second or the third time.
  for (let tries = 1; runtime === 'browser' && judged.outcome === 'failed' && !known.has(test.id) && tries < 3; tries++)
    judged = await run(test);
  const caught = strays.splice(0);
  const result: CaseResult =
    caught.length === 0
      ? judged
      : { id: test.id, outcome: 'failed', differences: [...(judged.differences ?? []), ...caught] };
  results.push(result);
  totals[result.outcome]++;
  const { outcome, differences = [] } = result;
  if (outcome === 'failed') console.log(`${test.id}: ${flags.verbose ? differences.join('\n  ') : differences[0]}`);
}
await place.stop();
await control.close();
await server.stop();

if (flags.json) {
  const run = { runtime: name, version: place.version, adapter: 'FetchAdapter', totals, cases: results };
  writeFileSync(flags.json, `${JSON.stringify(run, null, 2)}\n`);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
