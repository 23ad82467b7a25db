import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitUrl, unsplitUrl } from './split-url.ts';

const NOTHING = { scheme: null, userinfo: null, host: null, port: null, path: '', query: null, fragment: null };

describe('splitUrl', () => {
  it.each([
    ['', {}],
    [
      'HTTP://u:p@x@H:80/a?b?c#d#e',
      { scheme: 'HTTP', userinfo: 'u:p@x', host: 'H', port: '80', path: '/a', query: 'b?c', fragment: 'd#e' },
    ],
    ['//h', { host: 'h' }],
    ['http://h:?#', { scheme: 'http', host: 'h', port: '', query: '', fragment: '' }],
    ['http://[::1]:8/', { scheme: 'http', host: '[::1]', port: '8', path: '/' }],
    ['http://u@[fe80::1%25e]', { scheme: 'http', userinfo: 'u', host: '[fe80::1%25e]' }],
    ['mailto:a@b', { scheme: 'mailto', path: 'a@b' }],
    ['localhost:3128', { scheme: 'localhost', path: '3128' }],
    ['10.0.0.1:80/', { path: '10.0.0.1:80/' }],
    ['a/b:c', { path: 'a/b:c' }],
    ['?a=http://x', { query: 'a=http://x' }],
    ['#a:b', { fragment: 'a:b' }],
  ])('splits %j', (url, parts) => {
    expect(splitUrl(url)).toEqual({ ...NOTHING, ...parts });
  });

  it('is undone by unsplitUrl', () => {
    const text = fc
      .array(fc.constantFrom('http:', '//', '/', '@', ':', '?', '#', '[', ']', 'a', '8', 'é', ' '))
      .map((a) => a.join(''));
    fc.assert(fc.property(text, (url) => unsplitUrl(splitUrl(url)) === url));
  });
});
