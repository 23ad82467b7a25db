import { describe, expect, it } from 'vitest';
import { ChunkLines } from './chunk-lines.ts';

/** The text after it went through in pieces of `step` bytes. */
function rewritten(text: string, step = text.length): string {
  const lines = new ChunkLines();
  const all = Buffer.from(text, 'latin1');
  for (let at = 0; at < all.length; at += step) lines.rewrite(all.subarray(at, at + step), 0);
  return all.toString('latin1');
}

describe('the lines of chunks', () => {
  it.each([
    ['plain ones stay', '3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n', '3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n'],
    ['blanks go', '4 ; z\r\nabcd\r\n0\r\n\r\n', '4;aaa\r\nabcd\r\n0\r\n\r\n'],
    ['blanks behind the size go', '4  \t\r\nabcd\r\n0\r\n\r\n', '4;aa\r\nabcd\r\n0\r\n\r\n'],
    ['extensions go', '4;a="b c"\r\nabcd\r\n0\r\n\r\n', '4;aaaaaaa\r\nabcd\r\n0\r\n\r\n'],
    ['data stays', '8\r\n4 ; z\r\n4\r\n0\r\n4 ; trailer\r\n\r\n', '8\r\n4 ; z\r\n4\r\n0\r\n4 ; trailer\r\n\r\n'],
    ['what is no size stays', 'zz\r\nabc', 'zz\r\nabc'],
    ['two words are made wrong', '4 5\r\nabcd', '4;\0\r\nabcd'],
  ])('%s', (_, text, expected) => {
    for (const step of [text.length, 1, 2, 3, 5]) expect(rewritten(text, step)).toBe(expected);
  });
});
