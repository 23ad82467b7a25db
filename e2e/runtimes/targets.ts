/** Where the conformance suite runs: a command for each runtime and adapter, which writes its results as JSON. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type BrowserName, hasBrowser } from '../support/browsers.ts';

export interface Target {
  /** As in known-differences.json and in the names of the results. */
  readonly name: string;
  readonly title: string;
  /** The adapter's class, or `null` for the one that the package takes by itself. */
  readonly adapter: string | null;
  /** The program and its arguments, but for `--json FILE`. */
  command(folder: string): readonly [string, ...string[]];
  /** Why this machine can't run it; `undefined` where it can. */
  missing?(): string | undefined;
}

const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'packages/conformance/src/cli.ts');
const elsewhere = join(import.meta.dirname, 'run-elsewhere.ts');
const deno = join(root, 'e2e/node_modules/.bin/deno');
const bun = join(root, 'e2e/node_modules/.bin/bun');
const hostNode = process.env.BECKON_HOST_NODE ?? process.execPath;

/** Lays the built packages out as an install would, for a Node that reads no TypeScript; gives the path of the command line. */
function builtCli(folder: string): string {
  const modules = join(folder, 'node_modules');
  for (const name of ['core', 'fetch', 'deno', 'node', 'beckon', 'conformance']) {
    const from = join(root, 'packages', name);
    const to = join(modules, name === 'beckon' ? name : `@beckon/${name}`);
    if (!existsSync(join(from, 'dist'))) throw new Error(`packages/${name} is not built: node scripts/build.ts`);
    mkdirSync(to, { recursive: true });
    cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
    const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as Record<string, unknown>;
    const published = { ...manifest, ...(manifest.publishConfig as object | undefined) };
    writeFileSync(join(to, 'package.json'), JSON.stringify(published));
    for (const dependency of readdirSync(join(from, 'node_modules')).filter((each) => !/^\.|beckon/.test(each))) {
      const link = join(modules, dependency);
      if (!existsSync(link)) symlinkSync(join(from, 'node_modules', dependency), link);
    }
  }
  const conformance = join(modules, '@beckon/conformance');
  cpSync(join(root, 'packages/conformance/cases'), join(conformance, 'cases'), { recursive: true });
  return join(conformance, 'dist/cli.js');
}

/** A Node that an install brought beside the workspace's own: `node-22` in package.json is an alias of the npm package `node`. */
function otherNode(major: number): string {
  return join(import.meta.dirname, `node_modules/node-${major}/bin/node`);
}

function missingNode(major: number): string | undefined {
  return existsSync(otherNode(major)) ? undefined : `npm has no Node ${major} for it`;
}

/** A Node with each of its two adapters, on the built packages: not every Node reads TypeScript. */
function builtTargets(name: string, title: string, node: string, missing: () => string | undefined): Target[] {
  return [null, 'FetchAdapter'].map((adapter) => ({
    name: adapter === null ? name : `${name}-fetch`,
    title,
    adapter,
    command: (folder) => [node, builtCli(folder), ...(adapter === null ? [] : OVER_FETCH)],
    missing,
  }));
}

function browser(name: BrowserName, title: string): Target {
  return {
    name,
    title,
    adapter: 'FetchAdapter',
    command: () => [process.execPath, elsewhere, name],
    missing: () => (hasBrowser(name) ? undefined : `no ${name}: scripts/install-browsers.sh installs it, as root`),
  };
}

const OVER_FETCH = ['--adapter', 'FetchAdapter'] as const;

export const targets: readonly Target[] = [
  ...builtTargets('node-host', 'Node of the machine', hostNode, () =>
    hostNode.split(sep).includes('node_modules') ? 'no Node but that of the workspace' : undefined,
  ),
  ...builtTargets('node-22', 'Node 22', otherNode(22), () => missingNode(22)),
  { name: 'node', title: 'Node 24', adapter: null, command: () => [process.execPath, cli] },
  {
    name: 'node-fetch',
    title: 'Node 24',
    adapter: 'FetchAdapter',
    command: () => [process.execPath, cli, ...OVER_FETCH],
  },
  ...builtTargets('node-26', 'Node 26', otherNode(26), () => missingNode(26)),
  { name: 'deno', title: 'Deno', adapter: null, command: () => [deno, 'run', '-A', cli] },
  {
    name: 'deno-fetch',
    title: 'Deno',
    adapter: 'FetchAdapter',
    command: () => [deno, 'run', '-A', cli, ...OVER_FETCH],
  },
  {
    name: 'deno-client',
    title: 'Deno',
    adapter: 'DenoAdapter',
    command: () => [deno, 'run', '-A', cli, '--adapter', 'DenoAdapter'],
  },
  { name: 'bun', title: 'Bun', adapter: null, command: () => [bun, cli] },
  { name: 'bun-fetch', title: 'Bun', adapter: 'FetchAdapter', command: () => [bun, cli, ...OVER_FETCH] },
  ...(['workerd', 'edge-light'] as const).map(
    (name): Target => ({
      name,
      title: name === 'workerd' ? 'workerd (Cloudflare)' : 'edge-runtime (Vercel)',
      adapter: 'FetchAdapter',
      command: () => [process.execPath, elsewhere, name],
    }),
  ),
  browser('chromium', 'Chromium'),
  browser('firefox', 'Firefox'),
  browser('webkit', 'WebKitGTK'),
];
