import { describe, expect, it } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { apparentEncoding } from './apparent-encoding.ts';
import { decodeText } from './decode-text.ts';
import { isUtf8 } from './is-utf8.ts';
import { loadCharsetDetector } from './load-charset-detector.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('apparentEncoding', () => {
  it.each([
    [utf8(''), 'utf-8'],
    [utf8('plain words'), 'ascii'],
    [utf8('Größe'), 'utf-8'],
    [bytes('efbbbf6869'), 'UTF-8-SIG'],
    [bytes('fffe6800'), 'UTF-16'],
    [bytes('feff0068'), 'UTF-16'],
    [bytes('fffe000068000000'), 'UTF-32'],
    [bytes('477272fcdf'), 'windows-1252'],
  ])('%# without a detector', (content, name) => {
    expect(apparentEncoding(content, null)).toBe(name);
  });

  const typed = (type: string | null): CaseInsensitiveDict =>
    new CaseInsensitiveDict(type === null ? {} : { 'Content-Type': type });

  it('asks the detector for nothing but what is not UTF-8', () => {
    const none = typed(null);
    expect(loadCharsetDetector(none, utf8('Größe'))).toBeNull();
    expect(loadCharsetDetector(none, bytes('fffe6800'))).toBeNull();
    expect(loadCharsetDetector(none, bytes('e9'))).not.toBeNull();
  });

  it('loads a detector for nothing that has a charset or is no text', () => {
    for (const type of ['text/html', 'application/octet-stream', 'image/svg+xml', null])
      expect(loadCharsetDetector(typed(type), bytes('e9'))).not.toBeNull();
    for (const type of ['text/html; charset=x', 'application/json', 'Image/png', 'application/zip'])
      expect(loadCharsetDetector(typed(type), bytes('e9'))).toBeNull();
  });

  it.each([
    ['cp1251', 'cff0e8e2e5f22c20ece8f02c20eae0ea20e4e5ebe020f1e5e3eee4edff', 'Привет, мир, как дела сегодня'],
    ['koi8-r', 'f0d2c9d7c5d42c20cdc9d22c20cbc1cb20c4c5ccc120d3c5c7cfc4ced1', 'Привет, мир, как дела сегодня'],
    ['shift_jis', '93fa967b8cea83658358836783678142', null],
    ['gbk', 'd6d0cec4cec4b1beb2e2cad4d2bbcfc2', '中文文本测试一下'],
    ['latin-1', '636166e92068656c6c6f', 'café hello'],
  ])('with the detector: %s', async (_name, hex, text) => {
    const name = apparentEncoding(bytes(hex), await loadCharsetDetector(typed(null), bytes(hex)));
    expect(name).not.toBeNull();
    if (text !== null) expect(decodeText(bytes(hex), name)).toBe(text);
    else expect(name?.toLowerCase()).toMatch(/shift_jis|cp932/);
  });
});

describe('isUtf8', () => {
  it.each(['', '41', 'c280', 'dfbf', 'e0a080', 'ed9fbf', 'ee8080', 'efbfbd', 'efbbbf', 'f0908080', 'f48fbfbf'])(
    '%s is',
    (hex) => {
      expect(isUtf8(bytes(hex))).toBe(true);
    },
  );

  it.each([
    ['a continuation alone', '80'],
    ['an overlong form', 'c080'],
    ['an overlong form', 'e09f80'],
    ['an overlong form', 'f08f8080'],
    ['a surrogate', 'eda080'],
    ['beyond U+10FFFF', 'f4908080'],
    ['a byte that begins nothing', 'f5808080'],
    ['cut off', 'c2'],
    ['cut off', '41f09080'],
    ['broken off by a letter', 'e0a041'],
  ])('%s is not: %s', (_why, hex) => {
    expect(isUtf8(bytes(hex))).toBe(false);
  });
});
