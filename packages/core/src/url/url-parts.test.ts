import { describe, expect, it } from 'vitest';
import { InvalidURL } from '../errors.ts';
import { hostnameOf, originOf } from './origin.ts';
import { pathUrl } from './path-url.ts';
import { prependSchemeIfNeeded } from './prepend-scheme.ts';
import { redactRefusedUrl, redactUrl } from './redact-url.ts';
import { authOfUrl, getAuthFromUrl, urldefragauth } from './url-auth.ts';

describe('pathUrl', () => {
  it.each([
    ['http://h', '/'],
    ['http://h?x=1#f', '/?x=1'],
    ['http://u:p@h:80/a%20b;c?d#e', '/a%20b;c?d'],
    ['http://h//other.example/x', '//other.example/x'],
    ['http://h/?', '/'],
    ['mailto:a b@h', 'a b@h'],
    ['ftp://h/a\r\nX: y', '/aX: y'],
  ])('of %j is %j', (url, path) => {
    expect(pathUrl(url)).toBe(path);
  });
});

describe('getAuthFromUrl', () => {
  it.each([
    ['http://user:pass@h/', ['user', 'pass']],
    ['http://user%20n:p%40ss%3A@h/x', ['user n', 'p@ss:']],
    ['http://%25%25u:p%2525@h/', ['%%u', 'p%25']],
    ['http://u:p:q@h', ['u', 'p:q']],
    ['http://u:p@x@h', ['u', 'p@x']],
    ['http://%C3%A9:%zz%4@h', ['é', '%zz%4']],
    ['http://u:@h/', ['u', '']],
    ['http://:p@h/', ['', 'p']],
    ['http://h/a:b@c', ['', '']],
    ['http://u@h/', ['', '']],
  ])('of %j is %j', (url, auth) => {
    expect(getAuthFromUrl(url)).toEqual(auth);
  });
});

describe('authOfUrl', () => {
  it.each([
    ['http://user:p%20s@h/', ['user', 'p s']],
    ['http://user@h/', ['user', '']],
    ['http://:p@h/', ['', 'p']],
    ['http://@h/', null],
    ['http://:@h/', null],
    ['http://h/x@y:z', null],
    ['http://h/', null],
  ])('of %j is %j (AUTH-13)', (url, auth) => {
    expect(authOfUrl(url)).toEqual(auth);
  });
});

describe('urldefragauth', () => {
  it.each([
    ['http://u:p@h/path?a=1#test', 'http://h/path?a=1'],
    ['HTTP://u@H:80/a;b#f', 'http://H:80/a;b'],
    ['//u:p@h/path', '//h/path'],
    ['h/path', '//h/path'],
    ['u:p@h/path', 'u://h/path'],
    ['http://:80', 'http://:80'],
    ['https://u:p@h:8443#f', 'https://h:8443'],
    ['', ''],
  ])('of %j is %j', (url, rest) => {
    expect(urldefragauth(url)).toBe(rest);
  });
});

describe('prependSchemeIfNeeded', () => {
  it.each([
    ['http://h/path', 'http://h/path'],
    ['//h/path', 'https://h/path'],
    ['EXAMPLE.com/a b', 'https://example.com/a%20b'],
    ['10.0.0.1:8080/p', 'https://10.0.0.1:8080/p'],
    ['localhost:3128', 'https://localhost:3128'],
    ['proxy:8080/', 'https://proxy:8080/'],
    ['user@h/path?query', 'https://user@h/path?query'],
    ['user:pass@h:80', 'https://user:pass@h:80'],
    ['socks5h://u:p@h:1', 'socks5h://u:p@h:1'],
    ['[::1]:80', 'https://[::1]:80'],
  ])('%j becomes %j', (url, whole) => {
    expect(prependSchemeIfNeeded(url, 'https')).toBe(whole);
  });

  it('refuses a bad host', () => {
    expect(() => prependSchemeIfNeeded('::1', 'http')).toThrow(InvalidURL);
  });
});

describe('originOf and hostnameOf', () => {
  it.each([
    ['HTTPS://u:p@Example.com/x', 'https://example.com:443', 'example.com'],
    ['http://h', 'http://h:80', 'h'],
    ['http://h:', 'http://h:80', 'h'],
    ['http://h:0080/', 'http://h:80', 'h'],
    ['https://h:80/', 'https://h:80', 'h'],
    ['http://[2001:DB8::A]:8/', 'http://[2001:db8::a]:8', '2001:db8::a'],
    ['http+unix://%2Fs/x', 'http+unix://%2fs', '%2fs'],
    ['mailto:a@b', 'mailto://', null],
  ])('of %j', (url, origin, hostname) => {
    expect(originOf(url)).toBe(origin);
    expect(hostnameOf(url)).toBe(hostname);
  });
});

describe('redactUrl', () => {
  it.each([
    ['http://h/a?x=1&y=a%20b#part', 'http://h/a?x=1&y=a%20b#part'],
    ['http://u:p@h:8/?page=2', 'http://***@h:8/?page=2'],
    ['http://u:p@x@h/', 'http://***@h/'],
    ['//u:p@h', '//***@h'],
    ['u:p@h/x', '***@h/x'],
    ['http://h/a@b?c=d@e', 'http://h/a@b?c=d@e'],
    ['mailto:a@b', 'mailto:a@b'],
    [
      'http://h/?token=a&API-Key=b&X-Amz-Signature=c;sig=d',
      'http://h/?token=***&API-Key=***&X-Amz-Signature=***;sig=***',
    ],
    ['http://h/?code=1&statuscode=2&monkey=3&token', 'http://h/?code=***&statuscode=2&monkey=3&token'],
    ['http://h/#access_token=a&state=b', 'http://h/#access_token=***&state=b'],
    ['http://h/?client_secret=a%26b=c', 'http://h/?client_secret=***'],
    ['http://h/?next=/a?token=b', 'http://h/?next=/a?token=***'],
    ['/login?token=a&next=//i/', '/login?token=***&next=//i/'],
    ['u:p@h//x', '***@h//x'],
  ])('%j shows as %j', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });

  it.each(['/', '//', '//a', '?a=', ':', '@'])('takes 10^5 times %j in its stride', (part) => {
    expect(redactUrl(part.repeat(1e5))).toBeTypeOf('string');
    expect(redactRefusedUrl(part.repeat(1e5))).toBeTypeOf('string');
  });
});
