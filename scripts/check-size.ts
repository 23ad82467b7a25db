/**
 * What a bundle weighs and what it may hold: esbuild, minified, gzip -9. Browsers pay for each kilobyte, and so do cold starts of edge functions.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuildOptions, BuildResult } from 'esbuild';

const root = join(import.meta.dirname, '..');
const e2e = join(root, 'e2e');

/** One bundle: what a page imports, for which platform, and its ceiling. */
export interface Bundle {
  readonly title: string;
  /** The whole of the page. */
  readonly code: string;
  /** The conditions of `exports` that the platform's bundlers take. */
  readonly conditions: readonly string[];
  /** Bytes, gzipped. */
  readonly ceiling: number;
  /** Packages and adapters that it must not hold a line of. */
  readonly without: readonly string[];
}

/** What a bundle came to. */
export interface Measured {
  readonly title: string;
  readonly minified: number;
  readonly gzipped: number;
  readonly ceiling: number;
  /** The files of `without` that are in it all the same. */
  readonly strays: readonly string[];
}

const KILOBYTE = 1024;
const OTHER_ADAPTERS = ['@beckon/node', '@beckon/deno', 'socks'];
const BROWSER = ['browser'];

export const bundles: readonly Bundle[] = [
  {
    title: 'browser: import { get }',
    code: "import { get } from 'beckon'; globalThis.result = get;",
    conditions: BROWSER,
    ceiling: 10 * KILOBYTE,
    without: [...OTHER_ADAPTERS, 'tough-cookie', 'jschardet', 'tldts'],
  },
  {
    title: 'browser: import { Session }',
    code: "import { Session } from 'beckon'; globalThis.result = Session;",
    conditions: BROWSER,
    ceiling: 12 * KILOBYTE,
    without: [...OTHER_ADAPTERS, 'tough-cookie', 'jschardet', 'tldts'],
  },
  {
    title: 'browser: everything by one name',
    code: "import * as requests from 'beckon'; globalThis.result = requests.get;",
    conditions: BROWSER,
    ceiling: 10 * KILOBYTE,
    without: [...OTHER_ADAPTERS, 'tough-cookie', 'jschardet', 'tldts'],
  },
  {
    title: 'workerd: import { Session }, with its cookie jar',
    code: "import { Session } from 'beckon'; globalThis.result = Session;",
    conditions: ['workerd', 'worker', 'browser'],
    ceiling: 80 * KILOBYTE,
    without: [...OTHER_ADAPTERS, 'jschardet'],
  },
  {
    title: 'edge-light: import { Session }, with its cookie jar',
    code: "import { Session } from 'beckon'; globalThis.result = Session;",
    conditions: ['edge-light'],
    ceiling: 80 * KILOBYTE,
    without: [...OTHER_ADAPTERS, 'jschardet'],
  },
];

type Esbuild = { build(options: BuildOptions): Promise<BuildResult<{ metafile: true; write: false }>> };

/** Whether a file of a bundle belongs to a package; in the workspace `@beckon/node` is the folder `packages/node`. */
export function belongsTo(file: string, name: string): boolean {
  const own = name.startsWith('@beckon/') ? `packages/${name.slice('@beckon/'.length)}/` : undefined;
  return file.includes(`node_modules/${name}/`) || (own !== undefined && file.includes(own));
}

/** Bundles as a user's build would. */
export async function measure({ title, code, conditions, ceiling, without }: Bundle): Promise<Measured> {
  const esbuild = createRequire(join(e2e, 'package.json'))('esbuild') as Esbuild;
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: code, resolveDir: e2e },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    mainFields: ['module', 'main'],
    conditions: [...conditions],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  const held = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const strays = held.filter((file) => without.some((name) => belongsTo(file, name)));
  return { title, minified: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length, ceiling, strays };
}

/** What is wrong with a bundle; nothing where all is well. */
export function faultsOf({ title, gzipped, ceiling, strays }: Measured): string[] {
  const faults: string[] = [];
  if (gzipped > ceiling) faults.push(`${title}: ${gzipped} bytes, ${gzipped - ceiling} more than its ceiling`);
  if (strays.length > 0) faults.push(`${title}: holds what it must not: ${strays.join(', ')}`);
  return faults;
}

/** A line of the table. */
export function describe({ title, minified, gzipped, ceiling }: Measured): string {
  const kilobytes = (bytes: number): string => `${(bytes / KILOBYTE).toFixed(2)} KB`.padStart(10);
  return `${title.padEnd(54)}${kilobytes(minified)} min ${kilobytes(gzipped)} gzip of ${kilobytes(ceiling).trim()}`;
}

if (import.meta.main) {
  const measured = await Promise.all(bundles.map(measure));
  for (const each of measured) console.log(describe(each));
  const faults = measured.flatMap(faultsOf);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
