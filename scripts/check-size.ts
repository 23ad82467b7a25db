/**
 * What a bundle weighs and what it may hold: esbuild, minified, gzip -9. Browsers pay for each kilobyte, and so do cold starts of edge functions.
 * `--files` tells what is in each bundle, the largest first.
 */
import { gzipSync } from 'node:zlib';
import { belongsTo, bundle, CONDITIONS } from '../e2e/support/bundle.ts';

/** One bundle: what a page imports, for which platform, and its ceiling. */
export interface Bundle {
  readonly title: string;
  readonly code: string;
  readonly platform: keyof typeof CONDITIONS;
  /** Bytes, gzipped. */
  readonly ceiling: number;
  /** Packages that it must not hold a line of. */
  readonly without: readonly string[];
}

/** What a bundle came to, in bytes. */
export interface Measured {
  readonly title: string;
  readonly minified: number;
  readonly gzipped: number;
  readonly ceiling: number;
  /** The files of `without` that are in it all the same. */
  readonly strays: readonly string[];
  readonly files: ReadonlyMap<string, number>;
}

const KILOBYTE = 1024;
/** What is reached so far, so that it does not grow: docs/performance.md says what is in it. The goal was 10 KB for `get` and 12 KB for `Session`. */
const REACHED_IN_BROWSERS = 26.5 * KILOBYTE;
const TRANSPORTS = ['@beckon/node', '@beckon/deno', 'socks'];
const LARGE = ['tough-cookie', 'tldts', 'jschardet'];

export const bundles: readonly Bundle[] = [
  {
    title: 'browser: import { get }',
    code: "import { get } from 'beckon'; globalThis.result = get;",
    platform: 'browser',
    ceiling: REACHED_IN_BROWSERS,
    without: [...TRANSPORTS, ...LARGE],
  },
  {
    title: 'browser: import { Session }',
    code: "import { Session } from 'beckon'; globalThis.result = Session;",
    platform: 'browser',
    ceiling: REACHED_IN_BROWSERS,
    without: [...TRANSPORTS, ...LARGE],
  },
  {
    title: 'browser: import * as requests, for requests.get',
    code: "import * as requests from 'beckon'; globalThis.result = requests.get;",
    platform: 'browser',
    ceiling: REACHED_IN_BROWSERS,
    without: [...TRANSPORTS, ...LARGE],
  },
  {
    title: 'browser: a cookie jar by name, beside Session',
    code: "import { RequestsCookieJar, Session } from 'beckon'; globalThis.result = [RequestsCookieJar, Session];",
    platform: 'browser',
    ceiling: 83 * KILOBYTE,
    without: [...TRANSPORTS, 'jschardet'],
  },
  {
    title: 'workerd: import { Session }, with its cookie jar',
    code: "import { Session } from 'beckon'; globalThis.result = Session;",
    platform: 'workerd',
    ceiling: 87 * KILOBYTE,
    without: [...TRANSPORTS, 'jschardet'],
  },
  {
    title: 'edge-light: import { Session }, with its cookie jar',
    code: "import { Session } from 'beckon'; globalThis.result = Session;",
    platform: 'edge-light',
    ceiling: 87 * KILOBYTE,
    without: [...TRANSPORTS, 'jschardet'],
  },
];

/** Bundles and weighs. */
export async function measure({ title, code, platform, ceiling, without }: Bundle): Promise<Measured> {
  const { bytes, files } = await bundle(code, { conditions: [...CONDITIONS[platform]] });
  const strays = [...files.keys()].filter((file) => without.some((name) => belongsTo(file, name)));
  return { title, minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length, ceiling, strays, files };
}

/** What is wrong with a bundle; nothing where all is well. */
export function faultsOf({ title, gzipped, ceiling, strays }: Omit<Measured, 'files'>): string[] {
  const faults: string[] = [];
  if (gzipped > ceiling) faults.push(`${title}: ${gzipped} bytes, ${gzipped - ceiling} more than its ceiling`);
  if (strays.length > 0) faults.push(`${title}: holds what it must not: ${strays.join(', ')}`);
  return faults;
}

/** A line of the table. */
export function describe({ title, minified, gzipped, ceiling }: Omit<Measured, 'files'>): string {
  const kilobytes = (bytes: number): string => `${(bytes / KILOBYTE).toFixed(2)} KB`;
  return `${title.padEnd(52)}${kilobytes(minified).padStart(10)} min ${kilobytes(gzipped).padStart(9)} gzip, at most ${kilobytes(ceiling)}`;
}

if (import.meta.main) {
  const measured = await Promise.all(bundles.map(measure));
  for (const each of measured) {
    console.log(describe(each));
    if (!process.argv.includes('--files')) continue;
    for (const [file, bytes] of [...each.files].sort((a, b) => b[1] - a[1]).slice(0, 60))
      console.log(`${String(bytes).padStart(9)}  ${file}`);
  }
  const faults = measured.flatMap(faultsOf);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
