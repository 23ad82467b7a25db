import { describe, expect, test } from 'vitest';
import { checkImports, findCycles } from './check-imports.ts';

const DEPENDENCIES = { core: ['tough-cookie', 'jschardet', '@noble/hashes'], node: ['@beckon/core', 'socks'] };

function messages(...files: [file: string, text: string][]): string[] {
  const sources = files.map(([file, text]) => ({ file: `packages/${file}`, text }));
  return checkImports(sources, DEPENDENCIES).map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

describe('a planted violation is found', () => {
  test.each([
    ['core/src/a.ts', `import { get } from '@beckon/node';`, 'core must not import @beckon/node'],
    ['core/src/a.ts', `export * from 'beckon';`, 'core must not import beckon'],
    ['node/src/a.ts', `import { get } from 'beckon/utils';`, 'node must not import beckon/utils'],
    ['fetch/src/a.ts', `import type { A } from '@beckon/node';`, 'fetch must not import @beckon/node'],
    ['conformance/src/a.ts', `import { A } from '@beckon/core';`, 'conformance must not import @beckon/core'],
    ['core/src/a.ts', `import { A } from '../../node/src/b.ts';`, 'reaches out of its package'],
    ['core/src/a.ts', `import http from 'node:http';`, 'core imports no runtime: node:http'],
    ['core/src/a.ts', `import type { Agent } from 'node:http';`, 'core imports no runtime: node:http'],
    ['core/src/a.ts', `const http = await import('node:http');`, 'core imports no runtime: node:http'],
    ['core/src/a.ts', `let a: import('node:http').Agent;`, 'core imports no runtime: node:http'],
    ['node/src/a.ts', `import http from 'node:http';`, 'a static import of node:http'],
    ['beckon/src/a.ts', `export { Agent } from 'node:http';`, 'a static import of node:http'],
    [
      'core/src/a.ts',
      `import { Cookie } from 'tough-cookie';`,
      'tough-cookie is reached from packages/core/src/cookies/ only',
    ],
    ['core/src/encoding/a.ts', `import { detect } from 'jschardet';`, 'reach it by import() only'],
    ['core/src/text/a.ts', `const a = await import('jschardet');`, 'jschardet is reached from'],
    ['core/src/a.ts', `import { SocksClient } from 'socks';`, 'socks is reached from packages/node/src/ only'],
    ['core/src/a.ts', `import x from 'left-pad';`, 'left-pad is no dependency of packages/core/package.json'],
    ['core/src/a.ts', `import http from 'http';`, 'http is no dependency'],
    ['attic/src/a.ts', 'export const a = 1;', 'packages/attic has no rules'],
    ['core/src/a.ts', 'export const a = process.env;', 'core must not use process'],
    ['core/src/a.ts', 'export const a = [Buffer];', 'core must not use Buffer'],
    ['core/src/a.ts', `export const a = typeof Deno === 'object';`, 'core must not use Deno'],
    ['core/src/a.ts', 'export const a = globalThis.window;', 'core must not use window'],
    ['core/src/a.ts', 'export const a = { process };', 'core must not use process'],
    ['core/src/a.ts', 'export let a: Buffer;', 'core must not use Buffer'],
  ])('%s  %s', (file, text, wanted) => {
    expect(messages([file, text])).toEqual([expect.stringContaining(wanted)]);
  });

  test('with its line', () => {
    expect(messages(['core/src/a.ts', `// one\n\nimport 'node:fs';\n`])).toEqual([
      expect.stringContaining('packages/core/src/a.ts:3: '),
    ]);
  });
});

describe('what is allowed is let be', () => {
  test.each([
    ['node/src/a.ts', `import { A } from '@beckon/core';`],
    ['beckon/src/a.ts', `export * from '@beckon/core'; export * from '@beckon/node';`],
    ['conformance/src/a.ts', `import { get } from 'beckon'; import { createServer } from 'node:net';`],
    ['node/src/a.ts', `import type { Agent } from 'node:http'; const net = process.getBuiltinModule('node:net');`],
    ['node/src/a.ts', `const { SocksClient } = await import('socks');`],
    ['core/src/cookies/a.ts', `import { Cookie } from 'tough-cookie';`],
    ['core/src/encoding/a.ts', `const { detect } = await import('jschardet');`],
    ['core/src/a.ts', `import { md5 } from '@noble/hashes/legacy.js';`],
    ['core/src/a.ts', 'export function a(process: { window: string }): string { return process.window; }'],
    ['core/src/a.ts', '// window and process are only spoken of\nexport const a = { window: 1, process: 2 };'],
  ])('%s  %s', (file, text) => {
    expect(messages([file, text])).toEqual([]);
  });
});

describe('cycles', () => {
  test('a planted cycle of value imports is found, and named', () => {
    const found = messages(
      ['core/src/a.ts', `import { b } from './b.ts';`],
      ['core/src/b.ts', `export { c } from './deep/c.ts';`],
      ['core/src/deep/c.ts', `import { type A, a } from '../a.ts';`],
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(
      'a cycle of value imports: packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/deep/c.ts -> packages/core/src/a.ts',
    );
  });

  test('a cycle of types is none', () => {
    expect(
      messages(
        ['core/src/a.ts', `import type { B } from './b.ts'; export type { C } from './b.ts';`],
        ['core/src/b.ts', `import { a } from './a.ts';`],
      ),
    ).toEqual([]);
  });

  test('a file that imports itself is one', () => {
    expect(findCycles(new Map([['a', ['a']]]))).toEqual([['a', 'a']]);
  });

  test('two ways to one file are none', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', ['d']],
      ['d', []],
    ]);
    expect(findCycles(graph)).toEqual([]);
  });
});
