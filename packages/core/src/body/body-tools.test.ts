import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnrewindableBodyError } from '../errors.ts';
import type { TransferProgress } from '../options.ts';
import type { BodySource } from './body-source.ts';
import { describeSource as describeNamed } from './describe-source.ts';
import { guessFilename } from './guess-filename.ts';
import { iterSlices } from './iter-slices.ts';
import { reportProgress } from './progress.ts';
import { rewindBody } from './rewind-body.ts';
import { superLen } from './super-len.ts';
import { utf8Length } from './utf8-length.ts';

const describeSource = (source: unknown): BodySource => describeNamed(source, 'data') as BodySource;

async function* generate(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

describe('lengths', () => {
  test.each([
    ['abc', 3],
    ['é😀', 6],
    ['', 0],
    [new Uint8Array(3), 3],
    [new Uint16Array(3), 6],
    [new ArrayBuffer(2), 2],
    [new Blob(['é']), 2],
    [[1, 2], 2],
    [new Map([[1, 2]]), 1],
    [{ len: 7 }, 7],
    [{ length: -1 }, 0],
    [{ length: Number.NaN }, 0],
    [describeSource(new Blob(['abc'])), 3],
    [describeSource(generate('a')), 0],
    [null, 0],
    [undefined, 0],
    [5, 0],
    [{}, 0],
  ])('superLen %#', (value, length) => {
    expect(superLen(value)).toBe(length);
  });

  test('of text: as many as are sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
    expect(utf8Length('\ud83d')).toBe(3);
    expect(utf8Length('\ude00\ud83d\ud83d\ude00x')).toBe(11);
  });
});

test.each([
  [new File([''], 'a.txt'), 'a.txt'],
  [new File([''], '/home/me/b.tar.gz'), 'b.tar.gz'],
  [new Blob(['']), null],
  [{ name: '<fd>' }, null],
  [{ name: '<stdin' }, null],
  [{ name: 3 }, null],
  [{ name: 'dir/' }, null],
  [{ name: 'back\\slash' }, 'back\\slash'],
  [{ path: 'C:\\Users\\me\\c.txt' }, 'c.txt'],
  [{ path: '/tmp/d.txt' }, 'd.txt'],
  [{ path: new TextEncoder().encode('/tmp/é.txt') }, 'é.txt'],
  ['text', null],
  [null, null],
])('guessFilename %#', (obj, name) => {
  expect(guessFilename(obj)).toBe(name);
});

describe('iterSlices', () => {
  test.each([
    ['abcde', 2, ['ab', 'cd', 'e']],
    ['abc', 3, ['abc']],
    ['a', 5, ['a']],
    ['', 2, []],
    ['abc', null, ['abc']],
    ['abc', undefined, ['abc']],
    ['abc', 0, ['abc']],
    ['abc', -1, ['abc']],
    ['a😀b', 2, ['a😀', 'b']],
  ])('%j by %s', (text, length, pieces) => {
    expect([...iterSlices(text, length)]).toEqual(pieces);
  });

  test('bytes, whole and without copies', () => {
    const bytes = new Uint8Array([0, 1, 2, 3]);
    const slices = [...iterSlices(bytes, 3)];
    expect(slices).toEqual([new Uint8Array([0, 1, 2]), new Uint8Array([3])]);
    expect(slices[0]?.buffer).toBe(bytes.buffer);
  });

  test('the pieces make the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (text, length) => {
        const slices = [...iterSlices(text, length)];
        expect(slices.join('')).toBe(text);
        for (const slice of slices.slice(0, -1)) expect([...slice].length).toBe(length);
      }),
    );
  });
});

test('rewindBody refuses what can be read once only', () => {
  for (const body of [null, 'x', new Uint8Array(1), describeSource(new Blob(['x']))]) {
    expect(() => rewindBody({ body })).not.toThrow();
  }
  expect(() => rewindBody({ body: describeSource(generate('x')) })).toThrow(UnrewindableBodyError);
});

describe('reportProgress', () => {
  async function run(total: number | null): Promise<TransferProgress[]> {
    const seen: TransferProgress[] = [];
    const source = describeSource(generate('ab', 'c'));
    for await (const _ of reportProgress(source.chunks?.() ?? source.stream(), total, (progress) =>
      seen.push(progress),
    ));
    return seen;
  }

  test('tells each piece once it is taken', async () => {
    expect(await run(3)).toEqual([
      { loaded: 2, total: 3 },
      { loaded: 3, total: 3 },
    ]);
  });

  test('without a total where it is not known', async () => {
    expect(await run(null)).toEqual([{ loaded: 2 }, { loaded: 3 }]);
  });

  test('to stop closes the source', async () => {
    let closed = false;
    const source = describeSource(
      (async function* () {
        try {
          yield 'a';
          yield 'b';
        } finally {
          closed = true;
        }
      })(),
    );
    for await (const _ of reportProgress(source.chunks?.() ?? source.stream(), null, () => {})) break;
    expect(closed).toBe(true);
  });
});
