import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../errors.ts';
import { Response } from '../response.ts';
import { addDictToCookiejar, cookiejarFromDict, dictFromCookiejar, mergeCookies } from './cookie-functions.ts';
import { RequestsCookieJar } from './requests-cookie-jar.ts';

describe('cookies and dicts', () => {
  it('makes a jar of a dict, for every host; numbers are written, null is left out (COOK-32)', () => {
    const jar = cookiejarFromDict({ a: '1', n: 2, gone: null, none: undefined });
    expect(jar.getDict({ domain: '', path: '/' })).toEqual({ a: '1', n: '2' });
    expect(cookiejarFromDict(null).size).toBe(0);
  });

  it.each([
    [true, 'new'],
    [false, 'old'],
  ])('overwrites: %s', (overwrite, value) => {
    const jar = cookiejarFromDict({ a: 'old' });
    expect(cookiejarFromDict({ a: 'new' }, jar, overwrite)).toBe(jar);
    expect(jar.get('a')).toBe(value);
  });

  it('a dict is merged beside what is there, a jar over it (COOK-20)', () => {
    const jar = cookiejarFromDict({ a: '1' });
    expect(mergeCookies(jar, { a: '2', b: '3' })).toBe(jar);
    expect(dictFromCookiejar(jar)).toEqual({ a: '1', b: '3' });
    mergeCookies(jar, cookiejarFromDict({ a: '4' }));
    mergeCookies(jar, null);
    expect(dictFromCookiejar(jar)).toEqual({ a: '4', b: '3' });
    expect(addDictToCookiejar(jar, { b: '5' })).toBe(jar);
    expect(jar.get('b')).toBe('5');
  });

  it('of one name the last counts', () => {
    const jar = new RequestsCookieJar();
    jar.set('k', '1', { domain: 'example.com' });
    jar.set('k', '2', { domain: 'other.example' });
    expect(dictFromCookiejar(jar)).toEqual({ k: '2' });
  });

  it('the jar of a response without cookies is an empty dict', () => {
    expect(dictFromCookiejar(new Response().cookies)).toEqual({});
  });

  it.each([[{}], ['a=1'], [null]])('%j is not made a dict', (value) => {
    expect(() => dictFromCookiejar(value as never)).toThrow(InvalidOptionError);
  });

  it('what is no jar is refused', () => {
    for (const act of [
      () => mergeCookies({} as never, {}),
      () => addDictToCookiejar(new Map() as never, {}),
      () => cookiejarFromDict({}, {} as never),
    ]) {
      expect(act).toThrow(InvalidOptionError);
    }
  });
});
