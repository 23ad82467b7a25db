/**
 * The name of a charset as servers and Python programs write it, to a codec that there is: `cp1251`, `latin-1`, `sjis`, `utf_16_le`.
 * The label tables are WHATWG's (https://encoding.spec.whatwg.org/#names-and-labels), and TextDecoder has them; the aliases here are what it
 * lacks of Python's (https://docs.python.org/3/library/codecs.html#standard-encodings), compared as Python does: without case and punctuation.
 */

/** One of our own codecs (see `text-decoder.ts`), or what may be a label of TextDecoder. */
export type Codec = string;

/** What a whole name without its punctuation is, and the codec; the first that fits. */
const ALIASES: readonly (readonly [RegExp, Codec])[] = Object.entries({
  // our own. WHATWG takes the first two for windows-1252; Requests and RFC 2616 don't
  'iso-8859-1': '(iso)?8859(1(1987)?)?|(csiso)?latin1?|l1|(cp|ibm)819|isoir100',
  'us-ascii': '(us|cs)?ascii|us|(iso)?646(us|irv1991)?|ansix34.*|(cp|ibm)367|isoir6',
  'utf-$1$2': 'u(?:tf)?(16|32)(le|be)?',
  'utf-32': '(iso10646)?ucs4',
  // those of TextDecoder
  'windows-$1': '(?:x?cp|ms|windows)?(125\\d|874|949)',
  'iso-8859-$1': '(?:iso)?8859(\\d\\d?)',
  'windows-874': '(iso8859)?thai',
  'iso-8859-13': 'l(atin)?7',
  'iso-8859-14': 'l(atin)?8|isoceltic',
  'iso-8859-15': 'latin9',
  'iso-8859-16': 'l(atin)?10',
  'x-mac-$1': 'x?mac(roman|cyrillic)',
  '$1-$2': '(koi8|euc)(r|u|jp|kr)',
  sjis: 'shiftjis.*|sjis2004|mskanji|(cp)?932',
  'euc-jp': 'ujis|(euc)?jis(2004|x0213)',
  'iso-2022-jp': 'iso2022jp(1|2|3|2004|ext)?',
  'euc-kr': 'uhc|ksc56011987|ksx1001',
  gbk: '(cp|ms)?936|gb23121980|euc(gb2312)?cn',
  gb18030: 'gb180302000',
  big5: 'big5(tw|hkscs)|hkscs|(cp|ms)?950',
  'utf-16$1e': 'unicode(b|l)(?:ig|ittle)unmarked',
}).map(([codec, names]) => [new RegExp(`^(?:${names})$`), codec]);

/**
 * What a name may be: one of our own codecs alone, or labels that TextDecoder is to be asked for, the likeliest first.
 *
 * @example
 * ```ts
 * codecsOf('Latin-1'); // [ 'iso-8859-1' ]
 * codecsOf('cp1251'); // [ 'windows-1251' ]
 * codecsOf('tis_620'); // [ 'tis_620', 'tis620', 'tis-620' ]
 * ```
 */
export function codecsOf(name: string): [Codec, ...Codec[]] {
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const [names, codec] of ALIASES) if (names.test(key)) return [key.replace(names, codec)];
  return [name, key, key.replace(/(\D)(\d)/, '$1-$2')];
}
