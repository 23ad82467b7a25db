import type { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import type { CharsetDetector } from './apparent-encoding.ts';
import { encodingOfMark } from './byte-order-mark.ts';
import { declaredType } from './default-encoding.ts';
import { isUtf8 } from './is-utf8.ts';

/** What the web is written in, and what we can decode; a guess beyond it (EBCDIC, DOS, Macintosh) is far more often wrong than right. */
const CANDIDATES: string[] = [
  ...['windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256'],
  ...[
    'windows-1257',
    'windows-1258',
    'windows-874',
    'cp866',
    'iso-8859-2',
    'iso-8859-5',
    'iso-8859-7',
    'koi8-r',
    'koi8-u',
  ],
  ...['shift_jis', 'cp932', 'euc-jp', 'iso-2022-jp', 'euc-kr', 'cp949', 'gb2312', 'gbk', 'gb18030', 'big5'],
  ...['utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-32-le', 'utf-32-be'],
];

/** So much is enough to tell; the detector takes some 0.5 ms for a kilobyte (RESP-9). */
const SAMPLE = 65_536;

/** Types that are no text in any charset: nobody asks for their `text`, and no detector need be loaded for them. */
const NO_TEXT =
  /^(?:image\/(?!svg)|audio\/|video\/|font\/|model\/|application\/(?:pdf|zip|gzip|wasm|x-(?:tar|gzip|bzip2?|7z)\b))/;

/**
 * Loads the detector, 711 KB of it, at the first body that needs it: one that names no charset, is no UTF-8 and may be text. `null` where it
 * isn't needed, or can't be loaded: a bundle may leave it out. Reached through the runtime alone: a bundler puts it into every bundle that
 * reaches it.
 */
export function loadCharsetDetector(
  headers: CaseInsensitiveDict<string>,
  content: Uint8Array,
): Promise<CharsetDetector | null> | null {
  const { type, charset } = declaredType(headers);
  const isNeeded = charset === '' && !NO_TEXT.test(type) && encodingOfMark(content) === null && !isUtf8(content);
  return isNeeded ? importDetector() : null;
}

async function importDetector(): Promise<CharsetDetector | null> {
  try {
    const { default: jschardet } = await import('jschardet');
    return (bytes) => {
      const sample = bytes.subarray(0, SAMPLE);
      // one or two bytes show nothing: "café" would be Greek
      if (countHigh(sample, 3) < 3) return 'windows-1252';
      return jschardet.detect(sample, { detectEncodings: CANDIDATES, minimumThreshold: 0 }).encoding;
    };
  } catch {
    return null;
  }
}

/** How many bytes are no ASCII, counted up to `enough`. */
function countHigh(bytes: Uint8Array, enough: number): number {
  let count = 0;
  for (let i = 0; i < bytes.length && count < enough; i++) if ((bytes[i] as number) > 0x7f) count++;
  return count;
}
