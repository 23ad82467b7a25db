import { expect, test } from 'vitest';
import { belongsTo } from '../e2e/support/bundle.ts';
import { describe, faultsOf, measure } from './check-size.ts';

const title = 'browser: import { get }';

test('a bundle under its ceiling, without strays, has no fault', () => {
  expect(faultsOf({ title, minified: 3, gzipped: 2, ceiling: 2, strays: [] })).toEqual([]);
});

test('a bundle over its ceiling is told with the bytes that are too many', () => {
  expect(faultsOf({ title, minified: 30, gzipped: 12, ceiling: 10, strays: [] })).toEqual([
    `${title}: 12 bytes, 2 more than its ceiling`,
  ]);
});

test('a file that must not be in it is named', () => {
  const [fault] = faultsOf({ title, minified: 1, gzipped: 1, ceiling: 2, strays: ['node_modules/jschardet/index.js'] });
  expect(fault).toBe(`${title}: holds what it must not: node_modules/jschardet/index.js`);
});

test('what is bundled is weighed, and strays are found by their package', async () => {
  const bundle = { title, platform: 'browser', ceiling: 1 } as const;
  const code = "import * as all from 'web-streams-polyfill'; globalThis.a = all;";
  const measured = await measure({ ...bundle, code, without: ['web-streams-polyfill'] });
  expect(measured.minified).toBeGreaterThan(measured.gzipped);
  expect(measured.strays).toHaveLength(1);
  const other = await measure({ ...bundle, code: 'globalThis.a = 1;', without: ['web-streams-polyfill'] });
  expect(other.strays).toEqual([]);
  expect(other.gzipped).toBeLessThan(60);
});

test('the packages of the workspace are known by their folders, the others by node_modules', () => {
  expect(belongsTo('../packages/node/src/adapter.ts', '@beckon/node')).toBe(true);
  expect(belongsTo('../packages/core/src/node.ts', '@beckon/node')).toBe(false);
  expect(belongsTo('node_modules/@beckon/node/dist/index.js', '@beckon/node')).toBe(true);
  expect(belongsTo('../node_modules/.pnpm/socks@2/node_modules/socks/build/index.js', 'socks')).toBe(true);
  expect(belongsTo('../node_modules/.pnpm/socks@2/node_modules/smart-buffer/index.js', 'socks')).toBe(false);
});

test('a line of the table tells both sizes and the ceiling', () => {
  expect(describe({ title, minified: 20_480, gzipped: 9216, ceiling: 10_240, strays: [] })).toMatch(
    /^browser: import \{ get \} +20\.00 KB min +9\.00 KB gzip, at most 10\.00 KB$/,
  );
});
