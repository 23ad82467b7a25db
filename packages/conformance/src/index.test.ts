import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What a module imports, and what those import in turn. */
function importsOf(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return seen;
  seen.add(file.href);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/ from '([^']+)'/g)) {
    if (specifier.startsWith('.')) importsOf(new URL(specifier, file), seen);
    else seen.add(specifier);
  }
  return seen;
}

it('the runner imports no runtime and no package: it has to run in every one', () => {
  const imports = [...importsOf(new URL('./index.ts', import.meta.url))];
  expect(imports.length).toBeGreaterThan(20);
  expect(imports.filter((name) => !name.startsWith('file:'))).toEqual([]);
});
