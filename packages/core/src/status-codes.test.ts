import { describe, expect, expectTypeOf, it } from 'vitest';
import { LookupDict } from './lookup-dict.ts';
import { codes } from './status-codes.ts';

describe('codes', () => {
  it.each([
    ['ok', 200],
    ['okay', 200],
    ['all_good', 200],
    ['\\o/', 200],
    ['✓', 200],
    ['\\o-', 301],
    ['-o-', 404],
    ['-O-', 404],
    ['/o\\', 500],
    ['✗', 500],
    ['processing', 102],
    ['checkpoint', 103],
    ['request_uri_too_long', 122],
    ['uri_too_long', 414], // also listed under 122
    ['precondition', 428], // also listed under 412
    ['resume', 308],
    ['content_too_large', 413],
    ['unprocessable_content', 422],
    ['too_early', 425],
    ['network_authentication', 511],
    ['early-hints', 102], // as Requests has it
    ['early_hints', 103], // the right one
  ])('%s is %d', (name, code) => {
    expect(codes.get(name)).toBe(code);
    expect((codes as unknown as Record<string, number>)[name]).toBe(code);
  });

  it('has every name in upper case too, save the signs with a slash', () => {
    const names = [...codes].map(([name]) => name);
    for (const name of names) {
      if (!/^[\\/]/.test(name)) expect(codes.get(name.toUpperCase())).toBe(codes.get(name));
    }
    expect(codes.get('\\O/')).toBeUndefined();
    expect(codes.get('\\O-')).toBeUndefined();
    // the 243 names of Requests 2.34.2 and ours, early_hints, in both cases
    expect(names).toHaveLength(245);
  });

  it.each(['nope', 'Ok', 'not found', '', '200', '/O\\', 'constructor', 'get', 'name'])(
    'has no number under %j',
    (name) => {
      expect(codes.get(name)).toBeUndefined();
    },
  );

  it('is typed by its names', () => {
    expectTypeOf(codes.ok).toEqualTypeOf<200>();
    expectTypeOf(codes.NOT_FOUND).toEqualTypeOf<404>();
    expectTypeOf(codes['\\o/']).toEqualTypeOf<200>();
    expect('nope' in codes).toBe(false);
  });
});

describe('LookupDict', () => {
  it('finds what was put into it, and gives undefined or a default for the rest', () => {
    const dict = Object.assign(new LookupDict<number>('test'), { bad_gateway: 502 });
    expect(dict.bad_gateway).toBe(502);
    expect(dict.get('bad_gateway')).toBe(502);
    expect(dict.get('nope')).toBeUndefined();
    expect(dict.get('nope', 'default')).toBe('default');
    expect([...dict]).toEqual([['bad_gateway', 502]]);
    expect(dict.name).toBe('test');
    expect(String(dict)).toBe("<lookup 'test'>");
  });
});
