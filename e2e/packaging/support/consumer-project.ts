/** Packs the public packages and installs the tarballs with npm into an empty project, once for all files of tests. */
import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the project in which the packages are installed. */
    consumer: string;
    /** The tarballs' paths. */
    tarballs: readonly string[];
  }
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: Record<string, unknown>;
  readonly dependencies?: Record<string, string>;
}

export const root: string = join(import.meta.dirname, '..', '..', '..');

export function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

/** The folders of the packages that are published. */
export const publicPackages: readonly string[] = readdirSync(join(root, 'packages')).filter(
  (name) => readJson<Manifest>(root, 'packages', name, 'package.json').private !== true,
);

/** Runs a program and gives what it wrote; fails with all that it wrote where its exit code is not 0. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  // A tool that is told to be quick offline asks no registry for news.
  const env = { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${basename(command)} ${args.join(' ')} failed\n${stdout}${stderr}`);
  }
}

export default async function setup({ provide }: TestProject): Promise<() => void> {
  const project = mkdtempSync(join(tmpdir(), 'beckon-consumer-'));
  const { packageManager, devDependencies } = readJson<{
    packageManager: string;
    devDependencies: Record<string, string>;
  }>(root, 'package.json');
  const [pnpm = ''] = packageManager.split('+');
  for (const name of publicPackages) {
    await run('npx', ['-y', pnpm, 'pack', '--pack-destination', project], join(root, 'packages', name));
  }
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  cpSync(join(import.meta.dirname, '..', 'consumer'), project, { recursive: true });
  const tarballs = globSync('*.tgz', { cwd: project }).sort();
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  const types = `@types/node@${devDependencies['@types/node']}`;
  await run('npm', ['install', ...quietly, ...tarballs.map((file) => `./${file}`), types], project);
  provide('consumer', project);
  provide(
    'tarballs',
    tarballs.map((file) => join(project, file)),
  );
  return () => rmSync(project, { recursive: true, force: true });
}
