import { expect, test } from 'vitest';
import { inOrder, versionFaults } from './release.ts';

const GOOD = {
  manifests: { 'packages/core/package.json': '1.2.3', 'packages/core/jsr.json': '1.2.3' },
  source: "export const version = '1.2.3';",
  changelog: '# Changelog\n\n## 1.2.3, 2026-01-01\n',
};

test('versions that agree are no fault', () => {
  expect(versionFaults(GOOD)).toEqual([]);
});

test.each([
  [{ manifests: { ...GOOD.manifests, 'packages/node/package.json': '1.2.2' } }, 'packages/node/package.json has 1.2.2'],
  [{ source: "export const version = '1.0.0';" }, 'version.ts has 1.0.0'],
  [{ changelog: '# Changelog\n\n1.2.3 is to come\n' }, 'no section for 1.2.3'],
])('a version that differs is named: %j', (change, wanted) => {
  expect(versionFaults({ ...GOOD, ...change }).join('\n')).toContain(wanted);
});

test('a package is published after those that it needs', () => {
  const dependencies = { beckon: ['node', 'core'], node: ['core', 'socks'], core: ['tough-cookie'] };
  expect(inOrder(dependencies)).toEqual(['core', 'node', 'beckon']);
});
