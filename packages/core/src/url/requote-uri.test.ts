import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidURL } from '../errors.ts';
import { requoteUri, unquoteUnreserved } from './requote-uri.ts';

describe('unquoteUnreserved', () => {
  it.each([
    ['http://h/%7E%41%2D/%2f%20%C3%A9', 'http://h/~A-/%2f%20%C3%A9'],
    ['no escapes', 'no escapes'],
    ['%', '%'],
    ['a%4', 'a%4'],
    ['%%41', '%A'],
    ['% 1', '% 1'],
  ])('%j becomes %j', (uri, unquoted) => {
    expect(unquoteUnreserved(uri)).toBe(unquoted);
  });

  it.each(['%zz', '%4g', '%é1', '%٣١'])('refuses %j', (uri) => {
    expect(() => unquoteUnreserved(uri)).toThrow(InvalidURL);
  });
});

describe('requoteUri', () => {
  it.each([
    ['http://h/a b', 'http://h/a%20b'],
    ['http://h/é?ü#ß', 'http://h/%C3%A9?%C3%BC#%C3%9F'],
    ['http://h/a|b"<>^`{x y}\\', 'http://h/a%7Cb%22%3C%3E%5E%60%7Bx%20y%7D%5C'],
    ["http://h/!#$&'()*+,/:;=?@[]~", "http://h/!#$&'()*+,/:;=?@[]~"],
    ['http://h/fiz?buz=%25ppicture', 'http://h/fiz?buz=%25ppicture'],
    ['http://h/%20%zz%41', 'http://h/%2520%25zz%2541'],
    ['http://h/%2f', 'http://h/%2f'],
  ])('%j becomes %j', (uri, requoted) => {
    expect(requoteUri(uri)).toBe(requoted);
  });

  it('refuses half a surrogate pair', () => {
    expect(() => requoteUri('http://h/\ud800')).toThrow(InvalidURL);
  });

  it('leaves alone what encodeURI made (URL-25)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = requoteUri(encodeURI(text));
        expect(requoteUri(once)).toBe(once);
      }),
    );
  });
});
