import { describe, expect, test } from 'vitest';
import { type Block, blocksOf, instrument, matches } from './blocks.ts';

const FENCE = '```';

function block(code: string): Block {
  return { file: 'x.md', line: 10, code, output: undefined, skip: undefined };
}

describe('the blocks of a document', () => {
  test('are its ts fences, with the line where the code begins', () => {
    const found = blocksOf(
      'x.md',
      `# Title\n\n${FENCE}ts\nconst a = 1;\na; // 1\n${FENCE}\n\n${FENCE}sh\nls\n${FENCE}\n`,
    );
    expect(found).toEqual([
      { file: 'x.md', line: 4, code: 'const a = 1;\na; // 1', output: undefined, skip: undefined },
    ]);
  });

  test('have the text fence right below as their output', () => {
    const found = blocksOf('x.md', `${FENCE}ts\nconsole.log(1);\n${FENCE}\n\n${FENCE}text\n1\n2\n${FENCE}\n`);
    expect(found[0]?.output).toEqual({ text: '1\n2', line: 5 });
  });

  test('have no output where prose stands between', () => {
    const found = blocksOf('x.md', `${FENCE}ts\n1;\n${FENCE}\nprose\n${FENCE}text\n1\n${FENCE}\n`);
    expect(found[0]?.output).toBeUndefined();
  });

  test.each([
    ['<!-- not run: needs a browser -->', { what: 'run', reason: 'needs a browser' }],
    ['<!-- not checked: errors are the point -->', { what: 'check', reason: 'errors are the point' }],
    ['<!-- anything else -->', undefined],
  ])('%s', (comment, skip) => {
    expect(blocksOf('x.md', `${comment}\n${FENCE}ts\n1;\n${FENCE}\n`)[0]?.skip).toEqual(skip);
  });

  test('a fence without an end is an error', () => {
    expect(() => blocksOf('x.md', `${FENCE}ts\n1;\n`)).toThrow('x.md:1');
  });
});

describe('instrumented code', () => {
  test.each([
    ['r.ok; // true', 'docs.value(10, "true", r.ok); // true'],
    ["\n(await get(url)).text; // 'a'", "\ndocs.value(11, \"'a'\", (await get(url)).text); // 'a'"],
    ['console.log(1, 2); // 1 2', '(docs.mark(), console.log(1, 2), docs.printed(10, "1 2")); // 1 2'],
    ['if (a) { b; // 1\n}', 'if (a) { docs.value(10, "1", b); // 1\n}'],
    ['const a = 1; // prose', 'const a = 1; // prose'],
    ['a = b; // prose', 'a = b; // prose'],
    ['f();\n// prose\ng();', 'f();\n// prose\ng();'],
    ['f(); /* prose */', 'f(); /* prose */'],
  ])('%j', (code, wanted) => {
    expect(instrument(block(code))).toBe(wanted);
  });
});

test.each([
  ['200', '200', true],
  ['200', '2000', false],
  ['\'{"a":…\'', '\'{"a":[1,2]}\'', true],
  ['took … ms', 'took 12 ms\n', true],
  ['a\n…\nz', 'a\nb\nc\nz', true],
  ['a.c', 'abc', false],
])('%j of %j: %s', (claim, actual, wanted) => {
  expect(matches(claim, actual)).toBe(wanted);
});
