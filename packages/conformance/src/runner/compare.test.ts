import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { RequestsPackage } from './package.ts';

class RequestException extends Error {}
class ConnectionError extends RequestException {}
class InvalidURL extends RequestException {}
const requests = { RequestException, ConnectionError, InvalidURL } as unknown as RequestsPackage;

function differences(want: unknown, got: unknown): string[] {
  const found: string[] = [];
  compare(requests, want, got, 'x', found);
  return found;
}

const connectionError = { type: 'ConnectionError', is: ['ConnectionError', 'RequestException'], requests: true };

describe('values', () => {
  it.each<[unknown, unknown]>([
    [1, 1],
    [null, undefined],
    [{ a: [1, { b: null }] }, { a: [1, { b: undefined }] }],
    [{}, { more: null }],
  ])('%j is %j', (want, got) => {
    expect(differences(want, got)).toEqual([]);
  });

  it.each<[string, unknown, unknown, string]>([
    ['another value', 1, '1', 'x: want 1, got "1"'],
    ['null for false', false, null, 'x: want false, got null'],
    ['a key that is lacking, even where null is wanted', { a: null }, {}, 'x: lacks a, want null'],
    ['a key too many', {}, { a: 1 }, 'x.a: want undefined, got 1'],
    ['a shorter list', [1, 2], [1], 'x: want 2 of [1,2], got 1 of [1]'],
    ['no list', [], {}, 'x: want [], got {}'],
    ['no object', { a: 1 }, null, 'x: want {"a":1}, got null'],
    ['what lies deep', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, 'x.a[0].b: want 1, got 2'],
    ['an error in place of a value', { value: 1 }, { error: new TypeError('no') }, 'x: TypeError: no'],
    ['an error itself', 'text', new RangeError('no'), 'x: RangeError: no'],
  ])('%s differs', (_, want, got, line) => {
    expect(differences(want, got)).toEqual([line]);
  });
});

describe('errors of Requests', () => {
  it('hold where they are instances of the same classes', () => {
    expect(differences({ error: connectionError }, { error: new ConnectionError('x') })).toEqual([]);
    expect(differences(connectionError, new ConnectionError('x'))).toEqual([]);
  });

  it('differ by each class too few or too many', () => {
    expect(differences({ error: connectionError }, { error: new InvalidURL('x') })).toEqual([
      expect.stringContaining('want an instance of ConnectionError'),
      expect.stringContaining('want no instance of InvalidURL'),
    ]);
  });

  it('differ from a value', () => {
    expect(differences({ error: connectionError }, { value: 1 })).toEqual([
      'x.error: want ConnectionError, got {"value":1}',
    ]);
  });

  it('hold in every subclass where Python said no more than RequestException', () => {
    const root = { type: 'RequestException', is: ['RequestException'], requests: true };
    expect(differences({ error: root }, { error: new InvalidURL('x') })).toEqual([]);
    expect(differences({ error: root }, { error: new Error('x') })).toHaveLength(1);
  });
});

describe("errors of Python's own", () => {
  const own = (type: string): object => ({ error: { type, is: [], requests: false } });

  it('hold where anything was thrown on purpose', () => {
    expect(differences(own('ValueError'), { error: new TypeError('timeout must be a positive number') })).toEqual([]);
  });

  it.each([
    new TypeError('x.foo is not a function'),
    new TypeError("Cannot read properties of undefined (reading 'a')"),
    new ReferenceError('x is not defined'),
    new SyntaxError('Unexpected token'),
  ])('differ from a slip of the code: %s', (error) => {
    expect(differences(own('ValueError'), { error })).toHaveLength(1);
  });

  it('must be of the class that the package has by that name', () => {
    expect(differences(own('InvalidURL'), { error: new InvalidURL('x') })).toEqual([]);
    expect(differences(own('InvalidURL'), { error: new ConnectionError('x') })).toHaveLength(1);
  });

  it('may be nothing found for a lookup, but for nothing else', () => {
    expect(differences(own('KeyError'), { value: null })).toEqual([]);
    expect(differences(own('KeyError'), { value: undefined })).toHaveLength(1);
    expect(differences(own('ValueError'), { value: null })).toHaveLength(1);
  });
});
