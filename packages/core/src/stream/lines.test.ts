import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from './concat-bytes.ts';
import { exactChunks } from './exact-chunks.ts';
import { linesOf } from './lines.ts';

async function* from<T>(pieces: readonly T[]): AsyncGenerator<T> {
  yield* pieces;
}

async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const piece of pieces) list.push(piece);
  return list;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The law: split the whole; an end at the very end opens no further line. */
function splitWhole(whole: string, end: string | RegExp): string[] {
  const lines = whole.split(end);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

describe('lines', () => {
  it.each([
    [['one\ntwo\n\nfour'], '', ['one', 'two', '', 'four']],
    [['a\nb\r\nc\rd\r\n\r\ne\n'], '', ['a', 'b', 'c', 'd', '', 'e']],
    [['a\r', '\nb\r', '\n', 'c\r', '\r\n'], '', ['a', 'b', 'c', '']],
    [['\n\n'], '', ['', '']],
    [[], '', []],
    [['a\u2028b\u0085c\x0bd'], '', ['a\u2028b\u0085c\x0bd']],
    [['a|b\n|c||d'], '|', ['a', 'b\n', 'c', '', 'd']],
    [['a|b|c|'], '|', ['a', 'b', 'c']],
    [['|'], '|', ['']],
    [['one-', '-two-', '-', 'three-'], '--', ['one', 'two', 'three-']],
    [['aaa', 'a', 'a'], 'aa', ['', '', 'a']],
  ])('%j at %j', async (pieces, delimiter, lines) => {
    expect(await all(linesOf(from(pieces), delimiter))).toEqual(lines);
    const ofBytes = await all(linesOf(from(pieces.map(utf8)), utf8(delimiter)));
    expect(ofBytes.map(text)).toEqual(lines);
  });

  const pieces = fc.array(fc.string({ unit: fc.constantFrom('\r', '\n', 'a', '|', '-', 'é'), maxLength: 6 }), {
    maxLength: 10,
  });

  it('are those of the whole body, wherever its pieces end (RESP-21)', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.constantFrom('', '|', '--', '\r\n', '-|-', 'aa'), async (list, delimiter) => {
        const wanted = splitWhole(list.join(''), delimiter === '' ? /\r\n|\r|\n/ : delimiter);
        expect(await all(linesOf(from(list), delimiter))).toEqual(wanted);
        const ofBytes = await all(linesOf(from(list.map(utf8)), utf8(delimiter)));
        expect(ofBytes.map(text)).toEqual(wanted);
      }),
    );
  });

  it('come as soon as they end: a CR is not held for a LF that may follow', async () => {
    const lines = linesOf(
      (async function* () {
        yield 'a\r';
        throw new Error('asked for more');
      })(),
      '',
    );
    expect(await lines.next()).toEqual({ done: false, value: 'a' });
  });
});

describe('exactChunks', () => {
  it('gives pieces of exactly the size save the last, and every byte in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 9 }),
        fc.integer({ min: 1, max: 12 }),
        async (list, size) => {
          const chunks = await all(exactChunks(from(list), size));
          expect(concatBytes(chunks)).toEqual(concatBytes(list));
          expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
          const last = chunks.at(-1);
          if (last) expect(last.length > 0 && last.length <= size).toBe(true);
        },
      ),
    );
  });

  it('does not copy what lies within a piece', async () => {
    const piece = Uint8Array.of(1, 2, 3, 4);
    for (const chunk of await all(exactChunks(from([piece]), 2))) expect(chunk.buffer).toBe(piece.buffer);
  });
});
