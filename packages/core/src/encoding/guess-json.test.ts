import { describe, expect, it } from 'vitest';
import { JSONDecodeError } from '../errors.ts';
import { Response } from '../response.ts';
import { guessJsonUtf } from './guess-json.ts';
import { jsonFault } from './json-fault.ts';
import { parseJson } from './parse-json.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
describe('guessJsonUtf', () => {
  it.each([
    ['7b7d', 'utf-8'],
    ['', 'utf-8'],
    ['0000007b', 'utf-32-be'],
    ['7b000000', 'utf-32-le'],
    ['007b007d', 'utf-16-be'],
    ['7b007d00', 'utf-16-le'],
    ['efbbbf7b7d', 'utf-8-sig'],
    ['fffe7b00', 'utf-16'],
    ['feff007b', 'utf-16'],
    ['fffe00007b000000', 'utf-32'],
    ['0000feff0000007b', 'utf-32'],
    ['7b0031227d', null],
    ['007b7d7d', null],
    ['00000000', null],
  ])('%s is %s', (hex, guess) => {
    expect(guessJsonUtf(bytes(hex))).toBe(guess);
  });
});

describe('jsonFault', () => {
  // msg and pos as Python's json has them
  it.each([
    ['', 'Expecting value', 0],
    ['not json', 'Expecting value', 0],
    ["{'a': 1}", 'Expecting property name enclosed in double quotes', 1],
    ['{"a": 1,}', 'Expecting property name enclosed in double quotes', 8],
    ['{"a": 1', "Expecting ',' delimiter", 7],
    ['{"a": 1} {}', 'Extra data', 9],
    ['["a" "b"]', "Expecting ',' delimiter", 5],
    ['{"a" 1}', "Expecting ':' delimiter", 5],
    ['["line\nbreak"]', 'Invalid control character at', 6],
    ['["open', 'Unterminated string starting at', 1],
    ['["a\\', 'Unterminated string starting at', 1],
    ['["\\x"]', 'Invalid \\escape', 2],
    ['["\\u12g4"]', 'Invalid \\uXXXX escape', 3],
    ['[1,]', 'Expecting value', 3],
    ['[1}', "Expecting ',' delimiter", 2],
    ['NaN', 'Expecting value', 0],
    ['[-Infinity]', 'Expecting value', 1],
    ['01', 'Extra data', 1],
    ['tru', 'Expecting value', 0],
  ])('%j', (text, msg, pos) => {
    expect(jsonFault(text)).toEqual([msg, pos]);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it.each(['{}', ' [1, -2.5e3, "\\u00e9\\n", {"a": {"b": []}}, true, false, null]\r\n\t', '"x"', '{"a":1,"a":2}'])(
    '%s is JSON',
    (text) => {
      expect(jsonFault(text)).toBeNull();
      JSON.parse(text);
    },
  );

  it('goes through deep nesting', () => {
    expect(jsonFault('['.repeat(200_000))).toEqual(['Expecting value', 200_000]);
  });
});

describe('parseJson', () => {
  it('believes the bytes more than the declaration', () => {
    const parsed = (hex: string, encoding: string | null): unknown =>
      parseJson(new Response({ content: bytes(hex), encoding }), undefined);
    expect(parsed('7b007d00', 'utf-8')).toEqual({});
    expect(parsed('efbbbf7b7d', 'iso-8859-1')).toEqual({});
    expect(parsed('22c3a922', null)).toBe('é');
    expect(parsed('22e922', 'latin-1')).toBe('é');
    expect(parsed('22e922', null)).toBe('é');
  });

  it('tells what is wrong without showing the text', () => {
    const response = new Response({ statusCode: 200, content: '{"password": "secret" oops' });
    const error = (() => {
      try {
        return parseJson(response, undefined);
      } catch (caught) {
        return caught as JSONDecodeError;
      }
    })() as JSONDecodeError;
    expect(error).toBeInstanceOf(JSONDecodeError);
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.response).toBe(response);
    expect(error.message).toBe("Expecting ',' delimiter: line 1 column 23 (char 22)");
    expect(error.doc).toBe('{"password": "secret" oops');
    expect(JSON.stringify(error) + String(error.cause)).not.toContain('secret');
  });

  it('lets out what the reviver throws', () => {
    const own = new SyntaxError('mine');
    expect(() =>
      parseJson(new Response({ content: '{}' }), () => {
        throw own;
      }),
    ).toThrow(own);
  });
});
