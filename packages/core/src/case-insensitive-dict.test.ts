import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseInsensitiveDict, type DictInit } from './case-insensitive-dict.ts';
import { InvalidOptionError } from './errors.ts';

const made = (): CaseInsensitiveDict => new CaseInsensitiveDict({ Accept: 'a', 'X-One': '1' });

function bothPairs(each: (value: string, name: string) => void): void {
  each('3', 'A');
  each('2', 'B');
}

describe('CaseInsensitiveDict', () => {
  it('finds a key in any case', () => {
    const dict = made();
    expect(dict.get('aCCEPT')).toBe('a');
    expect(dict.has('x-ONE')).toBe(true);
    expect(dict.has('Accep')).toBe(false);
    expect(dict.get('nope')).toBeUndefined();
    expect(dict.size).toBe(2);
  });

  it('keeps the case of the last setting and the place of the first (STR-1)', () => {
    const dict = made().set('ACCEPT', 'b').set('A-New', 'n');
    expect([...dict]).toEqual([
      ['ACCEPT', 'b'],
      ['X-One', '1'],
      ['A-New', 'n'],
    ]);
  });

  it('puts what was deleted and set again at the end', () => {
    const dict = made();
    expect(dict.delete('ACCEPT')).toBe(true);
    expect(dict.delete('ACCEPT')).toBe(false);
    dict.set('Accept', 'again');
    expect([...dict.keys()]).toEqual(['X-One', 'Accept']);
  });

  it.each<[string, DictInit<string>]>([
    ['an object', { a: '1', B: '2', A: '3' }],
    ['pairs', [['a', '1'], ['B', '2'], ['A', '3']]], // biome-ignore format: a table
    ['a Map', new Map([['a', '1'], ['B', '2'], ['A', '3']])], // biome-ignore format: a table
    ['another dict', new CaseInsensitiveDict({ A: '3', B: '2' })],
    ['what has forEach only', { forEach: bothPairs }],
  ])('is made from %s (STR-2)', (_what, init) => {
    expect([...new CaseInsensitiveDict(init)]).toEqual([
      ['A', '3'],
      ['B', '2'],
    ]);
  });

  it('is made from Headers and from nothing', () => {
    expect([...new CaseInsensitiveDict(new Headers({ 'X-A': '1' }))]).toEqual([['x-a', '1']]);
    expect(new CaseInsensitiveDict().size).toBe(0);
    expect(new CaseInsensitiveDict(null).size).toBe(0);
  });

  it.each(['text', 5, [['a']], [['a', 'b', 'c']], ['ab'], [[1, 'x']], new Map([[Symbol('s'), 1]])])(
    'refuses what is no dict, and a key that is no string: %o (STR-7)',
    (init) => {
      expect(() => new CaseInsensitiveDict(init as never)).toThrow(InvalidOptionError);
    },
  );

  it('gives keys, values, pairs, pairs in lower case, and a plain object', () => {
    const dict = made();
    expect([...dict.keys()]).toEqual(['Accept', 'X-One']);
    expect([...dict.values()]).toEqual(['a', '1']);
    expect([...dict.entries()]).toEqual([...dict]);
    expect([...dict.lowerItems()]).toEqual([
      ['accept', 'a'],
      ['x-one', '1'],
    ]);
    expect(JSON.stringify(dict)).toBe('{"Accept":"a","X-One":"1"}');
    const seen: unknown[] = [];
    dict.forEach((value, key, self) => {
      seen.push([value, key, self === dict]);
    });
    expect(seen).toEqual([
      ['a', 'Accept', true],
      ['1', 'X-One', true],
    ]);
  });

  it('updates, sets defaults, pops and clears', () => {
    const dict = made();
    dict.update({ ACCEPT: 'b', New: 'n' });
    dict.update([['x-one', '2']]);
    dict.update();
    expect([...dict.keys()]).toEqual(['ACCEPT', 'x-one', 'New']);
    expect(dict.setdefault('accept', 'no')).toBe('b');
    expect(dict.setdefault('Eggs', 'green')).toBe('green');
    expect(dict.pop('EGGS')).toBe('green');
    expect(dict.pop('eggs')).toBeUndefined();
    expect(dict.pop('eggs', 'gone')).toBe('gone');
    dict.clear();
    expect(dict.size).toBe(0);
  });

  it('keeps a default that is undefined or empty', () => {
    const dict = new CaseInsensitiveDict<string | undefined>({ a: undefined, b: '' });
    expect(dict.setdefault('A', 'x')).toBeUndefined();
    expect(dict.setdefault('B', 'x')).toBe('');
    expect(dict.has('a')).toBe(true);
  });

  it('equals what has the same keys in any case and order, and the same values', () => {
    const dict = new CaseInsensitiveDict({ a: '1', B: 'x' });
    expect(dict.equals({ b: 'x', A: '1' })).toBe(true);
    expect(dict.equals(new CaseInsensitiveDict({ A: '1', b: 'x' }))).toBe(true);
    expect(dict.equals({ a: '1', b: 'X' })).toBe(false);
    expect(dict.equals({ a: '1' })).toBe(false);
    expect(dict.equals({ a: '1', b: 'x', c: '2' })).toBe(false);
    expect(dict.equals(null)).toBe(false);
    expect(dict.equals('a')).toBe(false);
    expect(dict.equals([1, 2])).toBe(false);
  });

  it('has pairs of its own in a copy', () => {
    const dict = made();
    const copy = dict.copy();
    dict.set('ACCEPT', 'b');
    expect([...copy]).toEqual([...made()]);
  });

  it('shows no secret when it is printed', () => {
    const dict = new CaseInsensitiveDict({ Authorization: 'Basic abc', COOKIE: 'a=b', 'X-A': '1' });
    for (const shown of [inspect(dict), String(dict), inspect({ deep: { dict } }, { depth: 9 })]) {
      expect(shown).toContain('X-A');
      expect(shown).toContain('***');
      expect(shown).not.toMatch(/Basic abc|a=b/);
    }
  });

  it('is a Map of keys in lower case', () => {
    const key = fc.constantFrom('a', 'A', 'b', 'B', 'ä', 'Ä');
    const step = fc.oneof(fc.tuple(fc.constant('set'), key, fc.nat()), fc.tuple(fc.constant('delete'), key, fc.nat()));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const dict = new CaseInsensitiveDict<number>();
        const model = new Map<string, number>();
        for (const [what, name, value] of steps) {
          if (what === 'set') {
            dict.set(name, value);
            model.set(name.toLowerCase(), value);
          } else {
            expect(dict.delete(name)).toBe(model.delete(name.toLowerCase()));
          }
        }
        expect([...dict.lowerItems()]).toEqual([...model]);
      }),
    );
  });
});
