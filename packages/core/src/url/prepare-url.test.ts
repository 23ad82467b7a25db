import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidOptionError, InvalidURL, MissingSchema, RequestException } from '../errors.ts';
import type { Params } from '../options.ts';
import { prepareUrl } from './prepare-url.ts';

describe('prepareUrl', () => {
  it.each([
    ['http://example.com', 'http://example.com/'],
    ['http://example.com?x=1#f', 'http://example.com/?x=1#f'],
    ['HTTP://EXAMPLE.com/Path?Q=A#F', 'http://example.com/Path?Q=A#F'],
    ['http://example.com:80/', 'http://example.com:80/'],
    ['http://example.com:/x', 'http://example.com/x'],
    ['http://example.com:0/', 'http://example.com/'],
    ['http://example.com:0080/', 'http://example.com:80/'],
    ['http://example.com:65535/', 'http://example.com:65535/'],
    ['\t\n \x1c\x85http://h/ ', 'http://h/%20'],
    ['http://us er:p@ss@h/', 'http://us%20er:p%40ss@h/'],
    ['http://@h/', 'http://h/'],
    ['http://h/a b+c?d e#f g', 'http://h/a%20b+c?d%20e#f%20g'],
    ['http://h/%7Euser/%41%2d?%61=%7a', 'http://h/~user/A-?a=z'],
    ['http://h/a%2fb%e9?x=%FF', 'http://h/a%2Fb%E9?x=%FF'],
    ['http://h/%41%zz%2f?%20', 'http://h/%2541%25zz%252F?%20'],
    ['http://h/%', 'http://h/%25'],
    ['http://h/é?ü#ß', 'http://h/%C3%A9?%C3%BC#%C3%9F'],
    ['http://h/😀', 'http://h/%F0%9F%98%80'],
    ['http://h/a|b^c`d{e}"<>[]?[]=1', 'http://h/a%7Cb%5Ec%60d%7Be%7D%22%3C%3E%5B%5D?%5B%5D=1'],
    ["http://h/-._~!$&'()*+,;=:@?/?#/?", "http://h/-._~!$&'()*+,;=:@?/?#/?"],
    ['http://h\\@evil.example/', 'http://h/%5C@evil.example/'],
    ['http://h/a\r\nb?c\td', 'http://h/a%0D%0Ab?c%09d'],
    ['http://h\n/', 'http://h%0A/'],
    ['http://%41b.com/', 'http://ab.com/'],
    ['http://h/a/../b/./c', 'http://h/b/c'],
    ['http://h/../..', 'http://h/'],
    ['http://h/a/b/..', 'http://h/a/'],
    ['http://h//a//../b', 'http://h//a/b'],
    ['http://h/?#', 'http://h/'],
    ['http://h/a?b?c#d#e', 'http://h/a?b?c#d%23e'],
    ['http://1.2.3.4.5/', 'http://1.2.3.4.5/'],
    ['http://127.1/', 'http://127.1/'],
    ['http://a_b.example./', 'http://a_b.example./'],
    ['http://u:p@[2001:DB8::A]:80/x', 'http://u:p@[2001:db8::a]:80/x'],
    ['http://[::FFFF:1.2.3.4]/', 'http://[::ffff:1.2.3.4]/'],
    ['http+unix://%2Fvar%2Frun/a b%7E', 'http+unix://%2Fvar%2Frun/a%20b~'],
    ['httpfoo://X.com/..', 'httpfoo://X.com/..'],
    // no white space to Python, and so a scheme that nobody knows
    ['\ufeffhttp://h', '\ufeffhttp://h'],
  ])('%j becomes %j', (url, prepared) => {
    expect(prepareUrl(url)).toBe(prepared);
  });

  it.each([
    ['http://bücher.de/ü', 'http://xn--bcher-kva.de/%C3%BC'],
    ['http://BÜCHER.example:8080/', 'http://xn--bcher-kva.example:8080/'],
    ['http://straße.de/', 'http://xn--strae-oqa.de/'],
    ['http://例え.テスト/', 'http://xn--r8jz45g.xn--zckzah/'],
    ['http://l·l.cat', 'http://xn--ll-0ea.cat/'],
    ['http://é..com.', 'http://xn--9ca..com./'],
  ])('writes the host of %j in IDNA 2008', (url, prepared) => {
    expect(prepareUrl(url)).toBe(prepared);
  });

  it.each([
    'http://☃.net/',
    'http://ｅx.com/',
    'http://example。com/',
    'http://bu\u0308cher.de/', // not composed
    'http://\u13a0.com/', // Cherokee, whose small letters fold to capitals
    'http://a·b.cat/',
    'http://ex_é.com/',
    'http://-é.com/',
    'http://aé--b.com/',
    'http://a\u200db.com/',
    `http://é${'a'.repeat(62)}.com/`,
  ])('refuses the host of %j, which cannot be registered', (url) => {
    expect(() => prepareUrl(url)).toThrow(InvalidURL);
  });

  it.each([
    'http://',
    'http:/x',
    'http:x.com',
    'https://?x',
    'http://:80/',
    'http://example.com:65536/',
    'http://example.com:abc/',
    'http://h:80:80/',
    'http://fe80::1/',
    'http://[::1/',
    'http://[::zz]/',
    'http://[::1]x/',
    'http://[1:2:3:4:5:6:7:8:9]/',
    'http://a%zz/',
    'http://*.example.com',
    'http://.example.com',
    'httpbin.org:abc',
    'http://h/\ud800',
  ])('refuses %j as an InvalidURL', (url) => {
    expect(() => prepareUrl(url)).toThrow(InvalidURL);
  });

  it.each([
    '',
    '/path',
    'example.com',
    '//h/x',
    'http',
    'http//h',
    'http.x://h',
    'httpbin.org:80/get',
    null,
    undefined,
    5,
  ])('misses a scheme in %j', (url) => {
    expect(() => prepareUrl(url)).toThrow(MissingSchema);
  });

  it('says how a scheme is added', () => {
    expect(() => prepareUrl('example.com/x')).toThrow('No scheme supplied. Perhaps you meant https://example.com/x?');
  });

  it.each(['mailto:a b@h', 'ftp://X:21/%7e y', 'data:text/plain,hi', 'localhost:3128', '10.1.1.1:3128/', 'FOO://x?y'])(
    'leaves %j as it is, without params',
    (url) => {
      expect(prepareUrl(url, { a: 1 })).toBe(url);
    },
  );

  it.each([
    ['http://h/%2e%2e/x', 'http://h/x'],
    ['http://h/a/.%2E', 'http://h/'],
    ['http://h/a%2eb/%2e', 'http://h/a.b/'],
  ])('never sends an escaped dot segment raw: %j (URL-13)', (url, prepared) => {
    expect(prepareUrl(url)).toBe(prepared);
  });

  it.each(['http://[fe80::1%25eth0]/a b', 'http://[fe80::1%eth0]/a b'])(
    'keeps the zone of %j and escapes the rest',
    (url) => {
      expect(prepareUrl(url)).toBe('http://[fe80::1%25eth0]/a%20b');
    },
  );

  it('takes a URL and bytes', () => {
    expect(prepareUrl(new URL('http://h/a?b'))).toBe('http://h/a?b');
    expect(prepareUrl(new TextEncoder().encode('http://h/é'))).toBe('http://h/%C3%A9');
    expect(() => prepareUrl(Uint8Array.of(0xff))).toThrow(InvalidURL);
  });

  it('shows no password in a message', () => {
    for (const url of ['http://user:secret@h:abc/', 'http://user:sec/ret@h/', 'httpuser:secret@h']) {
      expect(() => prepareUrl(url)).toThrow(
        expect.objectContaining({ message: expect.not.stringMatching(/secret|sec\/ret/) }) as unknown as Error,
      );
    }
  });

  it.each<[string, Params | null | undefined, string]>([
    ['http://h/x', { b: '2', a: 1.5 }, 'http://h/x?b=2&a=1.5'],
    ['http://h/x?', { a: 1 }, 'http://h/x?a=1'],
    ['http://h/x?y', { a: 1 }, 'http://h/x?y&a=1'],
    ['http://h/x?y&', { a: 1 }, 'http://h/x?y&&a=1'],
    ['http://h/x?y#f', { a: 1 }, 'http://h/x?y&a=1#f'],
    ['http://h', { a: 1 }, 'http://h/?a=1'],
    ['http://h/x', {}, 'http://h/x'],
    ['http://h/x', '', 'http://h/x'],
    ['http://h/x', null, 'http://h/x'],
    ['http://h/x', 'a=é&b=%7e%2f&c d', 'http://h/x?a=%C3%A9&b=~%2f&c%20d'],
    ['http://h/a%20b', 'a=%zz&b=%20', 'http://h/a%2520b?a=%25zz&b=%2520'],
    ['http://h/x', Uint8Array.of(97, 61, 0xff, 32), 'http://h/x?a=%FF%20'],
    ['http://h/x', new URLSearchParams([['a', '*~']]), 'http://h/x?a=%2A~'],
  ])('adds to %j the params %j', (url, params, prepared) => {
    expect(prepareUrl(url, params)).toBe(prepared);
  });

  it('refuses params that are no pairs', () => {
    expect(() => prepareUrl('http://h/', [['a']] as never)).toThrow(InvalidOptionError);
    expect(() => prepareUrl('http://h', 5 as never)).toThrow(InvalidOptionError);
  });

  it('gives printable ASCII, and prepares what it gave to the same', () => {
    const upperEscapes = (url: string): string => url.replace(/%[0-9a-f]{2}/gi, (found) => found.toUpperCase());
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%41', '..', '/', '?', '#', '%2e', ':80', 'é'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        let prepared: string;
        try {
          prepared = prepareUrl(`http://h${parts.join('')}`);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestException);
          return;
        }
        expect(prepared).toMatch(/^[\x21-\x7e]+$/);
        // as in Requests, the host is in lower case with its escapes: `h\n` is `h%0A`, and that is `h%0a`
        expect(upperEscapes(prepareUrl(prepared))).toBe(upperEscapes(prepared));
      }),
      { numRuns: 500 },
    );
  });

  it('gives an ordinary URL back by the short way and by the long way', () => {
    // a fragment sends a URL the long way
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: false }), (url) => {
        expect(`${prepareUrl(url, { a: 'b' })}#f`).toBe(prepareUrl(`${url}#f`, { a: 'b' }));
      }),
    );
  });

  it.each([
    ['@', `http://${'@'.repeat(1e5)}h/`],
    ['escapes', `http://h/${'%e9'.repeat(1e5)}`],
    ['dot segments', `http://h${'/..'.repeat(1e5)}`],
    ['spaces', `${' '.repeat(1e5)}http://h/`],
    ['colons', `http://${':'.repeat(1e5)}/`],
    ['letters of a host beyond ASCII', `http://${'é'.repeat(1e5)}.com/`],
    ['labels', `http://${'é.'.repeat(1e5)}com/`],
    ['letters of a plain host', `http://${'a'.repeat(1e5)}!/`],
  ])('takes a hundred thousand %s in its stride (D-14, D-17, D-31)', (_what, url) => {
    try {
      expect(prepareUrl(url)).toMatch(/^http:/);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidURL);
    }
  });
});
