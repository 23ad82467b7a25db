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
    [{ user: { tags: [1, 2, 3, Number.NaN] } }, 'near $.user.tags[3]: NaN'],
    [Number.NaN, 'near $: NaN'],
    [[Number.NEGATIVE_INFINITY], 'near $[0]: -Infinity'],
    [{ 'a b': Number.POSITIVE_INFINITY }, 'near $["a b"]: Infinity'],
    [{ none: null, inner: { x: { y: 1 } }, later: Number.NaN }, 'near $.later: NaN'],
    [{ id: 10n }, 'near $.id'],
    [cycle, 'near $.list[0].back'],
    [{ m: new Map([['a', 1]]) }, 'near $.m: a Map'],
    [[new Set([1])], 'near $[0]: a Set'],
    [{ p: Promise.resolve(1) }, 'near $.p: a Promise'],
    [{ at: new Date(Number.NaN) }, 'near $.at: an invalid Date'],
    [{ bytes: new Uint8Array([1]) }, 'near $.bytes: a Uint8Array'],
    [undefined, 'near $: undefined'],
    [() => 1, 'near $: a function'],
    [Symbol('s'), 'near $: a symbol'],
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
