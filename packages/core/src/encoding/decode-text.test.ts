import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { textDecoding } from './text-decoding.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('decodeText', () => {
  it.each([
    ['iso-8859-1', '4772fcdf', 'Grüß'],
    ['latin-1', '8093619f', '\u0080\u0093a\u009f'],
    ['L1', 'ff', 'ÿ'],
    ['windows-1252', '93718094', '“q€”'],
    ['cp1252', '81', '\ufffd'],
    ['ascii', '61e962', 'a\ufffdb'],
    ['utf_8', 'efbbbf6869', 'hi'],
    ['utf-8', '61ff62c32863e282', 'a\ufffdb\ufffd(c\ufffd'],
    ['utf-16', 'fffe4700fc00', 'Gü'],
    ['utf-16', 'feff004700fc', 'Gü'],
    ['utf-16', '47003dd800de', 'G😀'],
    ['utf-16-be', '004700', 'G\ufffd'],
    ['UTF-16LE', 'fffe4700', 'G'],
    ['utf-32', 'fffe00004700000000f60100', 'G😀'],
    ['utf-32', '0000feff000000470001f600', 'G😀'],
    ['utf_32_be', '000000470001f600', 'G😀'],
    ['utf-32-le', '4700000000d8000000001100', 'G\ufffd\ufffd'],
    ['utf-32', '470000004700', 'G\ufffd'],
    ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
    ['koi8_r', 'f0d2c9d7c5d4', 'Привет'],
    ['cp1251', 'cff0e8e2e5f2', 'Привет'],
    ['iso8859_2', '5a61bff3b3e6', 'Zażółć'],
    ['latin2', '5a61bff3b3e6', 'Zażółć'],
    ['sjis', '93fa967b8cea', '日本語'],
    ['cp932', '93fa967b8cea', '日本語'],
    ['EUC-JP', 'c6fccbdcb8ec', '日本語'],
    ['iso2022_jp', '1b2442467c4b5c1b2842', '日本'],
    ['gb2312', 'd6d0cec4', '中文'],
    ['cp949', 'c7d1b1b9', '한국'],
    ['big5-hkscs', 'a4a4a4e5', '中文'],
    ['no-such', 'c3a9206f6b', 'é ok'],
    ['', 'c3a9', 'é'],
  ])('%s of %s', (encoding, hex, text) => {
    expect(decodeText(bytes(hex), encoding)).toBe(text);
  });

  it('takes null for UTF-8', () => {
    expect(decodeText(bytes('c3a9'), null)).toBe('é');
  });

  it('keeps every byte of a large latin-1 text', () => {
    const all = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);
    const text = decodeText(all, 'latin-1');
    expect(text.length).toBe(100_000);
    expect(text.charCodeAt(99_999)).toBe(99_999 % 256);
  });

  it.each(['no-such', 'iso-8859-77', 'iso-2022-kr', 'constructor', '__proto__'])(
    'takes %s, which nobody has, for UTF-8',
    (name) => {
      expect(decodeText(bytes('c3a9'), name)).toBe('é');
    },
  );
});

describe('textDecoding', () => {
  const names = [
    'utf-8',
    'utf-16',
    'utf-16le',
    'utf-16be',
    'utf-32',
    'utf-32be',
    'latin-1',
    'ascii',
    'cp1252',
    'sjis',
    'gb18030',
    'no-such',
  ];

  it('gives the same text wherever the pieces end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(fc.uint8Array({ maxLength: 7 }), { maxLength: 8 }),
        (name, pieces) => {
          const decode = textDecoding(name);
          const text = pieces.map((piece) => decode(piece)).join('') + decode();
          expect(text).toBe(decodeText(Uint8Array.from(pieces.flatMap((piece) => [...piece])), name));
        },
      ),
    );
  });
});
