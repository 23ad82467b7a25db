import { describe, expect, it } from 'vitest';
import { linksOf, parseHeaderLinks } from './parse-header-links.ts';

describe('parseHeaderLinks', () => {
  it.each<[string, Record<string, string>[]]>([
    [
      '<http:/.../front.jpeg>; rel=front; type="image/jpeg"',
      [{ url: 'http:/.../front.jpeg', rel: 'front', type: 'image/jpeg' }],
    ],
    ['<a>;', [{ url: 'a' }]],
    ['<a>; type="b",<c>; rel=back;type="d"', [{ url: 'a', type: 'b' }, { url: 'c', rel: 'back', type: 'd' }]], // biome-ignore format: a table
    ['', []],
    ['  ', []],
    ['<a?x=1,2>; rel=next', [{ url: 'a?x=1,2', rel: 'next' }]],
    ['<a>; rel=next , <b>;rel=prev', [{ url: 'a', rel: 'next' }, { url: 'b', rel: 'prev' }]], // biome-ignore format: a table
    [`<a>; rel='next'; title="two words"`, [{ url: 'a', rel: 'next', title: 'two words' }]],
    ['<a>; rel = next', [{ url: 'a', rel: 'next' }]],
    [` '<a>' `, [{ url: 'a' }]],
    ['a; rel=b', [{ url: 'a', rel: 'b' }]],
    ['<>; rel=self', [{ url: '', rel: 'self' }]],
    ["<a>; title*=UTF-8''x; rel=next", [{ url: 'a', 'title*': "UTF-8''x", rel: 'next' }]],
    ['<a>; rel=a,b', [{ url: 'a', rel: 'a,b' }]],
    ['<a, <b>; rel=x', [{ url: 'a' }, { url: 'b', rel: 'x' }]], // an address holds no other
  ])('of %j is as in Requests', (value, links) => {
    expect(parseHeaderLinks(value)).toEqual(links);
  });

  it.each<[string, Record<string, string>[]]>([
    ['<a;b>; rel=x', [{ url: 'a;b', rel: 'x' }]],
    ['<a>; title="a;b"; rel=n', [{ url: 'a', title: 'a;b', rel: 'n' }]],
    ['<a>; title="x, <b>; rel=no"; rel=n', [{ url: 'a', title: 'x, <b>; rel=no', rel: 'n' }]],
    ['<a>; title="q\\"r\\\\"; rel=n', [{ url: 'a', title: 'q"r\\', rel: 'n' }]],
    ['<a>; rel=x=y; t=1', [{ url: 'a', rel: 'x=y', t: '1' }]],
    ['<a>; flag; rel=x', [{ url: 'a', flag: '', rel: 'x' }]],
    ['<a>;;REL=x; =y', [{ url: 'a', rel: 'x' }]],
    ['<a>;rel=x;rel=y', [{ url: 'a', rel: 'x' }]],
    [',<a>,,<b> , ', [{ url: 'a' }, { url: 'b' }]],
    ['<a>; title="open; rel=x', [{ url: 'a', title: 'open', rel: 'x' }]],
    ['<a', [{ url: 'a' }]],
    ['<a>; url=evil', [{ url: 'a' }]],
  ])('of %j is as in RFC 8288 (RESP-30)', (value, links) => {
    expect(parseHeaderLinks(value)).toEqual(links);
  });

  it.each(['<', ',<', ',', ';', '"', '<a>;', '<a>; a="', '\\"', ', '])('takes 10^5 times %j in its stride', (part) => {
    expect(parseHeaderLinks(`<a>;b=${part.repeat(1e5)}`)).toBeInstanceOf(Array);
    expect(parseHeaderLinks(part.repeat(1e5))).toBeInstanceOf(Array);
  });
});

describe('linksOf', () => {
  it('goes by relation, or by address where there is none', () => {
    expect(linksOf('<a>; rel=next, <b>; rel="last", <c>')).toEqual({
      next: { url: 'a', rel: 'next' },
      last: { url: 'b', rel: 'last' },
      c: { url: 'c' },
    });
  });

  it('puts a link of two relations under both, in lower case save a URI', () => {
    const link = { url: 'a', rel: 'Next  http://h/Rel' };
    expect(linksOf('<a>; rel="Next  http://h/Rel"')).toEqual({ next: link, 'http://h/Rel': link });
  });

  it('keeps the last of a relation, and makes __proto__ one like others', () => {
    expect(linksOf('<a>; rel=x, <b>; rel=x')).toEqual({ x: { url: 'b', rel: 'x' } });
    expect(Object.keys(linksOf('<a>; rel=__proto__'))).toEqual(['__proto__']);
  });

  it.each([null, undefined, ''])('is empty for %j', (value) => {
    expect(linksOf(value)).toEqual({});
  });
});
