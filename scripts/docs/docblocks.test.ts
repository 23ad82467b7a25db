import { expect, test } from 'vitest';
import { docblockExamples } from './docblocks.ts';

const SOURCES = [
  ['beckon', new Set(['get', 'Session'])],
  ['./own.ts', new Set(['get', 'own'])],
] as const;

function example(...code: readonly string[]): string {
  return [
    '/** One line. */',
    'const a = 1;',
    '',
    '/**',
    ' * Two.',
    ' *',
    ' * @example',
    ' * ```ts',
    ...code,
    ' * ```',
    ' */',
  ].join('\n');
}

test('the example of a docblock is a block at the line where it stands', () => {
  const [block] = docblockExamples('x.ts', example(' * 1; // 1'), SOURCES);
  expect(block).toEqual({ file: 'x.ts', line: 9, code: '1; // 1', output: undefined, skip: undefined });
});

test.each([
  ['await get(own);', "import { get } from 'beckon'; import { own } from './own.ts'; await get(own);"],
  ["own('/get');", "import { own } from './own.ts'; own('/get');"],
  ['session.get(url);', 'session.get(url);'],
  ['const get = 1; get;', 'const get = 1; get;'],
  ["const { get } = await import('x');", "const { get } = await import('x');"],
])('names are imported where they are missing: %s', (code, wanted) => {
  expect(docblockExamples('x.ts', example(` * ${code}`), SOURCES)[0]?.code).toBe(wanted);
});

test('what is no docblock has no example', () => {
  expect(docblockExamples('x.ts', 'const text = `\n```ts\n1;\n```\n`;', SOURCES)).toEqual([]);
});
