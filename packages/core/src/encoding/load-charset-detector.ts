import type { CharsetDetector } from './apparent-encoding.ts';

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

/**
 * Loads the detector, 711 KB of it, at the first body that needs it. `null` where it can't be loaded: a bundle may leave it out. Reached
 * through the runtime alone: a bundler puts it into every bundle that reaches it.
 */
export async function loadCharsetDetector(): Promise<CharsetDetector | null> {
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
