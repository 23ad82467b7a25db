import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../errors.ts';
import { encodeForm } from './encode-form.ts';
import { formPairs } from './form-pairs.ts';
import { fromKeyValList, toKeyValList } from './key-val-list.ts';

const encode = (dict: unknown): string => encodeForm(formPairs(dict));

function* pairsOfGenerator(): Generator<[string, unknown]> {
  yield ['a', 1];
  yield ['a', new Set(['x', 'y'])];
}

describe('encodeForm of formPairs', () => {
  it.each<[string, unknown, string]>([
    ['a plain object', { b: '2', a: 1, n: -3, f: 1.5, big: 10n }, 'b=2&a=1&n=-3&f=1.5&big=10'],
    ['a Map', new Map<unknown, unknown>([[1, 2]]), '1=2'],
    ['pairs', [['b', 2], ['a', 1], ['b', 3]], 'b=2&a=1&b=3'], // biome-ignore format: a table
    ['a generator of pairs', pairsOfGenerator(), 'a=1&a=x&a=y'],
    ['URLSearchParams', new URLSearchParams('a=1&a=*'), 'a=1&a=%2A'],
    ['lists', { a: ['x', 3, null, undefined], e: [], b: 'z' }, 'a=x&a=3&b=z'],
    ['null and undefined', { a: null, b: undefined, c: '' }, 'c='],
    ['booleans', { yes: true, no: [false] }, 'yes=true&no=false'],
    ['reserved characters', { 'a b': 'x&y=1/2?#:;,@$[]+' }, 'a+b=x%26y%3D1%2F2%3F%23%3A%3B%2C%40%24%5B%5D%2B'],
    ['unreserved characters', { a: "~-._!*'()aZ09" }, 'a=~-._%21%2A%27%28%29aZ09'],
    ['escapes', { a: '%20' }, 'a=%2520'],
    ['text beyond ASCII', { é: 'ü ß', 語: '😀' }, '%C3%A9=%C3%BC+%C3%9F&%E8%AA%9E=%F0%9F%98%80'],
    ['line ends', { a: 'b\r\nX: y' }, 'a=b%0D%0AX%3A+y'],
    ['bytes', { a: Uint8Array.of(255, 32, 97), b: [Uint8Array.of(47)] }, 'a=%FF+a&b=%2F'],
    ['bytes as names', [[Uint8Array.of(255), '1']], '%FF=1'],
    ['a URL', { u: new URL('http://h/') }, 'u=http%3A%2F%2Fh%2F'],
    ['a name that says how it is written', new Map([[new URL('http://h/'), '1']]), 'http%3A%2F%2Fh%2F=1'],
    ['a String object', { a: Object('xy') }, 'a=xy'],
    ['a name like __proto__', JSON.parse('{"__proto__": "x"}'), '__proto__=x'],
    ['nothing', null, ''],
  ])('writes %s', (_what, dict, encoded) => {
    expect(encode(dict)).toBe(encoded);
  });

  it('writes a Date by String()', () => {
    const date = new Date(0);
    expect(formPairs({ date })).toEqual([['date', String(date)]]);
  });

  it.each<[string, unknown]>([
    ['a nested object', { deep: { k: 'v' } }],
    ['a nested object in a list', { deep: [{ k: 'v' }] }],
    ['a list in a list', { deep: [['x']] }],
    ['a function', { deep: () => 1 }],
    ['a symbol', { deep: Symbol('s') }],
    ['a promise', { deep: Promise.resolve(1) }],
    ['a Blob', { deep: new Blob(['x']) }],
    ['half a surrogate pair', { deep: '\ud800' }],
  ])('refuses %s and names its field', (_what, dict) => {
    expect(() => encode(dict)).toThrow(InvalidOptionError);
    expect(() => encode(dict)).toThrow('"deep"');
  });

  it.each<[string, unknown]>([
    ['one that is alone', [['a']]],
    ['three', [['a', 'b', 'c']]],
    ['text', ['ab']],
    ['a string', 'a=b'],
    ['a number', 5],
    ['a promise', Promise.resolve({ a: 1 })],
    ['a Date', new Date()],
    ['a nameless field', [[null, 'x']]],
    ['a field whose name is undefined', [[undefined, 'x']]],
    ['a stream of pairs', (async function* () {})()],
  ])('refuses %s in place of pairs', (_what, dict) => {
    expect(() => encode(dict)).toThrow(InvalidOptionError);
  });

  it('shows no value in a message', () => {
    expect(() => encode({ password: 'hunter2\ud800' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }) as unknown as Error,
    );
  });

  it('is what URLSearchParams reads back', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect([...new URLSearchParams(encode(pairs))]).toEqual(pairs);
        expect(encode(pairs)).toMatch(/^[A-Za-z0-9\-._~%+&=]*$/);
      }),
    );
  });
});

describe('toKeyValList and fromKeyValList', () => {
  it('give pairs, a Map, and null of null', () => {
    expect(toKeyValList({ a: '1', b: 2 })).toEqual([['a', '1'], ['b', 2]]); // biome-ignore format: short
    expect(toKeyValList([['a', '1'], ['a', '2']])).toEqual([['a', '1'], ['a', '2']]); // biome-ignore format: short
    expect(fromKeyValList([['a', '1'], ['b', '2'], ['a', '3']])).toEqual(new Map([['a', '3'], ['b', '2']])); // biome-ignore format: short
    expect(toKeyValList(undefined)).toBeNull();
    expect(fromKeyValList(null)).toBeNull();
  });

  it.each(['string', 5, true, Uint8Array.of(1)])('refuse %j', (value) => {
    expect(() => toKeyValList(value)).toThrow(InvalidOptionError);
    expect(() => fromKeyValList(value)).toThrow(InvalidOptionError);
  });
});
