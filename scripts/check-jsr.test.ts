import { expect, test } from 'vitest';
import { disagreements, type JsrManifest, type NpmManifest } from './check-jsr.ts';

const npm: NpmManifest = {
  name: 'beckon',
  version: '1.2.3',
  license: 'Apache-2.0',
  exports: {
    '.': { types: './src/index.ts', deno: './src/deno.ts', default: './src/fetch.ts' },
    './node': './src/node.ts',
    './utils': { default: './src/utils.ts' },
  },
  dependencies: { '@beckon/core': 'workspace:*', socks: '^2.8.10' },
};
const jsr: JsrManifest = {
  name: '@beckon/beckon',
  version: '1.2.3',
  license: 'Apache-2.0',
  exports: { '.': './src/deno.ts', './node': './src/node.ts', './utils': './src/utils.ts' },
  imports: { '@beckon/core': 'jsr:@beckon/core@^1.2.3', socks: 'npm:socks@^2.8.10' },
};

test('manifests that say the same', () => {
  expect(disagreements(npm, jsr)).toEqual([]);
});

test.each<[string, Partial<JsrManifest>, RegExp]>([
  ['another name', { name: '@beckon/other' }, /^the field name: package\.json makes it @beckon\/beckon,/],
  ['another version', { version: '1.2.4' }, /^the field version/],
  [
    'an export that is missing',
    { exports: { '.': './src/deno.ts', './node': './src/node.ts' } },
    /^the export \.\/utils/,
  ],
  ['an export too many', { exports: { ...jsr.exports, './more': './src/more.ts' } }, /^the export \.\/more/],
  ['the file of another runtime', { exports: { ...jsr.exports, '.': './src/fetch.ts' } }, /^the export \.:/],
  ['a range that fell behind', { imports: { ...jsr.imports, socks: 'npm:socks@^2.0.0' } }, /^the import socks/],
  ['a sibling that fell behind', { imports: { ...jsr.imports, '@beckon/core': 'jsr:@beckon/core@^1.0.0' } }, /core/],
  ['no imports', { imports: undefined } as Partial<JsrManifest>, /^the import/],
])('%s is told', (_, change, message) => {
  expect(disagreements(npm, { ...jsr, ...change })[0]).toMatch(message);
});
