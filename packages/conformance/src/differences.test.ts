import { expect, it } from 'vitest';
import { documentedDifference, documentedDifferences } from './differences.ts';
import { loadCases } from './load-cases.ts';

const list = [
  { id: 'one', reason: 'everywhere' },
  { id: 'two', reason: 'somewhere', where: ['deno', 'FetchAdapter'] },
];

it.each<[string, string, string | undefined, string | undefined]>([
  ['one', 'node', undefined, 'everywhere'],
  ['two', 'deno', undefined, 'somewhere'],
  ['two', 'node', 'FetchAdapter', 'somewhere'],
  ['two', 'node', undefined, undefined],
  ['three', 'node', undefined, undefined],
])('%s in %s with %s: %s', (id, runtime, adapter, reason) => {
  expect(documentedDifference(id, runtime, adapter, list)?.reason).toBe(reason);
});

it('names cases that there are', () => {
  const ids = loadCases().flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(documentedDifferences.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
