import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidJSONError } from '../errors.ts';
import { encodeJson } from './json-body.ts';

describe('encodeJson', () => {
  test.each([
    [{ a: 1, b: [true, false, null, 1.5, 'x'], c: { d: {} } }, '{"a":1,"b":[true,false,null,1.5,"x"],"c":{"d":{}}}'],
    [{}, '{}'],
    [[], '[]'],
    [0, '0'],
    [false, 'false'],
    ['', '""'],
    [null, 'null'],
    ['null {}', '"null {}"'],
    [{ a: undefined, f: () => 1 }, '{}'],
    [[undefined], '[null]'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [{ toJSON: () => ({ x: null }) }, '{"x":null}'],
    [Object.assign(new Map(), { toJSON: () => ({}) }), '{}'],
  ])('%j', (value, text) => {
    expect(encodeJson(value)).toBe(text);
  });

  const cycle: Record<string, unknown> = { list: [] };
  (cycle.list as unknown[]).push({ back: cycle });
  test.each([
    [{ user: { tags: [1, 2, 3, Number.NaN] } }, 'NaN at $.user.tags[3]'],
    [Number.NaN, 'NaN at $'],
    [[Number.NEGATIVE_INFINITY], '-Infinity at $[0]'],
    [{ 'a b': Number.POSITIVE_INFINITY }, 'Infinity at $["a b"]'],
    [{ none: null, inner: { x: { y: 1 } }, later: Number.NaN }, 'NaN at $.later'],
    [{ id: 10n }, 'at $.id'],
    [cycle, 'a cycle at $.list[0].back'],
    [{ m: new Map([['a', 1]]) }, 'at $.m'],
    [[new Set([1])], 'at $[0]'],
    [{ p: Promise.resolve(1) }, 'at $.p'],
    [{ at: new Date(Number.NaN) }, 'an invalid Date at $.at'],
    [{ bytes: new Uint8Array([1]) }, 'bytes'],
    [undefined, 'undefined at $'],
    [() => 1, 'function at $'],
    [Symbol('s'), 'symbol at $'],
  ])('%# is refused, with its place', (value, message) => {
    expect(() => encodeJson(value)).toThrow(InvalidJSONError);
    expect(() => encodeJson(value)).toThrow(message);
  });

  test('an object in two places is no cycle', () => {
    const twice = { x: null };
    expect(encodeJson({ a: twice, b: [twice] })).toBe('{"a":{"x":null},"b":[{"x":null}]}');
  });

  test('what a toJSON throws is the cause', () => {
    const cause = new Error('no');
    const failing = {
      toJSON() {
        throw cause;
      },
    };
    expect(() => encodeJson({ failing })).toThrow(expect.objectContaining({ name: 'InvalidJSONError', cause }));
  });

  test('a value too deep is an error of the tree', () => {
    let deep: unknown[] = [];
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(() => encodeJson(deep)).toThrow(InvalidJSONError);
  });

  test('what JSON can hold comes back the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(encodeJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });
});
