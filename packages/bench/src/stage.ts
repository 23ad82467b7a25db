import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RuntimeName } from './place.ts';

const here = join(import.meta.dirname, '..');
const root = join(here, '../..');

function compile(project: string, outDir: string): void {
  const flags = ['--noEmit', 'false', '--noCheck', '--composite', 'false', '--incremental', 'false'];
  const rewrite = ['--allowImportingTsExtensions', 'false', '--rewriteRelativeImportExtensions'];
  const args = ['-p', project, '--outDir', outDir, '--rootDir', join(project, 'src'), ...flags, ...rewrite];
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), [...args, '--declaration', 'false'], {
    encoding: 'utf8',
  });
  if (!existsSync(outDir)) throw new Error(`nothing was built of ${project}:\n${stdout}`);
}

function joinModules(project: string, dist: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/bundle-modules.ts'), project, dist], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the modules of ${project} were not joined:\n${stderr}`);
}

interface Manifest {
  name: string;
  exports: unknown;
  publishConfig?: { exports?: unknown };
  dependencies?: Record<string, string>;
}

interface InstalledManifest {
  exports: Record<string, { default: string }>;
}

/**
 * Builds Beckon of a checkout, and the packages of ours that it needs, into `folder` as they are installed: plain JavaScript, found by
 * their names. The sources would cost what nobody pays who installs them.
 * @param runtime whose module is wanted
 * @returns where that module is
 */
export function stageBeckon(checkout: string, folder: string, runtime: RuntimeName): string {
  const waiting = ['beckon'];
  for (const name of waiting) {
    const source = join(checkout, 'packages', name.replace('@beckon/', ''));
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
    const target = join(folder, 'node_modules', name);
    mkdirSync(target, { recursive: true });
    compile(source, join(target, 'dist'));
    joinModules(source, join(target, 'dist'));
    writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, ...manifest.publishConfig }));
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (dependency.startsWith('@beckon/')) {
        if (!waiting.includes(dependency)) waiting.push(dependency);
        continue;
      }
      // a checkout that was only unpacked has the dependencies of this one
      const installed = [source, join(root, source.slice(checkout.length))].map((at) =>
        join(at, 'node_modules', dependency),
      );
      const link = join(target, 'node_modules', dependency);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(realpathSync(installed.find((at) => existsSync(at)) as string), link);
    }
  }
  const beckon = join(folder, 'node_modules/beckon');
  const manifest = JSON.parse(readFileSync(join(beckon, 'package.json'), 'utf8')) as InstalledManifest;
  return join(beckon, manifest.exports[`./${runtime}`]?.default as string);
}

/** The bench's own processes as JavaScript, so that they run on a Node that knows no TypeScript. @returns their folder */
export function stageBench(folder: string): string {
  mkdirSync(folder, { recursive: true });
  compile(here, join(folder, 'src'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  if (existsSync(join(here, 'node_modules'))) symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'src');
}
