import { expect, it } from 'vitest';
import { fromBase64, fromLatin1, repeatBytes, showBytes, toBase64, toLatin1 } from './byte-text.ts';

it('latin-1 and base64 keep every byte', () => {
  const all = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
  expect(fromLatin1(toLatin1(all))).toEqual(all);
  expect(fromBase64(toBase64(all))).toEqual(all);
});

it.each([
  ['é\r\n\t x', true],
  ['\u00a0', false], // as Python's isprintable
  ['\u200b', false],
  ['\ufeffa', false],
  ['\x00', false],
])('%j shows as text: %s', (text, asText) => {
  const bytes = new TextEncoder().encode(text);
  expect(showBytes(bytes)).toEqual(asText ? text : { $b64: toBase64(bytes) });
});

it('bytes of no UTF-8 show as base64', () => {
  expect(showBytes(new Uint8Array([0xff]))).toEqual({ $b64: '/w==' });
});

it('repeats', () => {
  expect(toLatin1(repeatBytes(fromLatin1('ab'), 3))).toBe('ababab');
});
