import { encodingOfMark } from './byte-order-mark.ts';
import { isUtf8 } from './is-utf8.ts';
import { isAscii } from './single-byte.ts';

/** Guesses the charset of bytes that are not UTF-8; `null` for what is no text. */
export type CharsetDetector = (bytes: Uint8Array) => string | null;

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

const MARKS = { 'utf-8-sig': 'UTF-8-SIG', 'utf-16': 'UTF-16', 'utf-32': 'UTF-32' } as const;

/**
 * The encoding that the bytes themselves speak for: a byte order mark, ASCII, well-formed UTF-8, and then what `detector` says.
 * Without one it is windows-1252, as for WHATWG; `null` where the detector holds the bytes for no text at all.
 *
 * @example
 * ```ts
 * apparentEncoding(new TextEncoder().encode('Größe'), null); // 'utf-8'
 * ```
 */
export function apparentEncoding(bytes: Uint8Array, detector: CharsetDetector | null): string | null {
  const mark = encodingOfMark(bytes);
  if (mark !== null) return MARKS[mark];
  if (bytes.length === 0) return 'utf-8';
  if (isAscii(bytes)) return 'ascii';
  if (isUtf8(bytes)) return 'utf-8';
  return detector === null ? 'windows-1252' : detector(bytes);
}

/** Whether only a detector can tell. */
export function needsDetector(bytes: Uint8Array): boolean {
  return encodingOfMark(bytes) === null && !isUtf8(bytes);
}

/**
 * Loads the detector, 711 KB of it, at the first body that needs it. `null` where it can't be loaded: a bundle may leave it out.
 */
export async function loadDetector(): Promise<CharsetDetector | null> {
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
