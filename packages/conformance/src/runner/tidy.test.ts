import { expect, it } from 'vitest';
import type { WireEntry } from '../case.ts';
import { tidyBody, tidyHeader, tidyWire } from './tidy.ts';

it.each<[string, unknown, unknown]>([
  ['User-Agent', 'beckon/1', '{user-agent}'],
  ['Accept-Encoding', 'gzip, deflate, br, zstd', '{accept-encoding}'],
  ['accept-encoding', 'gzip, deflate', '{accept-encoding}'],
  ['Accept-Encoding', 'gzip', 'gzip'],
  ['X', new Uint8Array([0xe9]), 'é'],
  ['Authorization', 'Digest b="1", cnonce="0a", response="ff"', 'Digest b="1", cnonce="*", response="*"'],
  ['Authorization', 'Digest response="ff", a=1', 'Digest a=1, response="*"'],
  ['X', 'Digest b="1", a=2', 'Digest b="1", a=2'],
])('%s: %s shows as %s', (name, value, shown) => {
  expect(tidyHeader('beckon/1', name, value)).toBe(shown);
});

it('a boundary shows as {boundary}, its length as *', () => {
  const headers = [
    ['Content-Type', 'multipart/form-data; boundary=abc123'],
    ['Content-Length', '99'],
  ] as const;
  const shown = [
    ['Content-Type', 'multipart/form-data; boundary={boundary}'],
    ['Content-Length', '*'],
  ];
  expect(tidyBody(headers, '--abc123--')).toEqual([shown, '--{boundary}--']);
  expect(tidyBody(headers, { $b64: btoa('--abc123\xff') })).toEqual([shown, { $b64: btoa('--{boundary}\xff') }]);
});

it('JSON is held by its value, and what is no JSON by its text', () => {
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Length', '9'],
  ] as const;
  expect(tidyBody(headers, '{"a": 1}')).toEqual([[headers[0], ['Content-Length', '*']], { $json: { a: 1 } }]);
  expect(tidyBody(headers, '{')).toEqual([headers, '{']);
});

it('the wire is tidied whole', () => {
  const entry: WireEntry = {
    at: 'a',
    conn: 0,
    line: 'GET / HTTP/1.1',
    headers: [['User-Agent', 'beckon/1']],
    framing: 'none',
    body: '',
  };
  expect(tidyWire('beckon/1', [entry])).toEqual([{ ...entry, headers: [['User-Agent', '{user-agent}']] }]);
});
