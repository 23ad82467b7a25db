// node packages/conformance/src/cli.ts [--adapter NAME] [--only TEXT] [--json FILE] [--verbose] [--control URL] [--package SPECIFIER]
// Runs in Node 24, Deno and Bun. Prints a line for each case that differs, then the totals.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startLocalServer } from './hosts/local-server.ts';
import { openProcessHost } from './hosts/process-host.ts';
import { connectServer } from './hosts/server-client.ts';
import { type CaseResult, judgeCase } from './judge.ts';
import { loadCases } from './load-cases.ts';
import type { RequestsPackage } from './runner/package.ts';

const { values: flags } = parseArgs({
  options: {
    adapter: { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    control: { type: 'string' },
    package: { type: 'string', default: 'beckon' },
  },
});

const requests = (await import(flags.package)) as RequestsPackage;
const server = flags.control
  ? { ...(await connectServer(flags.control)), stop: async (): Promise<void> => {} }
  : await startLocalServer();
const host = openProcessHost(server);
const results: CaseResult[] = [];
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const test of loadCases().flatMap((file) => file.cases)) {
  if (!test.id.includes(flags.only)) continue;
  const result = await judgeCase(test, { requests, host, adapter: flags.adapter });
  results.push(result);
  totals[result.outcome]++;
  if (result.outcome === 'failed') console.log(reportLine(result));
}
host.close();
await server.stop();

if (flags.json) {
  const run = { runtime: host.runtime, version: runtimeVersion(), adapter: flags.adapter ?? null, totals };
  writeFileSync(flags.json, `${JSON.stringify({ ...run, cases: results }, null, 2)}\n`);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
// A connection that a package leaves open must not keep the run from ending.
process.exit(totals.failed > 0 ? 1 : 0);

function reportLine({ id, differences = [] }: CaseResult): string {
  if (flags.verbose) return [`${id}:`, ...differences].join('\n  ');
  return `${id}: ${differences[0]}${differences.length > 1 ? ` (+${differences.length - 1})` : ''}`;
}

function runtimeVersion(): string {
  const versions: Readonly<Record<string, string | undefined>> = process.versions;
  return versions[host.runtime] ?? '';
}
