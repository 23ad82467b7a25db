/** Bundles as a user's esbuild would, and tells what is inside: for the ceilings of check-size.ts and for the runtimes that run one file. */
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** The folder of the workspace that has the bundlers, and sees the packages as a user does. */
export const e2e: string = join(import.meta.dirname, '..');

/** The conditions of `exports` that the bundlers of a platform take, beside `import` and `default`. */
export const CONDITIONS = {
  browser: ['browser'],
  workerd: ['workerd', 'worker', 'browser'],
  'edge-light': ['edge-light', 'worker', 'browser'],
  /** A platform that nobody thought of. */
  none: [] as string[],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export interface Bundled {
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The files that it holds at least a byte of, with how many. */
  readonly files: ReadonlyMap<string, number>;
}

/**
 * Bundles one piece of code.
 * @param code the whole of the entry
 * @param options what differs from a minified module for a platform without node:
 * @param folder where `import` begins to look
 */
export async function bundle(code: string, options: BuildOptions, folder = e2e): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder, sourcefile: 'entry.ts', loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    absWorkingDir: folder,
    ...options,
    metafile: true,
    write: false,
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild gave no output');
  const files = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs))
      if (bytesInOutput > 0) files.set(file, bytesInOutput);
  }
  return { bytes: output.contents, text: output.text, files };
}

/** Whether a file of a bundle belongs to a package; within the workspace `@beckon/node` is the folder `packages/node`. */
export function belongsTo(file: string, name: string): boolean {
  if (file.includes(`node_modules/${name}/`)) return true;
  return name.startsWith('@beckon/') && file.includes(`packages/${name.slice('@beckon/'.length)}/`);
}
