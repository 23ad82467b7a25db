/**
 * Writes docs/runtimes.md: what the conformance suite found in each runtime with each adapter (the runs of e2e/runtimes leave their results in
 * node_modules/.beckon-runtimes), and what each adapter says that it can do. `--check` compares with the page that is there, versions apart.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../e2e/runtimes/known-differences.ts';
import { targets } from '../e2e/runtimes/targets.ts';
import type { Capabilities } from '../packages/core/src/adapter.ts';
import { capabilities as denoClient } from '../packages/deno/src/adapter.ts';
import { browser, bun, deno, edgeLight, generic, HandlerAdapter, workerd } from '../packages/fetch/src/index.ts';
import { HTTPAdapter } from '../packages/node/src/index.ts';

/** A target's results under the target's name and title. */
export interface NamedRun {
  readonly name: string;
  readonly title: string;
  readonly run: Run;
}

type Columns = readonly (readonly [title: string, can: Capabilities])[];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function adapterOf({ run }: NamedRun): string {
  return run.adapter ?? 'HTTPAdapter (default)';
}

/** Cases passed and skipped, a line for each run. */
export function passedTable(runs: readonly NamedRun[]): string {
  return table(
    ['Runtime', 'Version', 'Adapter', 'Passed', 'Skipped', 'Failed'],
    runs.map((each) => {
      const { passed, skipped, failed } = each.run.totals;
      return [each.title, each.run.version, adapterOf(each), ...[passed, skipped, failed].map(String)];
    }),
  );
}

/** What stands in a page of HTML as it is. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The reasons for what was skipped, the most frequent first, with the cases. */
export function skippedList({ run }: NamedRun): string {
  const byReason = new Map<string, string[]>();
  for (const { id, outcome, reason = 'no reason given' } of run.cases) {
    if (outcome === 'skipped') byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return [...byReason]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([reason, ids]) => `- ${ids.length}: ${escaped(reason)}<br><small>${ids.join(', ')}</small>`)
    .join('\n');
}

/** Runs that skip the same cases for the same reasons stand together: the Nodes over fetch, for one. */
export function skippedSections(runs: readonly NamedRun[]): string {
  const titles = new Map<string, string[]>();
  for (const each of runs) {
    if (each.run.totals.skipped === 0) continue;
    const list = skippedList(each);
    const title = `${each.title}${each.run.adapter === null ? '' : `, ${each.run.adapter}`}: ${each.run.totals.skipped}`;
    titles.set(list, [...(titles.get(list) ?? []), title]);
  }
  return [...titles]
    .map(([list, names]) => `<details>\n<summary>${names.join('; ')}</summary>\n\n${list}\n\n</details>`)
    .join('\n\n');
}

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** What can be asked of an adapter: a line for each, a column for each adapter. */
const CAPABILITIES: readonly (readonly [title: string, show: (can: Capabilities) => string])[] = [
  ['Proxies', ({ proxies }) => (proxies.length > 0 ? proxies.join(', ') : 'no')],
  ['`verify: false`', ({ verify }) => yes(verify.off)],
  ['`verify` with authorities of your own', ({ verify }) => yes(verify.ca)],
  ['`cert`', ({ cert }) => yes(cert)],
  ['A connect timeout of its own', ({ connectTimeout }) => yes(connectTimeout)],
  ['Redirects shown hop by hop', ({ redirects }) => yes(redirects)],
  ['Cookies sent and read', ({ cookies }) => yes(cookies)],
  ['`raw` before decompression', ({ rawBody }) => yes(rawBody)],
  ['A body with GET and HEAD', ({ bodyWithGet }) => yes(bodyWithGet)],
  [
    'Headers that nobody can set',
    ({ forbiddenHeaders }) => forbiddenHeaders.map((name) => `\`${name}\``).join(' ') || 'none',
  ],
];

export function capabilityTable(columns: Columns): string {
  return table(
    ['', ...columns.map(([title]) => title)],
    CAPABILITIES.map(([title, show]) => [title, ...columns.map(([, can]) => show(can))]),
  );
}

export function page(runs: readonly NamedRun[], columns: Columns): string {
  return `# Runtimes

<!-- Written by scripts/runtime-table.ts from the runs of the conformance suite: change it there. -->

What each runtime can do is not promised here but measured: the same ${Math.max(0, ...runs.map(({ run }) => run.cases.length))} cases, recorded from Python Requests, are run against Beckon in each.

## The conformance suite in each runtime

${passedTable(runs)}

A case is skipped where the platform can't do what it asks, never because of what Beckon lacks. Each has its reason, below; one that passes all the
same fails the run.

${skippedSections(runs)}

## Which adapter is the default, and why

| Runtime | Default | Why |
| --- | --- | --- |
| Node, Deno, Bun | \`HTTPAdapter\` over \`node:http\` | All three have it, and it behaves alike: headers as they were given, proxies, certificates, bodies of GET, timeouts of each phase |
| Cloudflare Workers, Vercel Edge | \`FetchAdapter\` | fetch is what the platform has; it shows redirects, so that cookies, redirects and credentials are the session's own work |
| Browsers | \`FetchAdapter\` | The browser owns cookies, redirects, proxies and certificates |

What an adapter can't do is refused before anything is sent, with an \`UnsupportedOptionError\` that names the option, the adapter and the way out.
Another adapter can be mounted for any prefix: \`session.mount('https://api.example/', new FetchAdapter())\`.

In a browser, \`streamingUpload\` and \`onUploadProgress\` depend on the browser and on the protocol: Chromium streams over HTTP/2, nobody over
HTTP/1.1. The example app in \`examples/browser\` sends a file in pieces instead.

## What each adapter can do

${capabilityTable(columns)}
`;
}

/** Versions change from machine to machine: what counts is what was found. */
export function withoutVersions(text: string): string {
  return text.replace(/\b\d+(?:\.\d+)+\b/g, 'x');
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const folder = join(root, 'node_modules/.beckon-runtimes');
  const file = join(root, 'docs/runtimes.md');
  const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const runs = targets.flatMap(({ name, title }) =>
    there.has(`${name}.json`)
      ? [{ name, title, run: JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Run }]
      : [],
  );
  const inProcess = new HandlerAdapter(() => new Response()).capabilities;
  const columns: Columns = [
    ['HTTPAdapter', new HTTPAdapter().capabilities],
    ['DenoAdapter', denoClient],
    ['FetchAdapter, Node', generic.capabilities],
    ['… Deno', deno.capabilities],
    ['… Bun', bun.capabilities],
    ['… workerd', workerd.capabilities],
    ['… edge-light', edgeLight.capabilities],
    ['… browser', browser.capabilities],
    ['HandlerAdapter', inProcess],
  ];
  const text = page(runs, columns);
  const without = targets.filter(({ name }) => !there.has(`${name}.json`)).map(({ name }) => name);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    console.log(`docs/runtimes.md: ${runs.length} runs${without.length > 0 ? `, without ${without.join(', ')}` : ''}`);
  } else if (without.length > 0) {
    console.log(`docs/runtimes.md is not compared: no run here of ${without.join(', ')}`);
  } else if (withoutVersions(readFileSync(file, 'utf8')) !== withoutVersions(text)) {
    console.error('docs/runtimes.md is not what the runs say: node scripts/runtime-table.ts writes it');
    process.exitCode = 1;
  }
}
