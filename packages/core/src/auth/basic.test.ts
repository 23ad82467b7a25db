import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { InvalidOptionError, RequestException } from '../errors.ts';
import type { Auth } from '../options.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { AuthBase } from './auth-base.ts';
import { HTTPBasicAuth } from './basic.ts';
import { basicAuthHeader } from './basic-header.ts';
import { coerceAuth } from './coerce-auth.ts';
import { HTTPDigestAuth } from './digest-auth.ts';
import { HTTPProxyAuth } from './proxy-auth.ts';

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

function applied(auth: AuthBase): Record<string, unknown> {
  const request = { headers: new CaseInsensitiveDict(), body: null } as unknown as PreparedRequest;
  auth.apply(request);
  return Object.fromEntries(request.headers) as Record<string, string>;
}

describe('the header of Basic', () => {
  it.each<[user: string | Uint8Array, password: string | Uint8Array, header: string]>([
    ['user', 'pass', 'Basic dXNlcjpwYXNz'],
    ['user', 'p:a:s s', 'Basic dXNlcjpwOmE6cyBz'],
    ['', '', 'Basic Og=='],
    // AUTH-7: the server reads another user, as with Requests
    ['us:er', 'pass', 'Basic dXM6ZXI6cGFzcw=='],
    [bytes(0x3a), 'x', 'Basic Ojp4'],
    ['ü', 'ßé', 'Basic /Drf6Q=='],
    [bytes(0xc3, 0xbc), bytes(0xff, 0), 'Basic w7w6/wA='],
    ['користувач', 'пароль', 'Basic 0LrQvtGA0LjRgdGC0YPQstCw0Yc60L/QsNGA0L7Qu9GM'],
    ['ü', '€uro', 'Basic w7w64oKsdXJv'],
    [bytes(0xff), '€', 'Basic /zrigqw='],
    [42 as unknown as string, 'x', 'Basic NDI6eA=='],
  ])('writes %j and %j', (user, password, header) => {
    expect(basicAuthHeader(user, password)).toBe(header);
  });

  it.each([[undefined], [null], [{}], [[]]])('refuses %j for a password', (password) => {
    expect(() => basicAuthHeader('user', password as never)).toThrow(InvalidOptionError);
    expect(() => new HTTPBasicAuth('user', password as never)).toThrow(InvalidOptionError);
    expect(() => new HTTPDigestAuth('user', password as never)).toThrow(InvalidOptionError);
  });
});

describe('the auth objects', () => {
  it('set their header, whatever was there', () => {
    expect(applied(new HTTPBasicAuth('user', 'pass'))).toEqual({ Authorization: 'Basic dXNlcjpwYXNz' });
    expect(applied(new HTTPProxyAuth('user', 'pass'))).toEqual({ 'Proxy-Authorization': 'Basic dXNlcjpwYXNz' });
  });

  it('are equal by user and password, whatever their class (AUTH-8)', () => {
    const basic = new HTTPBasicAuth('user', 'pass');
    expect(basic.equals(new HTTPProxyAuth('user', 'pass'))).toBe(true);
    expect(basic.equals(new HTTPDigestAuth('user', 'pass'))).toBe(true);
    expect(new HTTPDigestAuth('user', 'pass').equals(basic)).toBe(true);
    expect(basic.equals(new HTTPBasicAuth('user', 'other'))).toBe(false);
    expect(basic.equals(new HTTPBasicAuth('other', 'pass'))).toBe(false);
    expect(basic.equals(null)).toBe(false);
    expect(new HTTPBasicAuth(bytes(1, 2), 'x').equals(new HTTPBasicAuth(bytes(1, 2), 'x'))).toBe(true);
    expect(new HTTPBasicAuth(bytes(1, 2), 'x').equals(new HTTPBasicAuth(bytes(1, 3), 'x'))).toBe(false);
  });

  it.each([
    new HTTPBasicAuth('user', 'secret'),
    new HTTPProxyAuth('user', 'secret'),
    new HTTPDigestAuth('user', 'secret'),
  ])('show no password when printed', (auth) => {
    expect(auth.password).toBe('secret');
    expect(inspect(auth)).not.toContain('secret');
    expect(JSON.stringify(auth)).not.toContain('secret');
  });

  it('can have their password changed', () => {
    const auth = new HTTPBasicAuth('user', 'x');
    auth.password = 'pass';
    expect(applied(auth)).toEqual({ Authorization: 'Basic dXNlcjpwYXNz' });
  });

  it('need an apply of their own', () => {
    expect(() => applied(new AuthBase())).toThrow(RequestException);
  });
});

describe('the option auth', () => {
  it('takes a pair for Basic', () => {
    expect(applied({ apply: coerceAuth(['user', 'pass']) as AuthBase['apply'] })).toEqual({
      Authorization: 'Basic dXNlcjpwYXNz',
    });
  });

  it('takes an object with apply and a function as they are', () => {
    const digest = new HTTPDigestAuth('user', 'pass');
    const ownClass = { apply: (request: PreparedRequest) => request };
    const own = (request: PreparedRequest): PreparedRequest => request;
    expect(coerceAuth(digest)).toBe(digest);
    expect(coerceAuth(ownClass as AuthBase)).toBe(ownClass);
    expect(coerceAuth(own)).toBe(own);
  });

  it.each([null, undefined, false, '', 0, []])('takes %j for none', (auth) => {
    expect(coerceAuth(auth as unknown as Auth)).toBeNull();
  });

  it.each([
    ['text'],
    [5],
    [true],
    [['one']],
    [['a', 'b', 'secret']],
    [{ user: 'secret' }],
    [HTTPBasicAuth],
    [['a', undefined]],
  ])('refuses %j, without showing it', (auth) => {
    expect(() => coerceAuth(auth as unknown as Auth)).toThrow(InvalidOptionError);
    expect(() => coerceAuth(auth as unknown as Auth)).not.toThrow(/secret/);
  });
});
