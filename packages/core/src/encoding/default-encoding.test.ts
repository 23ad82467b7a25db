import { describe, expect, it } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { Response } from '../response.ts';
import { responseEncoding } from './default-encoding.ts';
import { getEncodingFromHeaders } from './encoding-from-headers.ts';
import { getEncodingsFromContent } from './encodings-from-content.ts';
import { getUnicodeFromResponse } from './unicode-from-response.ts';

const typed = (type: string | null): Response =>
  new Response({ headers: type === null ? {} : { 'Content-Type': type } });

describe('getEncodingFromHeaders', () => {
  it.each([
    [null, null],
    ['text/html; charset=UTF-8', 'UTF-8'],
    ['application/json', 'utf-8'],
    ['application/json; charset=utf-16', 'utf-16'],
    ['text/plain', 'ISO-8859-1'],
    ['image/png', null],
    ["text/html; charset='utf-8'", 'utf-8'],
    ['text/html; a=b; Charset=c; d=e', 'c'],
    ['text/html;;charset=a', 'a'],
    ['text/html; charset', 'ISO-8859-1'],
    ['text/html; charset=', ''],
    ['application/context', 'ISO-8859-1'],
    ['TEXT/HTML', null],
  ])('%s gives %s, as in Requests', (type, encoding) => {
    expect(getEncodingFromHeaders(type === null ? {} : { 'content-type': type })).toBe(encoding);
    expect(getEncodingFromHeaders(new CaseInsensitiveDict(type === null ? {} : { 'CONTENT-TYPE': type }))).toBe(
      encoding,
    );
  });
});

describe('responseEncoding', () => {
  it.each([
    ['text/html; charset="utf-8"', 'utf-8', 'utf-8'],
    ['text/html', 'ISO-8859-1', 'koi8-r'],
    ['TEXT/HTML', 'ISO-8859-1', 'koi8-r'],
    ['text/html; charset=', 'ISO-8859-1', 'koi8-r'],
    ['application/json', 'utf-8', 'utf-8'],
    ['application/problem+json', 'utf-8', 'utf-8'],
    ['application/context', null, 'koi8-r'],
    [null, null, 'koi8-r'],
  ])('%s: %s, and %s where the session says koi8-r', (type, encoding, chosen) => {
    expect(responseEncoding(typed(type), undefined)).toBe(encoding);
    expect(responseEncoding(typed(type), 'koi8-r')).toBe(chosen);
    expect(responseEncoding(typed(type), () => 'koi8-r')).toBe(chosen);
  });
});

describe('getEncodingsFromContent', () => {
  it.each([
    ["<meta charset='UTF-8'>", ['UTF-8']],
    ['<META CHARSET="iso-8859-5"/>', ['iso-8859-5']],
    ['<meta charset=utf-16>', ['utf-16']],
    ['<meta http-equiv="content-type" content="text/html;charset=UTF-8">', ['UTF-8']],
    ['<?xml version="1.0" encoding="utf-8"?>', ['utf-8']],
    ['\n<?xml version="1.0" encoding="utf-8"?>', []],
    ['nothing', []],
    [
      '<?xml version="1.0" encoding="XML"?><meta charset="HTML5"><meta http-equiv="Content-type" content="text/html;charset=HTML4" />',
      ['HTML5', 'HTML4', 'XML'],
    ],
    ["<meta charset='a'><meta charset='b'>", ['a', 'b']],
    ['<meta content=";charset=a">', ['a', 'a']],
    ["<meta charset=''>", ["'"]],
    ["<meta charset=\n'a'>", []],
    ['<meta a><p charset="b">', ['b']],
  ])('%j', (content, found) => {
    expect(getEncodingsFromContent(content)).toEqual(found);
  });

  it('is done soon with what names nothing', () => {
    expect(getEncodingsFromContent('<meta '.repeat(200_000))).toEqual([]);
    expect(getEncodingsFromContent('<meta charset='.repeat(100_000))).toEqual([]);
  });
});

describe('getUnicodeFromResponse', () => {
  it('decodes with what the headers tell', () => {
    const headers = { 'Content-Type': 'text/plain' };
    expect(getUnicodeFromResponse(new Response({ headers, content: Uint8Array.of(0xe9) }))).toBe('é');
    expect(getUnicodeFromResponse(new Response({ content: 'é' }))).toBe('é');
    expect(getUnicodeFromResponse(new Response())).toBeNull();
  });
});
