import { Cookie, CookieJar } from 'tough-cookie';
import { describe, expect, it } from 'vitest';
import { CookieConflictError, InvalidOptionError, RequestException } from '../errors.ts';
import { cookiejarFromDict } from './cookie-functions.ts';
import { createCookie } from './create-cookie.ts';
import { RequestsCookieJar } from './requests-cookie-jar.ts';

const URL_A = 'http://127.0.0.1:8080/';

function stored(lines: string[], url = URL_A, host?: string): RequestsCookieJar {
  const jar = new RequestsCookieJar();
  jar.storeFrom(lines, url, host);
  return jar;
}

function brief(jar: RequestsCookieJar): (string | null)[][] {
  return [...jar].map((cookie) => [cookie.key, cookie.value, cookie.domain, cookie.path]);
}

describe('what is stored of a Set-Cookie line (appendix A5)', () => {
  const url = 'http://127.0.0.1/d/e';
  it.each<[string, string | null, string]>([
    ['a=b', 'b', '/d'],
    ['a=b; Path=/zzz', 'b', '/zzz'],
    ['a="q r"', '"q r"', '/d'],
    ['a=b=c', 'b=c', '/d'],
    ['a', null, '/d'],
    ['a; Path=/x', null, '/x'],
    ['a=', '', '/d'],
    [' a = 1 ', '1', '/d'],
    ['a=b, c=d', 'b, c=d', '/d'],
    ['a=b; Path=', 'b', '/d'],
    ['a=b; Path=zzz', 'b', '/d'],
    ['a="x\\"y"', '"xy"', '/d'],
    ['a=b;PATH=/p;HTTPONLY', 'b', '/p'],
  ])('%s', (line, value, path) => {
    expect(brief(stored([line], url))).toEqual([['a', value, '127.0.0.1', path]]);
  });

  it.each([
    '=b',
    '',
    ';Path=/',
    'a=b; Domain=example.com',
    'a=b; Max-Age=0',
    'a=b; Max-Age=-1',
    'a=b; Max-Age=x',
    'a=b; Max-Age',
  ])('nothing of %s', (line) => {
    expect(stored([line], url).size).toBe(0);
  });

  it.each([
    ['a=b; Max-Age=60', true],
    ['a=b; Max-Age=+60', true],
    ['a=b; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', true],
    ['a=b; Expires=junk', false],
    ['a=b; Expires=', false],
    ['a=b; Expires=Wed, 09-Jun-2100 10:18:14 GMT', true],
    ['a=b', false],
  ])('%s lasts: %s', (line, lasts) => {
    const [cookie] = stored([line], url);
    expect(cookie?.isPersistent()).toBe(lasts);
  });

  it('notes Secure, HttpOnly and SameSite', () => {
    const [cookie] = stored(['a=b; Secure; HttpOnly; SameSite=Lax']);
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax', hostOnly: true });
  });

  it('a date of 100,000 spaces or digits is read in no time (D-30)', () => {
    const lines = [' ', '0', '0:', 'x', '"'].map((part) => `a=b; Expires=${part.repeat(100_000)}`);
    expect(stored(lines).getDict()).toEqual({ a: 'b' });
  });
});

describe('which domain may be set', () => {
  it.each([
    ['http://www.example.com/', 'example.com', true],
    ['http://www.example.com/', '.EXAMPLE.com', true],
    ['http://www.example.com/', 'www.example.com', true],
    ['http://www.example.com/', 'deep.www.example.com', false],
    ['http://www.example.com/', 'other.com', false],
    ['http://www.example.com/', 'ample.com', false],
    ['http://www.example.com/', 'com', false],
    ['http://shop.example.co.uk/', 'co.uk', false],
    ['http://shop.example.co.uk/', 'example.co.uk', true],
    ['http://me.github.io/', 'github.io', false],
    ['http://127.0.0.1/', '0.0.1', false],
    ['http://127.0.0.1/', '127.0.0.1', true],
    ['http://localhost:80/', 'localhost', true],
    ['http://server/', 'server', true],
  ])('%s, Domain=%s: %s', (url, domain, taken) => {
    expect(stored([`a=1; Domain=${domain}`], url).size).toBe(taken ? 1 : 0);
  });

  it('public suffixes are taken where the policy says so', () => {
    const jar = new RequestsCookieJar({ rejectPublicSuffixes: false });
    jar.storeFrom(['a=1; Domain=co.uk'], 'http://shop.example.co.uk/');
    expect(jar.listDomains()).toEqual(['co.uk']);
  });

  it.each([
    ['__Host-a=1; Secure; Path=/', 'https://example.com/', true],
    ['__Host-a=1; Secure; Path=/', 'http://127.0.0.1/', true],
    ['__Host-a=1; Secure; Path=/', 'http://example.com/', false],
    ['__host-a=1; Path=/', 'https://example.com/', false],
    ['__Host-a=1; Secure', 'https://example.com/', false],
    ['__Host-a=1; Secure; Path=/; Domain=example.com', 'https://example.com/', false],
    ['__Secure-a=1', 'https://example.com/', false],
    ['__Secure-a=1; Secure; Domain=example.com', 'https://www.example.com/', true],
    ['__a=1', 'http://example.com/', true],
  ])('prefix: %s from %s: %s', (line, url, taken) => {
    expect(stored([line], url).size).toBe(taken ? 1 : 0);
  });
});

describe('what is sent', () => {
  it('the vector of appendix A5', () => {
    const jar = new RequestsCookieJar();
    jar.set('r', '1');
    jar.set('d', '2', { domain: 'example.com' });
    jar.set('dd', '3', { domain: '.example.com' });
    jar.set('p', '4', { path: '/a' });
    jar.set('sec', '5', { secure: true });
    jar.set('exp', '6', { expires: new Date(0) });
    jar.set('pp', '7', { domain: 'example.com', path: '/a/b' });
    expect(jar.cookieHeader('http://example.com/')).toBe('r=1; d=2; dd=3');
    expect(jar.cookieHeader('https://example.com/')).toBe('r=1; sec=5; d=2; dd=3');
    expect(jar.cookieHeader('http://www.example.com/a/b/c')).toBe('pp=7; p=4; r=1; d=2; dd=3');
    expect(jar.cookieHeader('http://example.com/ab')).toBe('r=1; d=2; dd=3');
    expect(jar.cookieHeader('http://badexample.com/')).toBe('r=1');
    expect(jar.cookieHeader('HTTP://user:pa@ss@WWW.Example.com:99?x=/a')).toBe('r=1; d=2; dd=3');
  });

  it('longer paths first, else as they came; a new value keeps the place', () => {
    const lines = [
      'top=1; Path=/',
      'deep=2; Path=/a/b',
      'mid=3; Path=/a',
      'top=4; Path=/a',
      'last=5; Path=/',
      'top=9; Path=/',
    ];
    const jar = stored(lines);
    expect(jar.cookieHeader(`${URL_A}a/b/c`)).toBe('deep=2; mid=3; top=4; top=9; last=5');
    expect(jar.cookieHeader(`${URL_A}a?x`)).toBe('mid=3; top=4; top=9; last=5');
  });

  it('a cookie without a Domain is for its host alone', () => {
    const jar = stored(['a=1'], 'http://example.com/');
    expect(jar.cookieHeader('http://example.com:81/x')).toBe('a=1');
    expect(jar.cookieHeader('http://www.example.com/')).toBeNull();
    expect(jar.cookieHeader('http://badexample.com/')).toBeNull();
  });

  it('a Secure cookie is not sent over http, to a loopback address either', () => {
    const jar = stored(['a=1', 'b=2; Secure']);
    expect(jar.cookieHeader(URL_A)).toBe('a=1');
    expect(jar.cookieHeader('https://127.0.0.1/')).toBe('a=1; b=2');
    expect(jar.cookieHeader('wss://127.0.0.1/')).toBe('a=1; b=2');
  });

  it('a Host header is the host to match (COOK-33)', () => {
    const jar = stored(['a=1'], URL_A, 'Example.com:8080');
    expect(jar.listDomains()).toEqual(['example.com']);
    expect(jar.cookieHeader(URL_A, 'example.com')).toBe('a=1');
    expect(jar.cookieHeader(URL_A)).toBeNull();
  });

  it('an IPv6 host, a bare name, an international host', () => {
    expect(stored(['a'], 'http://[::1]:80/').cookieHeader('http://[::1]:81/x')).toBe('a');
    expect(stored(['a=1'], 'http://xn--bcher-kva.example/').cookieHeader('http://bücher.example/')).toBe('a=1');
  });

  it('an empty jar, or one where nothing fits, gives null', () => {
    expect(new RequestsCookieJar().cookieHeader(URL_A)).toBeNull();
    expect(stored(['a=1; Path=/x']).cookieHeader(URL_A)).toBeNull();
  });

  it('ended cookies are not sent, and go', () => {
    let now = 1_000_000;
    const jar = new RequestsCookieJar({ now: () => now });
    jar.storeFrom(['a=1; Max-Age=10', 'b=2', 'c=3; Max-Age=20'], URL_A);
    expect(jar.cookieHeader(URL_A)).toBe('a=1; b=2; c=3');
    now += 10_000;
    expect(jar.size).toBe(3);
    expect(jar.cookieHeader('http://elsewhere.example/')).toBeNull();
    expect(jar.keys()).toEqual(['b', 'c']);
    now += 10_000;
    expect(jar.cookieHeader(URL_A)).toBe('b=2');
    expect(jar.copy().cookieHeader(URL_A)).toBe('b=2');
  });

  it('a cookie is deleted by one of the past with its domain, path and name', () => {
    const jar = stored([
      'a=1; Path=/',
      'b=2; Path=/d',
      'a=; Max-Age=0; Path=/',
      'b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/',
    ]);
    expect(jar.items()).toEqual([['b', '2']]);
  });

  it('what a host is sent does not depend on how many others there are', () => {
    const jar = new RequestsCookieJar();
    for (let index = 0; index < 10_000; index++) jar.set('sid', String(index), { domain: `h${index}.example.com` });
    expect(jar.cookieHeader('http://a.h77.example.com/')).toBe('sid=77');
  });

  it('the policy has a say', () => {
    const seen: string[] = [];
    const jar = new RequestsCookieJar({
      setOk: ({ key }, url) => seen.push(`${key} ${url}`) > 0 && key !== 'no',
      returnOk: ({ key }) => key !== 'mute',
    });
    jar.storeFrom(['no=1', 'yes=2', 'mute=3'], URL_A);
    expect(jar.keys()).toEqual(['yes', 'mute']);
    expect(jar.cookieHeader(URL_A)).toBe('yes=2');
    expect(jar.copy().getPolicy()).toBe(jar.getPolicy());
    expect(seen).toEqual([`no ${URL_A}`, `yes ${URL_A}`, `mute ${URL_A}`]);
  });
});

describe('cookies of a call', () => {
  const session = cookiejarFromDict({ a: '1', b: 'session' });
  session.storeFrom(['sid=s'], URL_A);
  const call = cookiejarFromDict({ b: 'call', c: '3' });

  it.each([
    ['over the session', (jar: RequestsCookieJar) => session.cookieHeader(URL_A, undefined, jar)],
    [
      'taken into a copy',
      (jar: RequestsCookieJar) => {
        const both = session.copy();
        both.update(jar);
        return both.cookieHeader(URL_A);
      },
    ],
  ])('%s, bound or not: of one name the call’s is sent', (_how, header) => {
    expect(header(call)).toBe('a=1; b=call; c=3; sid=s');
    expect(header(call.bindTo('127.0.0.1'))).toBe('a=1; b=call; c=3; sid=s');
    expect(session.getDict()).toEqual({ a: '1', b: 'session', sid: 's' });
  });

  it('bound to a host they reach no other, and the session’s are sent there (RED-22)', () => {
    const bound = call.bindTo('127.0.0.1:8080');
    expect(bound.cookieHeader('http://localhost/')).toBeNull();
    expect(session.cookieHeader('http://localhost/', undefined, bound)).toBe('a=1; b=session');
    const both = session.copy();
    both.update(bound);
    both.update(session); // as Requests merges on a redirect
    expect(both.cookieHeader('http://localhost/')).toBe('a=1; b=session');
    expect(both.cookieHeader(URL_A)).toBe('a=1; b=call; c=3; sid=s');
  });

  it('binding leaves cookies with a domain as they are', () => {
    const jar = new RequestsCookieJar();
    jar.set('there', '1', { domain: 'other.example' });
    expect(jar.bindTo('example.com').cookieHeader('http://www.other.example/')).toBe('there=1');
  });

  it('over an empty jar, and as a jar of another kind', () => {
    expect(new RequestsCookieJar().cookieHeader(URL_A, undefined, call)).toBe('b=call; c=3');
    const foreign = Object.assign(new Map([['b', 'call']]), {
      cookieHeader: () => '',
      storeFrom() {},
      update() {},
      copy: () => foreign,
    });
    expect(session.cookieHeader(URL_A, undefined, foreign as never)).toBe('a=1; b=call; sid=s');
  });
});

describe('the jar as a dict', () => {
  it('a name held twice is a CookieConflictError until domain or path tell', () => {
    const jar = new RequestsCookieJar();
    jar.set('k', 'secret1', { domain: 'example.com' });
    jar.set('k', 'secret2', { domain: 'other.example' });
    expect(() => jar.get('k')).toThrow(CookieConflictError);
    expect(() => jar.get('k')).not.toThrow(/secret/);
    expect(() => jar.pop('k')).toThrow(CookieConflictError);
    expect(() => jar.setdefault('k', 'x')).toThrow(CookieConflictError);
    expect(jar.has('k')).toBe(true);
    expect(jar.get('k', { domain: '.other.example' })).toBe('secret2');
    expect(jar.get('k', { path: '/none', default: 'd' })).toBe('d');
    expect(jar.delete('k')).toBe(true);
    expect(jar.delete('k')).toBe(false);
  });

  it('set of null removes, of a domain where one is given', () => {
    const jar = new RequestsCookieJar();
    jar.set('a', '1', { domain: 'x.example' });
    jar.set('a', 2, { domain: 'y.example' });
    expect(jar.set('a', null, { domain: 'x.example' })).toBeNull();
    expect(jar.items()).toEqual([['a', '2']]);
    jar.update({ a: null });
    expect(jar.size).toBe(0);
  });

  it('pop, popitem, setdefault, update, getDict, lists', () => {
    const jar = new RequestsCookieJar();
    jar.update([['a', '1']]);
    jar.update(new Map([['b', '2']]));
    const other = new RequestsCookieJar();
    const [copied] = [other.set('b', '3'), other.set('c', '4', { domain: 'example.com', path: '/x' })];
    jar.update(other);
    copied.value = 'changed';
    expect(jar.getDict()).toEqual({ a: '1', b: '3', c: '4' });
    expect(jar.getDict({ domain: '' })).toEqual({ a: '1', b: '3' });
    expect(jar.listDomains()).toEqual(['', 'example.com']);
    expect(jar.listPaths()).toEqual(['/', '/x']);
    expect(jar.multipleDomains()).toBe(true);
    expect(jar.pop('a')).toBe('1');
    expect(jar.pop('a', 'gone')).toBe('gone');
    expect(jar.pop('a')).toBeUndefined();
    expect(jar.setdefault('b', 'x')).toBe('3');
    expect(jar.setdefault('z', 26)).toBe('26');
    expect(jar.popitem()).toEqual(['b', '3']);
    expect(jar.keys()).toEqual(['z', 'c']);
    jar.clear();
    expect(jar.popitem()).toBeUndefined();
    expect(jar.get('z')).toBeUndefined();
  });

  it('clear by domain, path and name; of what is not there it throws', () => {
    const jar = new RequestsCookieJar();
    for (const [name, path] of [
      ['a', '/'],
      ['b', '/'],
      ['c', '/x'],
    ] as const)
      jar.set(name, '1', { domain: 'example.com', path });
    jar.set('d', '1');
    jar.clear({ domain: 'example.com', path: '/', name: 'a' });
    jar.clear({ domain: 'example.com', path: '/x', name: undefined });
    expect(jar.keys()).toEqual(['b', 'd']);
    for (const which of [
      { domain: 'none.example' },
      { path: '/' },
      { name: 'b' },
      { domain: 'example.com', name: 'b' },
      { nme: 'b' },
    ]) {
      expect(() => jar.clear(which)).toThrow(RequestException);
    }
    jar.clear({ domain: '' });
    expect(jar.keys()).toEqual(['b']);
  });

  it('session cookies and ended ones are cleared apart', () => {
    const jar = new RequestsCookieJar();
    jar.set('session', '1');
    jar.set('kept', '1', { discard: false });
    jar.set('later', '1', { expires: new Date(Date.now() + 1e6) });
    jar.set('ended', '1', { expires: new Date(0) });
    jar.clearExpiredCookies();
    expect(jar.keys()).toEqual(['session', 'kept', 'later']);
    jar.clearSessionCookies();
    expect(jar.keys()).toEqual(['kept', 'later']);
  });

  it('copy is a jar of its own', () => {
    const jar = cookiejarFromDict({ a: '1' });
    const twin = jar.copy();
    twin.set('a', '2');
    for (const cookie of twin) cookie.value = '3';
    expect(jar.get('a')).toBe('1');
  });
});

describe('what is refused', () => {
  it.each(['a\r\nX: y', 'a;b', 'a\u0000', 'a\u007f'])('a value %j, without showing it (COOK-31)', (value) => {
    const jar = new RequestsCookieJar();
    expect(() => jar.set('k', value)).toThrow(InvalidOptionError);
    expect(() => jar.set('k', value)).not.toThrow(/X: y|a;b/);
    expect(() => cookiejarFromDict({ k: value })).toThrow(InvalidOptionError);
  });

  it.each<[string, () => unknown]>([
    ['an unknown attribute', () => createCookie('a', '1', { foo: 1 } as never)],
    ['a bad date', () => createCookie('a', '1', { expires: new Date(Number.NaN) })],
    ['a date as text', () => createCookie('a', '1', { expires: 'tomorrow' as never })],
    ['a flag as text', () => createCookie('a', '1', { secure: 'false' as never })],
    ['a path without its slash', () => createCookie('a', '1', { path: 'x' })],
    ['a domain that is a URL', () => createCookie('a', '1', { domain: 'http://x' })],
    ['an object for a value', () => createCookie('a', {} as never)],
    ['no value', () => createCookie('a', undefined as never)],
    ['an empty name', () => createCookie('', '1')],
    ['a name with =', () => createCookie('a=b', '1')],
    ['a dict for a policy', () => new RequestsCookieJar({ a: '1' } as never)],
    ['an unknown option of get', () => new RequestsCookieJar().get('a', { dflt: 1 } as never)],
    ['a default that is no option', () => new RequestsCookieJar().get('a', 'x' as never)],
    ['a cookie of another kind', () => new RequestsCookieJar().setCookie({ key: 'a' } as never)],
  ])('%s', (_what, act) => {
    expect(act).toThrow(InvalidOptionError);
  });
});

describe('requests and responses', () => {
  const headers = (init: Record<string, string>) => new Map(Object.entries(init));
  const response = (...lines: string[]) => ({ headers: { getSetCookie: () => lines } });

  it('extracts, makes and adds', () => {
    const jar = new RequestsCookieJar();
    const request = { url: 'http://127.0.0.1/', headers: headers({ Host: 'example.com' }) };
    expect(jar.makeCookies(response('a=1', 'b=2; Max-Age=0'), request).map(String)).toEqual(['a=1; Path=/']);
    expect(jar.size).toBe(0);
    jar.extractCookies(response('a=1', 'b=2'), request);
    jar.addCookieHeader(request);
    expect(request.headers.get('Cookie')).toBe('a=1; b=2');
    jar.set('c', '3');
    jar.addCookieHeader(request);
    expect(request.headers.get('Cookie')).toBe('a=1; b=2');
    const elsewhere = { url: 'http://127.0.0.1/', headers: headers({}) };
    jar.addCookieHeader(elsewhere);
    expect(elsewhere.headers.get('Cookie')).toBe('c=3');
  });

  it('setCookieIfOk asks the rules, setCookie does not', () => {
    const jar = new RequestsCookieJar();
    const request = { url: 'http://www.example.com/', headers: headers({}) };
    const cookie = createCookie('a', '1', { domain: 'other.com' });
    expect(jar.setCookieIfOk(cookie, request)).toBe(false);
    expect(jar.setCookieIfOk(createCookie('b', '1', { domain: 'example.com' }), request)).toBe(true);
    expect(jar.setCookieIfOk(createCookie('c', '1'), request)).toBe(true);
    jar.setCookie(cookie);
    expect(jar.keys()).toEqual(['b', 'c', 'a']);
    expect(() => jar.extractCookies(response('a=1'), { url: null, headers: headers({}) })).toThrow(InvalidOptionError);
  });
});

describe('JSON and print', () => {
  it('goes to JSON and back: dates, host-only, every host, no value', () => {
    const jar = stored(
      ['host=1', 'age=2; Max-Age=3600', 'bare', 'x=3; SameSite=Strict; Priority=High'],
      'https://example.com/a/b',
    );
    jar.set('any', '4', { expires: new Date('2100-01-01T00:00:00Z') });
    jar.set('empty', '');
    const twin = RequestsCookieJar.fromJSON(JSON.stringify(jar));
    expect(JSON.parse(JSON.stringify(twin))).toEqual(JSON.parse(JSON.stringify(jar)));
    for (const url of ['https://example.com/a/c', 'http://sub.example.com/a', 'http://other.example/']) {
      expect(twin.cookieHeader(url)).toBe(jar.cookieHeader(url));
    }
    expect(twin.cookieHeader('https://example.com/a')).toBe('host=1; age=2; bare; x=3; any=4; empty=');
  });

  it('tough-cookie reads it, and its JSON is read', () => {
    const jar = stored(['a=1; Path=/'], 'https://example.com/');
    const tough = CookieJar.fromJSON(JSON.stringify(jar));
    expect(tough.getCookieStringSync('https://example.com/')).toBe('a=1');
    expect(RequestsCookieJar.fromJSON(JSON.stringify(tough)).cookieHeader('https://example.com/')).toBe('a=1');
  });

  it.each(['', '{', '[]', '{"cookies":[{}]}', '{"cookies":[1]}'])('%j is no jar', (json) => {
    expect(() => RequestsCookieJar.fromJSON(json)).toThrow(InvalidOptionError);
  });

  it('prints names and domains, no values', () => {
    const jar = stored(['sid=verysecret'], 'http://example.com/');
    jar.set('any', 'alsosecret');
    const print = (jar as unknown as Record<symbol, () => string>)[Symbol.for('nodejs.util.inspect.custom')]?.call(jar);
    expect(print).toBe('RequestsCookieJar(2) [sid for example.com/, any for every host/]');
  });

  it('iterates over tough-cookie Cookies, and may be changed on the way', () => {
    const jar = cookiejarFromDict({ a: '1', b: '2' });
    for (const cookie of jar) {
      expect(cookie).toBeInstanceOf(Cookie);
      jar.delete(cookie.key);
    }
    expect(jar.size).toBe(0);
  });
});
