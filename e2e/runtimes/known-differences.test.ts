import { expect, test } from 'vitest';
import { judgeRun, type Run } from './known-differences.ts';

const run: Run = {
  runtime: 'deno',
  version: '2',
  adapter: null,
  totals: { passed: 1, failed: 1, skipped: 1 },
  cases: [
    { id: 'a', outcome: 'passed' },
    { id: 'b', outcome: 'failed', differences: ['more'] },
    { id: 'c', outcome: 'skipped', reason: 'no proxies' },
  ],
};

test('where nothing is known, nothing changes', () => {
  expect(judgeRun(run)).toEqual(run);
});

test('a known difference counts as skipped, with its reason', () => {
  const judged = judgeRun(run, { 'no raw path': ['b'] });
  expect(judged.totals).toEqual({ passed: 1, failed: 0, skipped: 2 });
  expect(judged.cases[1]).toMatchObject({ outcome: 'skipped', reason: 'no raw path' });
});

test('a known difference that is none any more fails', () => {
  const judged = judgeRun(run, { 'no raw path': ['a'] });
  expect(judged.totals).toEqual({ passed: 0, failed: 2, skipped: 1 });
  expect(judged.cases[0]?.differences).toEqual(["is known to differ (no raw path), and doesn't"]);
});

test('what comes out now so, now so counts as skipped either way', () => {
  const { totals } = judgeRun(run, { 'now and then: the platform says so': ['a', 'b'] });
  expect(totals).toEqual({ passed: 0, failed: 0, skipped: 3 });
});
