/**
 * The conformance suite in every runtime, two at a time. Each run leaves its results in node_modules/.beckon-runtimes, from which
 * scripts/runtime-table.ts makes docs/runtimes.md.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CaseResult } from '../../packages/conformance/src/index.ts';
import { judgeRun, type Run, readKnownDifferences } from './known-differences.ts';
import { type Target, targets } from './targets.ts';

const results = join(import.meta.dirname, '../../node_modules/.beckon-runtimes');
/** In milliseconds. A browser takes a minute; on a machine that is busy otherwise, four. */
const TIME_LIMIT = 460_000;
const known = readKnownDifferences();
const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');

/** Runs the suite there. Its exit code says whether a case failed, known or not: what counts is what it wrote. */
async function runThere(target: Target, ...flags: string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'beckon-run-'));
  try {
    const file = join(folder, 'results.json');
    const [program, ...args] = target.command(folder);
    const env = { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };
    const output = await new Promise<string>((resolve) => {
      execFile(
        program,
        [...args, ...flags, '--json', file],
        { env, maxBuffer: 1 << 26, timeout: TIME_LIMIT },
        (_, stdout, stderr) => resolve(stdout + stderr),
      );
    });
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Run;
    } catch {
      throw new Error(`${target.name} left no results:\n${output.slice(-4000)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** More failures than these are no matter of a slow moment. */
const MOST_AGAIN = 5;

/** A case with a timeout of 150 ms fails where the machine stands still for so long: what failed runs once more, alone, and it is told. */
async function runFailedAgain(target: Target, run: Run): Promise<Run> {
  const failed = run.cases.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0 || failed.length > MOST_AGAIN) return run;
  const again = new Map<string, CaseResult>();
  for (const { id } of failed) {
    const [result] = (await runThere(target, '--only', id)).cases.filter((each) => each.id === id);
    if (result === undefined || result.outcome === 'failed') continue;
    again.set(id, result);
    console.log(`${target.title}, ${target.adapter ?? 'default'}: ${id} passed the second time`);
  }
  return { ...run, cases: run.cases.map((each) => again.get(each.id) ?? each) };
}

mkdirSync(results, { recursive: true });

describe.concurrent('the conformance suite', () => {
  // the browsers take longest: first, so that nobody waits for one at the end
  for (const target of [...targets].reverse()) {
    const adapter = target.adapter ?? 'the default adapter';
    const missing = target.missing?.();
    if (missing !== undefined)
      console.warn(`skipped: the conformance suite in ${target.title}, ${adapter} (${missing})`);
    test.skipIf(missing !== undefined && !inCi)(`${target.title}, ${adapter}`, async () => {
      if (missing !== undefined) throw new Error(`in CI no runtime is skipped: ${missing}`);
      rmSync(join(results, `${target.name}.json`), { force: true });
      const first = judgeRun(await runThere(target), known[target.name]);
      const run = judgeRun(await runFailedAgain(target, first));
      writeFileSync(join(results, `${target.name}.json`), `${JSON.stringify(run, null, 1)}\n`);
      const { passed, skipped } = run.totals;
      console.log(
        `${target.title} ${run.version}, ${target.adapter ?? 'default'}: ${passed} passed, ${skipped} skipped`,
      );
      const failed = run.cases.filter(({ outcome }) => outcome === 'failed');
      expect(failed.map(({ id, differences = [] }) => `${id}: ${differences[0]}`)).toEqual([]);
      expect(passed).toBeGreaterThan(100);
    });
  }
});
