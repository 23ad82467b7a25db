import { describe, expect, it } from 'vitest';
import {
  CookieConflictError,
  cookiejarFromDict,
  createCookie,
  InvalidOptionError,
  mergeCookies,
  PreparedRequest,
  RequestException,
  RequestsCookieJar,
  Response,
  Session,
} from '../src/index.ts';
import { failure } from './support/failure.ts';
import { reply, serve } from './support/server.ts';

/** A jar with what a server at `url` sets. */
function jarOf(url: string, ...lines: string[]): RequestsCookieJar {
  const jar = new RequestsCookieJar();
  jar.storeFrom(lines, url);
  return jar;
}

describe('what a server may set', () => {
  it('is for its own host where it names no domain, and not for those below (COOK-23)', () => {
    const jar = jarOf('http://example.com/', 'a=1');
    expect([jar.cookieHeader('http://example.com/'), jar.cookieHeader('http://www.example.com/')]).toEqual([
      'a=1',
      null,
    ]);
    expect(jarOf('http://localhost/', 'a=1').cookieHeader('http://localhost/')).toBe('a=1');
  });

  it.each([
    ['http://shop.co.uk/', 'co.uk', 'a public suffix (COOK-24)'],
    ['http://example.com/', 'com', 'a public suffix'],
    ['http://badexample.com/', 'example.com', 'what only ends alike (CVE-2018-20852)'],
    ['http://example.com/', 'www.example.com', 'what is below'],
    ['http://10.0.0.1/', '0.0.1', 'a part of an address'],
  ])('at %s is nothing for %s: %s', (url, domain) => {
    expect(jarOf(url, `a=1; Domain=${domain}`).size).toBe(0);
  });

  it('with a prefix is held to what it says (COOK-27)', () => {
    expect(jarOf('https://h.example/', '__Host-a=1; Secure; Path=/').size).toBe(1);
    for (const line of [
      '__Host-a=1; Path=/',
      '__Host-a=1; Secure; Path=/x',
      '__Secure-a=1',
      '__Host-a=1; Secure; Path=/; Domain=h.example',
    ]) {
      expect(jarOf('https://h.example/', line).size, line).toBe(0);
    }
  });

  it('ends as it says, and a date of any length is read in linear time (COOK-26, bpo-38804)', () => {
    expect(jarOf('http://h/', 'a=1', 'a=; Max-Age=0').size).toBe(0);
    expect(jarOf('http://h/', 'a=1; Max-Age=x').size).toBe(0);
    expect(jarOf('http://h/', 'a=1; Expires=junk').size).toBe(1);
    for (const filler of [' ', '1', '1 ', ':']) {
      const start = performance.now();
      jarOf('http://h/', `a=1; Expires=${filler.repeat(200_000)}`);
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});

describe('the jar', () => {
  it('says whether it has cookies of several domains, as its name promises (COOK-8)', () => {
    const jar = new RequestsCookieJar();
    jar.set('a', '1', { domain: 'x.example' });
    expect(jar.multipleDomains()).toBe(false);
    jar.set('a', '1', { domain: 'y.example' });
    expect(jar.multipleDomains()).toBe(true);
  });

  it('gives and takes items as a dict (COOK-12)', async () => {
    const jar = cookiejarFromDict({ a: '1', b: '2' });
    expect(jar.popitem()).toEqual(['a', '1']);
    expect([jar.pop('b'), jar.pop('b', 'none'), jar.popitem(), jar.size]).toEqual(['2', 'none', undefined, 0]);
    expect([jar.setdefault('c', '3'), jar.get('d'), jar.get('d', { default: 'x' })]).toEqual(['3', undefined, 'x']);
    expect(await failure(() => jar.clear({ domain: 'none.example' }))).toBeInstanceOf(InvalidOptionError);
  });

  it('does not choose between two of a name (COOK-3, EXC-21)', async () => {
    const jar = new RequestsCookieJar();
    jar.set('a', '1', { domain: 'x.example' });
    jar.set('a', '2', { domain: 'y.example' });
    const error = await failure(() => jar.get('a'));
    expect(error).toBeInstanceOf(CookieConflictError);
    expect(error).toBeInstanceOf(RequestException);
    expect([jar.get('a', { domain: 'y.example' }), jar.has('a')]).toEqual(['2', true]);
  });

  it('lets nothing in that would end a header (COOK-31), and writes numbers as text (COOK-32)', async () => {
    const jar = new RequestsCookieJar();
    for (const value of ['a;b', 'a\r\nb', 'a\0'])
      expect(await failure(() => jar.set('a', value))).toBeInstanceOf(InvalidOptionError);
    expect(await failure(() => createCookie('a', 'b', { path: 'x' }))).toBeInstanceOf(InvalidOptionError);
    jar.set('a', 5);
    expect(jar.get('a')).toBe('5');
    expect(cookiejarFromDict({ a: null, b: 'x' } as never).keys()).toEqual(['b']);
  });

  it('goes to JSON and back, and keeps its policy in a copy (COOK-13)', () => {
    const jar = jarOf('https://h.example/p/', 'a=1; Max-Age=1000; Secure', 'b');
    expect(RequestsCookieJar.fromJSON(JSON.stringify(jar)).cookieHeader('https://h.example/p/')).toBe('a=1; b');
    const none = new RequestsCookieJar({ setOk: () => false }).copy();
    none.storeFrom(['a=1'], 'http://h/');
    expect(none.size).toBe(0);
  });

  it('merges a jar over what it has, and a dict under it (COOK-20)', () => {
    expect(mergeCookies(cookiejarFromDict({ a: '1' }), cookiejarFromDict({ a: '2' })).get('a')).toBe('2');
    expect(mergeCookies(cookiejarFromDict({ a: '1' }), { a: '2', b: '3' }).items()).toEqual([
      ['a', '1'],
      ['b', '3'],
    ]);
  });

  it('serves a request and a response by itself', () => {
    const prepared = new PreparedRequest();
    prepared.prepareUrl('http://h.example/');
    const jar = new RequestsCookieJar();
    jar.extractCookies(
      new Response({
        headers: [
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
        ],
      }),
      prepared,
    );
    jar.addCookieHeader(prepared);
    expect(prepared.headers.get('Cookie')).toBe('a=1; b=2');
  });
});

describe('cookies of a session and of a call', () => {
  it('those of the call go over those of the session, and are not kept (SES-12)', async () => {
    await using server = await serve(() => reply());
    const session = new Session({ trustEnv: false, cookies: { a: 'session', b: 'session' } });
    await session.get(server.url, { cookies: new Map([['a', 'call']]) });
    await session.get(server.url, { cookies: [['c', 'call']] });
    await session.get(server.url, { cookies: { a: 'x' }, headers: { Cookie: 'by=hand' } });
    expect(server.requests.map((request) => request.header('cookie'))).toEqual([
      'a=call; b=session',
      'a=session; b=session; c=call',
      'by=hand',
    ]);
    expect(session.cookies.getDict()).toEqual({ a: 'session', b: 'session' });
  });

  it('those of an answer are in response.cookies, and in the session', async () => {
    await using server = await serve((_request, count) => reply('', count === 0 ? { 'Set-Cookie': 'a=1' } : {}));
    const session = new Session({ trustEnv: false });
    expect((await session.get(server.url)).cookies.get('a')).toBe('1');
    expect((await session.get(server.url)).cookies.size).toBe(0);
    expect(server.requests[1]?.header('cookie')).toBe('a=1');
  });
});
