import { describe, expect, it } from 'vitest';
import { InvalidHeader, InvalidOptionError } from '../errors.ts';
import { version } from '../version.ts';
import { defaultHeaders, defaultUserAgent } from './default-headers.ts';
import { parseContentType } from './parse-content-type.ts';
import { parseDictHeader } from './parse-dict-header.ts';
import { parseListHeader } from './parse-list-header.ts';
import { unquoteHeaderValue } from './unquote-header-value.ts';
import { checkHeaderValidity } from './validate-header.ts';
import { checkMethod } from './validate-method.ts';

const bytes = (...codes: number[]): Uint8Array => Uint8Array.from(codes);

describe('checkHeaderValidity', () => {
  it.each<[string | Uint8Array, string | Uint8Array]>([
    ['X-A', 'value'],
    ["!#$%&'*+-.^_`|~09azAZ", ''],
    ['X-A', 'a\tb '],
    ['X-A', 'Zoë Ümlaut'],
    ['X-A', 'a\u00a0\u0085\u00ff'],
    ['X-A', bytes(0x5a, 0xc3, 0xab)],
    ['X-A', bytes(0xa0, 0x61)],
    [bytes(0x58), 'a'],
  ])('lets %j: %j through', (name, value) => {
    expect(() => checkHeaderValidity([name, value])).not.toThrow();
  });

  it.each(['', ' X', '\tX', 'X:', ':X', 'X:Y', 'X\r\nY', 'X-A\n', 'X Y', 'X-A\t', 'X(a)', 'Naïve', 'X\0', 5, null])(
    'refuses the name %j',
    (name) => {
      expect(() => checkHeaderValidity([name as string, '1'])).toThrow(InvalidHeader);
    },
  );

  it.each([
    ' a',
    '\ta',
    '\u00a0a',
    '\u0085a',
    '\u2028a',
    'a\n',
    '\rb',
    'a\r\nX-B: b',
    'a\r\n folded',
    'a\0b',
    'a\x1bb',
    'a\x7f',
    '日本',
    'a\ud800',
  ])('refuses the value %j, and names its header', (value) => {
    expect(() => checkHeaderValidity(['X-Some', value])).toThrow(InvalidHeader);
    expect(() => checkHeaderValidity(['X-Some', value])).toThrow('X-Some');
  });

  it.each([5, true, null, undefined, ['a'], {}])('refuses the value %j, which is no text', (value) => {
    expect(() => checkHeaderValidity(['X-A', value as never])).toThrow(InvalidHeader);
  });

  it('holds bytes to the same rules', () => {
    expect(() => checkHeaderValidity(['X-A', bytes(32, 97)])).toThrow(InvalidHeader);
    expect(() => checkHeaderValidity(['X-A', bytes(97, 13, 10)])).toThrow(InvalidHeader);
  });

  it.each(['Authorization', 'proxy-authorization', 'COOKIE'])('never shows the value of %s', (name) => {
    expect(() => checkHeaderValidity([name, 'hunter2\n'])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }) as unknown as Error,
    );
  });
});

describe('checkMethod', () => {
  it.each([
    ['GET', 'GET'],
    ['mkcol', 'MKCOL'],
    ['M-Search', 'M-SEARCH'],
  ])('%j is sent as %j', (method, sent) => {
    expect(checkMethod(method)).toBe(sent);
  });

  it('takes bytes', () => {
    expect(checkMethod(bytes(112, 117, 116))).toBe('PUT');
  });

  it.each(['', 'a b', 'GET / HTTP/1.1\r\nX: y', 'gıt', 'ﬀ', 'GET:', 5, null])('refuses %j', (method) => {
    expect(() => checkMethod(method as string)).toThrow(InvalidOptionError);
  });
});

describe('defaultHeaders', () => {
  it('are those of Requests, in its order', () => {
    expect([...defaultHeaders('gzip, deflate')]).toEqual([
      ['User-Agent', `beckon/${version}`],
      ['Accept-Encoding', 'gzip, deflate'],
      ['Accept', '*/*'],
      ['Connection', 'keep-alive'],
    ]);
    expect(defaultUserAgent('my-app')).toBe(`my-app/${version}`);
  });
});

describe('parseListHeader', () => {
  it.each([
    ['token, "quoted value"', ['token', 'quoted value']],
    ['a, b,c', ['a', 'b', 'c']],
    ['"a, b", c', ['a, b', 'c']],
    ['"a\\"b"', ['a"b']],
    ['"a\\\\b"', ['a\\b']],
    ['foo="a, b", c', ['foo="a, b"', 'c']],
    ['a,,b', ['a', '', 'b']],
    ['a, "b', ['a', '"b']],
    ['', []],
    [' ', ['']],
    ['"', ['']],
  ])('of %j is %j', (value, items) => {
    expect(parseListHeader(value)).toEqual(items);
  });
});

describe('parseDictHeader', () => {
  it.each([
    ['foo="is a fish", bar="as well"', { foo: 'is a fish', bar: 'as well' }],
    ['key_without_value', { key_without_value: null }],
    ['realm="a, b", nonce="x=y"', { realm: 'a, b', nonce: 'x=y' }],
    ['realm="\\"quoted\\" \\\\"', { realm: '"quoted" \\' }],
    ['realm="\\"q\\""', { realm: '"q"' }],
    ['a=', { a: '' }],
    ['A=1, a=2,a=3', { A: '1', a: '3' }],
    ['', {}],
  ])('of %j is %j', (value, dict) => {
    expect(parseDictHeader(value)).toEqual(dict);
  });

  it('makes __proto__ a name like others', () => {
    expect(Object.entries(parseDictHeader('__proto__=1'))).toEqual([['__proto__', '1']]);
  });
});

describe('unquoteHeaderValue', () => {
  it.each([
    ['plain', false, 'plain'],
    ['"a \\"b\\" \\\\"', false, 'a "b" \\'],
    ['"\\\\\\\\server\\\\x"', true, '\\\\\\\\server\\\\x'],
    ['"\\\\\\\\server"', false, '\\\\server'],
    ['"', false, ''],
    ['', false, ''],
  ])('of %j (a file name: %j) is %j', (value, isFilename, unquoted) => {
    expect(unquoteHeaderValue(value, isFilename)).toBe(unquoted);
  });
});

describe('parseContentType', () => {
  it.each([
    ['application/json', 'application/json', {}],
    [' Text/HTML ; Charset="utf-8" ', 'Text/HTML', { charset: 'utf-8' }],
    ['a/b; boundary=\'x=y\' ; BOUNDARY2="z"; flag', 'a/b', { boundary: 'x=y', boundary2: 'z' }],
    ['a/b;;', 'a/b', {}],
    ['', '', {}],
  ])('of %j', (value, type, parameters) => {
    expect(parseContentType(value)).toEqual({ type, parameters });
  });
});
