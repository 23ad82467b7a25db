import { describe, expect, it } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { ResponseHeaders } from './response-headers.ts';

const made = (): ResponseHeaders =>
  new ResponseHeaders([
    ['X-A', '1'],
    ['Set-Cookie', 'a=1; Expires=Mon, 01 Jan 2029'],
    ['x-a', '2'],
    ['Via', 'v'],
    ['set-cookie', 'b=2'],
    ['X-a', '3'],
  ]);

describe('ResponseHeaders', () => {
  it('joins what came more than once, in order, under the first name and at its place (HDR-15)', () => {
    expect([...made()]).toEqual([
      ['X-A', '1, 2, 3'],
      ['Set-Cookie', 'a=1; Expires=Mon, 01 Jan 2029, b=2'],
      ['Via', 'v'],
    ]);
    expect(made()).toBeInstanceOf(CaseInsensitiveDict);
  });

  it('gives the single values (HDR-16)', () => {
    expect(made().getAll('X-A')).toEqual(['1', '2', '3']);
    expect(made().getAll('via')).toEqual(['v']);
    expect(made().getAll('nope')).toEqual([]);
    expect(made().getSetCookie()).toEqual(['a=1; Expires=Mon, 01 Jan 2029', 'b=2']);
  });

  it('gives what was set since', () => {
    const headers = made();
    headers.set('x-a', 'new');
    headers.delete('set-cookie');
    expect(headers.getAll('X-A')).toEqual(['new']);
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('has values of its own in a copy', () => {
    const headers = made();
    const copy = headers.copy();
    headers.set('via', 'other');
    headers.getAll('x-a').push('4');
    expect([...copy]).toEqual([...made()]);
    expect(copy.getAll('x-a')).toEqual(['1', '2', '3']);
  });

  it('is empty where nothing came', () => {
    expect(new ResponseHeaders().size).toBe(0);
  });
});
