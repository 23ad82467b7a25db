import { expect, test } from 'vitest';
import { describe as line, sum, tallyOf, type VitestReport } from './test-tally.ts';

function report(...files: [status: string, ...tests: string[]][]): VitestReport {
  return {
    testResults: files.map(([status, ...tests]) => ({
      name: 'x.test.ts',
      status,
      assertionResults: tests.map((each) => ({ status: each })),
    })),
  };
}

test.each<[string, VitestReport | undefined, number, string]>([
  ['all passed', report(['passed', 'passed', 'passed']), 0, '2 passed, 0 failed'],
  ['one failed', report(['failed', 'passed', 'failed'], ['passed', 'passed']), 1, '2 passed, 1 failed'],
  ['pending and todo are skipped', report(['passed', 'passed', 'pending', 'todo']), 0, '1 passed, 0 failed, 2 skipped'],
  ['a file that could not be loaded', report(['failed'], ['passed', 'passed']), 1, '1 passed, 1 failed'],
  ['a threshold that was missed', report(['passed', 'passed']), 1, '1 passed, 1 failed'],
  ['no report', undefined, 1, '0 passed, 1 failed'],
  ['no tests at all', report(), 0, '0 passed, 1 failed'],
])('%s', (_name, given, exitCode, wanted) => {
  expect(line(tallyOf(given, exitCode))).toBe(wanted);
});

test('suites add up', () => {
  const total = sum([
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ]);
  expect(line(total)).toBe('11 passed, 22 failed, 33 skipped');
});
