import { expect, test } from 'vitest';
import {
  capabilityTable,
  type NamedRun,
  page,
  passedTable,
  skippedList,
  skippedSections,
  withoutVersions,
} from './runtime-table.ts';

const run: NamedRun = {
  name: 'deno',
  title: 'Deno',
  run: {
    runtime: 'deno',
    version: '2.9.6',
    adapter: null,
    totals: { passed: 1, failed: 0, skipped: 5 },
    cases: [
      { id: 'a/passes', outcome: 'passed' },
      { id: 'a/alone', outcome: 'skipped', reason: 'a limit' },
      ...[1, 2, 3, 4].map((n) => ({ id: `b/${n}`, outcome: 'skipped' as const, reason: 'no proxies' })),
    ],
  },
};
const can = {
  name: 'FetchAdapter',
  proxies: ['http', 'https'],
  verify: { off: false, ca: true },
  cert: false,
  connectTimeout: false,
  redirects: true,
  cookies: true,
  rawBody: false,
  bodyWithGet: false,
  streamingUpload: true,
  uploadProgress: true,
  forbiddenHeaders: ['host', 'te'],
} as const;

test('a line for each run, with its adapter', () => {
  expect(passedTable([run]).split('\n').at(-1)).toBe('| Deno | 2.9.6 | HTTPAdapter (default) | 1 | 5 | 0 |');
  const overFetch = { ...run, run: { ...run.run, adapter: 'FetchAdapter' } };
  expect(passedTable([overFetch])).toContain('| FetchAdapter | 1 |');
});

test('reasons are counted, the most frequent first, with their cases', () => {
  expect(skippedList(run)).toBe(
    '- 4: no proxies<br><small>b/1, b/2, b/3, b/4</small>\n- 1: a limit<br><small>a/alone</small>',
  );
});

test('runs that skip the same stand together, folded', () => {
  const [section, ...more] = skippedSections([run, { ...run, title: 'Bun' }]).split('\n');
  expect(section).toBe('<details>');
  expect(more[0]).toBe('<summary>Deno: 5; Bun: 5</summary>');
});

test('capabilities: a column for each adapter', () => {
  const lines = capabilityTable([['FetchAdapter', can]]).split('\n');
  expect(lines[0]).toBe('|  | FetchAdapter |');
  expect(lines).toContain('| Proxies | http, https |');
  expect(lines).toContain('| `verify: false` | no |');
  expect(lines).toContain('| Headers that nobody can set | `host` `te` |');
});

test('a runtime that skips nothing has no list', () => {
  const all = { ...run, run: { ...run.run, totals: { passed: 6, failed: 0, skipped: 0 } } };
  expect(page([all], [])).not.toContain('<summary>');
  expect(page([run], [])).toContain('<summary>Deno: 5</summary>');
});

test('versions do not count in the comparison, counts do', () => {
  expect(withoutVersions('| Deno | 2.9.6 | 570 |')).toBe(withoutVersions('| Deno | 3.0.1 | 570 |'));
  expect(withoutVersions('| Deno | 2.9.6 | 570 |')).not.toBe(withoutVersions('| Deno | 2.9.6 | 569 |'));
});
