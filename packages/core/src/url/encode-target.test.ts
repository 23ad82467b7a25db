import { describe, expect, it } from 'vitest';
import { InvalidURL } from '../errors.ts';
import { encodeTarget } from './encode-target.ts';

describe('the target of a request', () => {
  it.each([
    ['/', '/'],
    ["/-._~!$&'()*+,;=:@?/?%20", "/-._~!$&'()*+,;=:@?/?%20"],
    ['/a b?c d', '/a%20b?c%20d'],
    ['/ü?ü=[1]', '/%C3%BC?%C3%BC=%5B1%5D'],
    ['/[x]|^', '/%5Bx%5D%7C%5E'],
    ['/%2f%e9?%aa', '/%2F%E9?%AA'],
    // one bad escape makes each of its part a text, and leaves the other part alone
    ['/%zz%2f?%2f', '/%25zz%252F?%2F'],
    ['/%2f?1&%', '/%2F?1&%25'],
    ['/a?b?c#d', '/a?b?c%23d'],
    ['//other/../x/%2e%2e/', '//other/../x/%2E%2E/'],
    ['/?', '/?'],
    ['*', '*'],
    ['http://Example.com:80/a b/../c?[]', 'http://example.com:80/c?%5B%5D'],
    ['http://h/%zz', 'http://h/%25zz'],
  ])('%j goes out as %s', (target, encoded) => {
    expect(encodeTarget(target)).toBe(encoded);
    expect(encodeTarget(encoded)).toBe(encoded);
  });

  it.each(['/\ud800', '/?\ud800', 'http://h/\ud800', 'http://h:99999/'])('%j is refused', (target) => {
    expect(() => encodeTarget(target)).toThrow(InvalidURL);
  });

  it('takes no longer than its length for a long one', () => {
    const long = `/${'a%20'.repeat(100_000)} `;
    expect(encodeTarget(long)).toBe(`${long.slice(0, -1)}%20`);
  });
});
