/**
 * The name of a charset as servers and Python programs write it, to a codec that there is: `cp1251`, `latin-1`, `sjis`, `utf_16_le`.
 * The label tables are WHATWG's (https://encoding.spec.whatwg.org/#names-and-labels); the aliases beside them are Python's
 * (https://docs.python.org/3/library/codecs.html#standard-encodings), compared as Python does: without case and punctuation.
 */

/** The codecs that are decoded by hand, and why: TextDecoder has none of them, or (windows-1252) has it wrong in Node 20. */
export type OwnCodec = 'iso-8859-1' | 'us-ascii' | 'windows-1252' | 'utf-16' | 'utf-32' | 'utf-32le' | 'utf-32be';

/** One of our own codecs, or a label of TextDecoder. */
export type Codec = string;

const ALIASES: ReadonlyMap<string, Codec> = new Map(
  Object.entries({
    'utf-8': 'utf8 utf u8 utf8sig cp65001',
    'utf-16': 'utf16 u16',
    'utf-16le': 'utf16le unicodelittleunmarked',
    'utf-16be': 'utf16be unicodebigunmarked',
    'utf-32': 'utf32 u32 ucs4 iso10646ucs4',
    'utf-32le': 'utf32le',
    'utf-32be': 'utf32be',
    // WHATWG takes these two for windows-1252; Requests and RFC 2616 don't
    'iso-8859-1': 'iso88591 iso885911987 latin1 latin l1 8859 cp819 ibm819 isoir100 csisolatin1',
    'us-ascii': 'ascii usascii 646 us iso646us iso646irv1991 ansix341968 ansix341986 cp367 ibm367 isoir6 csascii',
    'windows-1252': 'windows1252 cp1252 1252 xcp1252',
    'windows-874': 'windows874 cp874 874 tis620 iso885911 thai iso8859thai',
    'iso-8859-9': 'latin5 l5 iso88599',
    'iso-8859-10': 'latin6 l6',
    'iso-8859-13': 'latin7 l7',
    'iso-8859-14': 'latin8 l8 isoceltic',
    'iso-8859-15': 'latin9 l9',
    'iso-8859-16': 'latin10 l10',
    shift_jis: 'shiftjis sjis csshiftjis cp932 932 ms932 mskanji windows31j shiftjis2004 sjis2004 shiftjisx0213',
    'euc-jp': 'eucjp ujis eucjis2004 eucjisx0213 jisx0213',
    'iso-2022-jp': 'iso2022jp iso2022jp1 iso2022jp2 iso2022jp2004 iso2022jp3 iso2022jpext csiso2022jp',
    'euc-kr': 'euckr cp949 949 ms949 uhc ksc5601 ksc56011987 ksx1001 korean',
    gbk: 'gbk cp936 936 ms936 gb2312 gb23121980 euccn eucgb2312cn chinese',
    gb18030: 'gb18030 gb180302000',
    big5: 'big5 big5tw cp950 950 ms950 big5hkscs hkscs',
    ibm866: 'cp866 866 ibm866',
    'koi8-r': 'koi8r koi8',
    'koi8-u': 'koi8u',
    macintosh: 'macintosh macroman mac',
    'x-mac-cyrillic': 'maccyrillic xmaccyrillic',
  }).flatMap(([codec, names]) => names.split(' ').map((name) => [name, codec] as const)),
);

/**
 * The codec of a name, or `null` for one that nothing here can decode.
 *
 * @example
 * ```ts
 * codecOf('Latin-1'); // 'iso-8859-1'
 * codecOf('cp1251'); // 'windows-1251'
 * codecOf('no-such'); // null
 * ```
 */
export function codecOf(name: string): Codec | null {
  if (name === 'utf-8' || name === 'UTF-8') return 'utf-8';
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = ALIASES.get(key);
  if (known !== undefined) return known;
  const family = /^(?:(?:cp|windows|xcp)?(125\d)|(?:iso)?8859(\d\d?)|(?:latin|l)([234]))$/.exec(key);
  if (family?.[1]) return labelOf(`windows-${family[1]}`);
  if (family) return labelOf(`iso-8859-${family[2] ?? family[3]}`);
  return labelOf(name);
}

/** The label where TextDecoder knows it. */
function labelOf(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}
