import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenges.ts';

const plain = (...values: string[]): unknown[] =>
  parseChallenges(values).map(({ scheme, parameters, token68 }) =>
    token68 === undefined ? [scheme, parameters.toJSON()] : [scheme, token68],
  );

describe('challenges', () => {
  it.each<[about: string, value: string, challenges: unknown[]]>([
    ['nothing', '', []],
    ['only commas', ' , ,, ', []],
    ['a scheme alone', 'Negotiate', [['Negotiate', {}]]],
    ['one with parameters', 'Digest realm="a", nonce="b"', [['Digest', { realm: 'a', nonce: 'b' }]]],
    [
      'several in one line',
      'Basic realm="a", Digest realm="b", nonce=c',
      [
        ['Basic', { realm: 'a' }],
        ['Digest', { realm: 'b', nonce: 'c' }],
      ],
    ],
    [
      'token68',
      'Negotiate YII=, Basic realm=x',
      [
        ['Negotiate', 'YII='],
        ['Basic', { realm: 'x' }],
      ],
    ],
    [
      'schemes alone',
      'Negotiate, NTLM,Basic realm="x"',
      [
        ['Negotiate', {}],
        ['NTLM', {}],
        ['Basic', { realm: 'x' }],
      ],
    ],
    [
      'commas and escapes in quotes',
      'Digest realm="a, \\"b\\\\ Basic c=d", nonce="="',
      [['Digest', { realm: 'a, "b\\ Basic c=d', nonce: '=' }]],
    ],
    ['space around the equals sign', 'Digest realm = "a" , nonce= b', [['Digest', { realm: 'a', nonce: 'b' }]]],
    [
      'a comma that was forgotten',
      'Basic realm="a" Digest realm="b" nonce="c"',
      [
        ['Basic', { realm: 'a' }],
        ['Digest', { realm: 'b', nonce: 'c' }],
      ],
    ],
    [
      'bare values with odd characters',
      'Digest nonce=ab/c+d==, realm=x',
      [['Digest', { nonce: 'ab/c+d==', realm: 'x' }]],
    ],
    ['a quote that is never closed', 'Digest realm="a, b', [['Digest', { realm: 'a, b' }]]],
    ['a backslash at the end', 'Digest realm="a\\', [['Digest', { realm: 'a' }]]],
    ['rubbish between', 'Digest realm="a", "??", x"y", nonce=b', [['Digest', { realm: 'a', nonce: 'b' }]]],
    ['a parameter of no scheme', 'realm="a", Basic realm="b"', [['Basic', { realm: 'b' }]]],
    ['an empty value', 'Digest realm="", opaque=, nonce=x', [['Digest', { realm: '', opaque: '', nonce: 'x' }]]],
  ])('are read: %s', (_about, value, challenges) => {
    expect(plain(value)).toEqual(challenges);
  });

  it('of several lines follow each other, and no parameter crosses over', () => {
    expect(plain('Basic realm="a"', 'nonce="lost", Digest realm="b"')).toEqual([
      ['Basic', { realm: 'a' }],
      ['Digest', { realm: 'b' }],
    ]);
  });

  it('have parameters that are found in any case', () => {
    expect(parseChallenges(['Digest ReAlm="a"'])[0]?.parameters.get('realm')).toBe('a');
  });

  it('come back from any values that are quoted', () => {
    const value = fc.string().filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(value, value, (realm, nonce) => {
        const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
        expect(plain(`Basic realm=${quote(nonce)}, Digest realm=${quote(realm)}, nonce=${quote(nonce)}`)).toEqual([
          ['Basic', { realm: nonce }],
          ['Digest', { realm, nonce }],
        ]);
      }),
    );
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab=", \t\\?') }), (text) => void parseChallenges([text])),
    );
  });
});
