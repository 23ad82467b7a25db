/**
 * `npm test`: every suite, one after the other; a step that fails does not hide the later ones. `npm test -- unit surface` runs those steps only.
 * The last line is the sum over all suites: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, FAILED, PASSED, sum, type Tally, tallyOf, type VitestReport } from './test-tally.ts';

const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'beckon-test-'));

/** Colours are for a terminal; some tools take any CI for one. */
const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' };

/** Runs a tool of node_modules/.bin in the open; gives its exit code. */
function tool(name: string, args: readonly string[]): number {
  const { status, error } = spawnSync(join(root, 'node_modules/.bin', name), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error !== undefined) console.error(error.message);
  return status ?? 1;
}

/** A step that passes or fails as a whole. */
function check(name: string, ...args: readonly string[]): () => Tally {
  return () => (tool(name, args) === 0 ? PASSED : FAILED);
}

/** A step that is a project of vite.config.ts. */
function suite(project: string, ...args: readonly string[]): () => Tally {
  return () => {
    const file = join(reports, `${project}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const exitCode = tool('vitest', ['run', '--project', project, ...reporters, ...args]);
    let report: VitestReport | undefined;
    try {
      report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    } catch {
      console.error(`vitest left no report of the project ${project}`);
    }
    return tallyOf(report, exitCode);
  };
}

/** Suites over what Debian has to install; where that can't be, the script says so and the suites are left out. */
function installed(script: string, project: string): () => Tally {
  return () => {
    const { status } = spawnSync('sh', [join(root, 'scripts', script)], { cwd: root, env, stdio: 'inherit' });
    return status === 0 ? suite(project)() : FAILED;
  };
}

const steps: Readonly<Record<string, { readonly title: string; readonly run: () => Tally }>> = {
  format: { title: 'Format and lint', run: check('biome', 'check', '.') },
  imports: { title: 'Import directions and cycles', run: check('node', 'scripts/check-imports.ts') },
  build: { title: 'Build and type check of the packages', run: check('node', 'scripts/build.ts') },
  types: { title: 'Type check of tests, examples and scripts', run: check('tsc', '-p', 'tsconfig.tests.json') },
  surface: { title: 'Public surface', run: check('node', 'scripts/public-surface.ts') },
  documented: { title: 'Docblocks of the public names', run: check('node', 'scripts/check-docs.ts') },
  unit: { title: 'Unit and conformance tests, coverage of core', run: suite('unit', '--coverage') },
  examples: { title: 'Examples and the tour', run: suite('examples') },
  docs: { title: 'Code blocks of the README, the guide and the docblocks', run: check('node', 'scripts/run-docs.ts') },
  site: { title: 'The site: reference and pages', run: check('node', 'scripts/build-site.ts') },
  msw: { title: 'msw, as a user mocks the network', run: suite('msw') },
  'big-files': { title: 'A GiB up and down in flat memory; leaks', run: suite('big-files') },
  servers: { title: 'Real servers and proxies', run: installed('install-servers.sh', 'servers') },
  size: { title: 'What a bundle weighs, and what it holds', run: check('node', 'scripts/check-size.ts') },
  jsr: { title: 'JSR: the manifests agree, publishing is rehearsed', run: check('node', 'scripts/check-jsr.ts') },
  interop: { title: 'Clients that take a fetch, and a Hono app', run: suite('interop') },
  peers: { title: "The README's table: what axios, got, ky and others do", run: suite('peers') },
  runtimes: { title: 'The conformance suite in every runtime', run: installed('install-browsers.sh', 'runtimes') },
  'runtimes-page': {
    title: 'docs/runtimes.md says what the runs say',
    run: check('node', 'scripts/runtime-table.ts', '--check'),
  },
  browser: { title: 'Browsers: the library, and the example app', run: installed('install-browsers.sh', 'browser') },
  packaging: { title: 'Packed packages, on the Node of this machine', run: suite('packaging') },
};

function runStep(name: string): Tally | undefined {
  const step = steps[name];
  if (step === undefined) return undefined;
  console.log(`\n=== ${step.title} (${name})`);
  const started = performance.now();
  const tally = step.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`--- ${tally.failed === 0 ? 'ok' : 'FAILED'}: ${name}, ${describe(tally)}, ${seconds} s`);
  return tally;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(steps, name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are: ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}
const results = new Map<string, Tally>();
for (const name of asked.length > 0 ? asked : Object.keys(steps)) results.set(name, runStep(name) ?? FAILED);
rmSync(reports, { recursive: true, force: true });

const total = sum(results.values());
const failed = [...results].filter(([, tally]) => tally.failed > 0).map(([name]) => name);
console.log(failed.length > 0 ? `\nFailed steps: ${failed.join(', ')}\n` : '');
console.log(describe(total));
process.exitCode = total.failed > 0 ? 1 : 0;
