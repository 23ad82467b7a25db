import { describe, expect, it } from 'vitest';
import { joinUrl } from './join-url.ts';

describe('joinUrl', () => {
  // RFC 3986 section 5.4, where an empty fragment or query has no mark in Python's urljoin
  it.each([
    ['g:h', 'g:h'],
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'],
    ['g?y#s', 'http://a/b/c/g?y#s'],
    [';x', 'http://a/b/c/;x'],
    ['g;x?y#s', 'http://a/b/c/g;x?y#s'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../..', 'http://a/'],
    ['../../../../g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g.', 'http://a/b/c/g.'],
    ['..g', 'http://a/b/c/..g'],
    ['./g/.', 'http://a/b/c/g/'],
    ['g/../h', 'http://a/b/c/h'],
    ['g;x=1/../y', 'http://a/b/c/y'],
    ['g?y/../x', 'http://a/b/c/g?y/../x'],
    ['http:g', 'http://a/b/c/g'],
  ])('joins %j to the base of RFC 3986', (reference, joined) => {
    expect(joinUrl('http://a/b/c/d;p?q', reference)).toBe(joined);
  });

  it.each([
    ['http://u:p@h:80/a/b', '../c d', 'http://u:p@h:80/c d'],
    ['http://h', 'x', 'http://h/x'],
    ['http://h', '?x', 'http://h?x'],
    ['http://h/a', '//u@i:8/b//c', 'http://u@i:8/b//c'],
    ['http://h/a', 'HTTP://I/B?#', 'http://I/B'],
    ['http://h/a', 'https://i/../b?', 'https://i/../b?'],
    ['http://h/a//b', 'c//d', 'http://h/a/c/d'],
    ['http://h/a', '/c//d', 'http://h/c//d'],
    ['http+unix://s/a/b', 'c', 'http+unix://s/a/c'],
    ['', 'x', 'x'],
  ])('joins to %j %j', (base, reference, joined) => {
    expect(joinUrl(base, reference)).toBe(joined);
  });
});
