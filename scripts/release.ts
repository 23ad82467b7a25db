/**
 * `pnpm release --dry-run`: all that a release does, but for the publishing. The version must be one and the same everywhere, and the changelog must have
 * it; the packages are built and packed; npm and JSR rehearse. Without `--dry-run` it publishes to npm what was packed, and needs a clean working tree.
 *
 * JSR is published to from CI, by `deno publish` with CI's identity: no token is kept.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Versions {
  /** The version of each package.json and jsr.json, by the file. */
  readonly manifests: Readonly<Record<string, string>>;
  /** packages/core/src/version.ts, which `User-Agent` has. */
  readonly source: string;
  readonly changelog: string;
}

/** What is wrong with the versions; empty where they agree. */
export function versionFaults({ manifests, source, changelog }: Versions): string[] {
  const [version = ''] = Object.values(manifests);
  const others = Object.entries(manifests).filter(([, other]) => other !== version);
  const faults = others.map(([file, other]) => `${file} has ${other}, the first one ${version}`);
  const [, inSource] = /version = '([^']*)'/.exec(source) ?? [];
  if (inSource !== version) faults.push(`packages/core/src/version.ts has ${inSource}, the packages have ${version}`);
  const isTold = changelog.split('\n').some((line) => line.startsWith('## ') && line.includes(version));
  if (!isTold) faults.push(`CHANGELOG.md has no section for ${version}`);
  return faults;
}

/** The packages that are published, so that each comes after those that it needs. */
export function inOrder(dependencies: Readonly<Record<string, readonly string[]>>): string[] {
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (ordered.includes(name) || !Object.hasOwn(dependencies, name)) return;
    for (const needed of dependencies[name] ?? []) visit(needed);
    ordered.push(name);
  };
  for (const name of Object.keys(dependencies)) visit(name);
  return ordered;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');

function readManifest(...path: string[]): Manifest {
  return JSON.parse(readFileSync(join(root, ...path), 'utf8')) as Manifest;
}

function run(command: string, args: readonly string[], cwd = root): void {
  console.log(`\n$ ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: exit code ${status}`);
}

function readVersions(folders: readonly string[]): Versions {
  const files = folders.flatMap((folder) => [`packages/${folder}/package.json`, `packages/${folder}/jsr.json`]);
  const manifests = files
    .filter((file) => existsSync(join(root, file)))
    .map((file) => [file, readManifest(file).version] as const);
  return {
    manifests: Object.fromEntries(manifests),
    source: readFileSync(join(root, 'packages/core/src/version.ts'), 'utf8'),
    changelog: readFileSync(join(root, 'CHANGELOG.md'), 'utf8'),
  };
}

function assertClean(): void {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (stdout.trim() !== '') throw new Error(`the working tree is not clean:\n${stdout}`);
}

function release(isRehearsal: boolean): void {
  const folders = readdirSync(join(root, 'packages')).filter(
    (folder) => readManifest('packages', folder, 'package.json').private !== true,
  );
  const faults = versionFaults(readVersions(folders));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (!isRehearsal) assertClean();
  const manifests = folders.map((folder) => ({ folder, ...readManifest('packages', folder, 'package.json') }));
  const order = inOrder(
    Object.fromEntries(manifests.map(({ name, dependencies = {} }) => [name, Object.keys(dependencies)])),
  );
  const node = process.execPath;
  run(node, ['scripts/build.ts']);
  const [pnpm = ''] = (readManifest('package.json') as unknown as { packageManager: string }).packageManager.split('+');
  const tarballs = mkdtempSync(join(tmpdir(), 'beckon-release-'));
  try {
    for (const name of order) {
      const { folder = '' } = manifests.find((manifest) => manifest.name === name) ?? {};
      const before = new Set(globSync('*.tgz', { cwd: tarballs }));
      run('npx', ['-y', pnpm, 'pack', '--pack-destination', tarballs], join(root, 'packages', folder));
      const tarball = globSync('*.tgz', { cwd: tarballs }).find((file) => !before.has(file)) ?? '';
      run('npm', ['publish', join(tarballs, tarball), '--access', 'public', ...(isRehearsal ? ['--dry-run'] : [])]);
    }
    // this rehearses and no more, whatever was asked
    run(node, ['scripts/check-jsr.ts']);
  } finally {
    rmSync(tarballs, { recursive: true, force: true });
  }
  const [version] = Object.values(readVersions(folders).manifests);
  console.log(`\n${isRehearsal ? 'Ready to publish' : 'Published'}: ${order.join(', ')} ${version}`);
}

if (import.meta.main) {
  try {
    release(process.argv.includes('--dry-run'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
