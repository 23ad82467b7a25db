import { describe, expect, it } from 'vitest';
import { decideRedirect } from './decide-redirect.ts';
import { joinCookieHeaders } from './join-cookie-headers.ts';
import { isPermanentRedirectStatus, isRedirectStatus, locationText } from './redirect-location.ts';
import { redirectKeepsBody, redirectMethod } from './redirect-method.ts';
import { redirectUrl } from './redirect-url.ts';
import { shouldStripAuth } from './strip-auth.ts';

describe('which statuses redirect', () => {
  it('follows 301, 302, 303, 307 and 308, and no other', () => {
    const followed = Array.from({ length: 500 }, (_, i) => i + 100).filter(isRedirectStatus);
    expect(followed).toEqual([301, 302, 303, 307, 308]);
  });

  it('calls 301 and 308 permanent', () => {
    expect([301, 302, 303, 307, 308].filter(isPermanentRedirectStatus)).toEqual([301, 308]);
  });
});

describe('the method after a redirect (table A3)', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];
  it.each([
    [301, ['GET', 'GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'], false],
    [302, ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'HEAD'], false],
    [303, ['GET', 'GET', 'GET', 'GET', 'GET', 'GET', 'HEAD'], false],
    [307, methods, true],
    [308, methods, true],
  ])('%i', (status, expected, keepsBody) => {
    expect(methods.map((method) => redirectMethod(status, method))).toEqual(expected);
    expect(redirectKeepsBody(status)).toBe(keepsBody);
  });
});

describe('the text of a Location', () => {
  it.each([
    ['/plain', '/plain'],
    ['/\u00c5\u00a1', '/š'],
    ['/caf\u00e9?x=\u00ff', '/caf%E9?x=%FF'],
  ])('%j is %j', (header, text) => {
    expect(locationText(header)).toBe(text);
  });
});

describe('where a Location leads', () => {
  const from = 'http://h.example/d/start?q=1';
  it.each([
    ['/next', 'http://h.example/next'],
    ['c?x', 'http://h.example/d/c?x'],
    ['../c d', 'http://h.example/c%20d'],
    ['?z=1', 'http://h.example/d/start?z=1'],
    ['//other.example/x', 'http://other.example/x'],
    ['HTTPS://Other.example/x', 'https://Other.example/x'],
    ['/a%zz', 'http://h.example/a%25zz'],
    ['mailto:someone@example.com', 'mailto:someone@example.com'],
    ['/\tx', 'http://h.example/x'],
    ['///x', 'http://h.example/x'],
    ['http:x', 'http://h.example/x'],
    ['HTTP:', 'http://h.example/d/start?q=1'],
    ['http://', 'http://h.example/d/start?q=1'],
    ['//', 'http://h.example/d/start?q=1'],
    ['http:////other.example/x', 'http://h.example//other.example/x'],
    // no host, and so none to send to
    ['HTTPS:x', 'https:///x'],
    ['http://:81/x', 'http://:81/x'],
  ])('%j from there is %s', (location, url) => {
    expect(redirectUrl(location, from, null).url).toBe(url);
  });

  it('carries a fragment on until a Location brings another', () => {
    expect(redirectUrl('/a', from, 'old')).toEqual({ url: 'http://h.example/a#old', fragment: 'old' });
    expect(redirectUrl('/a#new', from, 'old')).toEqual({ url: 'http://h.example/a#new', fragment: 'new' });
  });
});

describe('whether credentials stay behind', () => {
  it.each([
    ['http://example.com/a', 'http://example.com/b', false],
    ['http://example.com:80/', 'http://example.com/', false],
    ['https://example.com/', 'https://example.com:443/', false],
    ['http://example.com/', 'https://example.com/', false],
    ['http://example.com:80/', 'https://example.com:443/', false],
    ['http://EXAMPLE.com/', 'http://user:pw@example.com/', false],
    ['https://example.com/', 'http://example.com/', true],
    ['http://example.com:8080/', 'https://example.com/', true],
    ['http://example.com/', 'http://example.com:8080/', true],
    ['http://example.com/', 'http://www.example.com/', true],
    ['http://example.com/', 'http://example.org/', true],
  ])('%s to %s: %s', (oldUrl, newUrl, strip) => {
    expect(shouldStripAuth(oldUrl, newUrl)).toBe(strip);
  });
});

describe('what to do with a response', () => {
  const situation = { status: 302, target: '/next', url: 'http://h/', fragment: null, followed: 0, maxRedirects: 2 };
  it('stops where nothing leads on', () => {
    expect(decideRedirect({ ...situation, target: null })).toEqual({ kind: 'stop' });
    expect(decideRedirect({ ...situation, target: '' })).toEqual({ kind: 'stop' });
  });

  it('follows as often as it may, and no more', () => {
    expect(decideRedirect({ ...situation, followed: 1 })).toEqual({
      kind: 'follow',
      url: 'http://h/next',
      fragment: null,
      keepsBody: false,
    });
    expect(decideRedirect({ ...situation, followed: 2 })).toEqual({ kind: 'too-many' });
  });
});

describe('a Cookie header of the caller beside those of the jar', () => {
  it.each([
    ['a=1', null, 'a=1'],
    ['a=1; b=2', 'sid=9', 'a=1; b=2; sid=9'],
    ['a=1; sid=old', 'sid=new', 'a=1; sid=new'],
  ])('%j and %j', (written, ofJar, expected) => {
    expect(joinCookieHeaders(written, ofJar)).toBe(expected);
  });
});
