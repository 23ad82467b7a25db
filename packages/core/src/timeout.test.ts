import { expect, test } from 'vitest';
import { InvalidOptionError, RequestException } from './errors.ts';
import { normalizeTimeout } from './timeout.ts';

test.each([
  [undefined, [null, null, null]],
  [null, [null, null, null]],
  [5000, [5000, 5000, null]],
  [0.5, [0.5, 0.5, null]],
  [
    [3050, 27_000],
    [3050, 27_000, null],
  ],
  [
    [null, 5],
    [null, 5, null],
  ],
  [{}, [null, null, null]],
  [{ total: 9 }, [null, null, 9]],
  [{ connect: 1, read: null, total: undefined }, [1, null, null]],
  [2 ** 31 - 1, [2 ** 31 - 1, 2 ** 31 - 1, null]],
  // a timer would fire at once
  [2 ** 31, [null, null, null]],
  [Number.POSITIVE_INFINITY, [null, null, null]],
])('%j', (timeout, [connect, read, total]) => {
  expect(normalizeTimeout(timeout as never)).toEqual({ connect, read, total });
});

test.each([
  0,
  -1,
  Number.NaN,
  true,
  'soon',
  '5',
  [1],
  [1, 2, 3],
  [1, 0],
  ['1', 2],
  { connect: 0 },
  { total: 'x' },
  { seconds: 5 },
  new Date(0),
  new Map(),
  () => 1,
  5n,
])('%# is refused, with what a timeout is', (timeout) => {
  expect(() => normalizeTimeout(timeout as never)).toThrow(InvalidOptionError);
  expect(() => normalizeTimeout(timeout as never)).toThrow(TypeError);
  expect(() => normalizeTimeout(timeout as never)).toThrow(RequestException);
  expect(() => normalizeTimeout(timeout as never)).toThrow('positive number of milliseconds');
});

test('the message names the part and what was given', () => {
  expect(() => normalizeTimeout([5, 'an x'] as never)).toThrow('timeout.read cannot be "an x"');
  expect(() => normalizeTimeout([1, 2, 3] as never)).toThrow('timeout cannot be an array of 3');
  expect(() => normalizeTimeout({ seconds: 5 } as never)).toThrow('timeout.seconds cannot be 5');
});
