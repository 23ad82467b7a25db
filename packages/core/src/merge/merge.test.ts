import { describe, expect, it } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { emptyEnvironment } from '../runtime.ts';
import { mergeHeaders } from './merge-headers.ts';
import { mergeParams } from './merge-params.ts';
import { mergeVerify } from './merge-verify.ts';

describe('params of a call over those of the session', () => {
  it.each([
    [
      'two dicts, key by key, in the order of the session',
      { b: 'call', c: '3' },
      { a: '1', b: '2' },
      [
        ['a', '1'],
        ['b', 'call'],
        ['c', '3'],
      ],
    ],
    ['null takes a key away', { a: null }, { a: '1', b: '2' }, [['b', '2']]],
    [
      'keys keep their case',
      { A: '2' },
      { a: '1' },
      [
        ['a', '1'],
        ['A', '2'],
      ],
    ],
  ])('%s', (_, call, session, expected) => {
    expect([...(mergeParams(call, session) as Map<string, string>)]).toEqual(expected);
  });

  it("takes pairs, text and URLSearchParams of a call in the place of the session's", () => {
    const pairs: [string, string][] = [['a', 'x']];
    expect(mergeParams(pairs, { b: '1' })).toBe(pairs);
    expect(mergeParams('raw=1', { b: '1' })).toBe('raw=1');
  });

  it("takes the session's, pairs as well, where the call has none", () => {
    const pairs: [string, string][] = [['a', 'x']];
    expect(mergeParams(null, pairs)).toBe(pairs);
    expect(mergeParams({}, pairs)).toBe(pairs);
    expect(mergeParams(undefined, null)).toBeNull();
  });
});

describe('headers of a call over those of the session', () => {
  it("keeps the session's places, takes the call's spelling, and drops what is null on either side", () => {
    const session = new CaseInsensitiveDict<string | null>({
      Accept: '*/*',
      'X-Gone': null,
      'X-One': '1',
      'X-Two': '2',
    });
    const merged = mergeHeaders({ ACCEPT: 'text/html', 'x-two': null, New: 'n' }, session);
    expect([...merged]).toEqual([
      ['ACCEPT', 'text/html'],
      ['X-One', '1'],
      ['New', 'n'],
    ]);
    expect(session.get('Accept')).toBe('*/*');
  });
});

describe('verify: the call, the session, the environment', () => {
  const environment = (variables: Record<string, string>): typeof emptyEnvironment => ({
    ...emptyEnvironment,
    get: (name) => variables[name],
  });
  it.each([
    [undefined, true, {}, true, true],
    [undefined, true, { REQUESTS_CA_BUNDLE: '/r', CURL_CA_BUNDLE: '/c' }, true, '/r'],
    [undefined, true, { REQUESTS_CA_BUNDLE: '', CURL_CA_BUNDLE: '/c' }, true, '/c'],
    [undefined, true, { CURL_CA_BUNDLE: '/c' }, false, true],
    [true, false, { CURL_CA_BUNDLE: '/c' }, true, '/c'],
    [undefined, false, { CURL_CA_BUNDLE: '/c' }, true, false],
    [undefined, '/s', { CURL_CA_BUNDLE: '/c' }, true, '/s'],
    [false, '/s', { CURL_CA_BUNDLE: '/c' }, true, false],
    ['/call', '/s', { CURL_CA_BUNDLE: '/c' }, true, '/call'],
  ])('call %j, session %j, environment %j, trusted %j: %j', (call, session, variables, trusted, expected) => {
    expect(mergeVerify(call, session, environment(variables as Record<string, string>), trusted)).toBe(expected);
  });
});
