/**
 * Holds the two manifests of each public package together, `package.json` for npm and `jsr.json` for JSR, and lets Deno rehearse the publishing:
 * it refuses slow types, which would make the documentation and the types of a package guesswork.
 *
 * JSR knows no conditions of exports: its `.` is the entry for Deno, and every other runtime has its entry by name.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { e2e } from '../e2e/support/bundle.ts';

type Target = string | { readonly [condition: string]: Target };

export interface NpmManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, Target>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface JsrManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, string>>;
}

/** The file that Deno takes of an export. */
function forDeno(target: Target): string | undefined {
  if (typeof target === 'string') return target;
  const taken = target.deno ?? target.default;
  return taken === undefined ? undefined : forDeno(taken);
}

/** On JSR every name has a scope. */
function jsrName(name: string): string {
  return name.startsWith('@') ? name : `@${name}/${name}`;
}

/** What a dependency must be called in `imports`. */
function jsrImport(name: string, range: string, version: string): string {
  return range.startsWith('workspace:') ? `jsr:${jsrName(name)}@^${version}` : `npm:${name}@${range}`;
}

function different(
  what: string,
  npm: Readonly<Record<string, unknown>>,
  jsr: Readonly<Record<string, unknown>>,
): string[] {
  return [...new Set([...Object.keys(npm), ...Object.keys(jsr)])]
    .filter((key) => npm[key] !== jsr[key])
    .map(
      (key) => `${what} ${key}: package.json makes it ${npm[key] ?? 'nothing'}, jsr.json has ${jsr[key] ?? 'nothing'}`,
    );
}

/** Where the manifests of one package disagree. */
export function disagreements(npm: NpmManifest, jsr: JsrManifest): string[] {
  const { version, license } = npm;
  const head = { name: jsrName(npm.name), version, license };
  const exported = Object.entries(npm.exports).map(([path, target]) => [path, forDeno(target)] as const);
  const imported = Object.entries(npm.dependencies ?? {}).map(
    ([name, range]) => [name, jsrImport(name, range, version)] as const,
  );
  return [
    ...different('the field', head, { name: jsr.name, version: jsr.version, license: jsr.license }),
    ...different('the export', Object.fromEntries(exported), jsr.exports),
    ...different('the import', Object.fromEntries(imported), jsr.imports ?? {}),
  ];
}

const packages = join(import.meta.dirname, '..', 'packages');

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

/** Rehearses the publishing of all packages, in a copy: Deno would take the workspace of npm for its own. */
function rehearse(names: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'beckon-jsr-'));
  try {
    for (const name of names) {
      for (const part of ['src', 'jsr.json', 'README.md']) {
        cpSync(join(packages, name, part), join(folder, 'packages', name, part), { recursive: true });
      }
    }
    const compilerOptions = { lib: ['deno.ns', 'esnext', 'webworker'], isolatedDeclarations: true };
    const workspace = names.map((name) => `packages/${name}`);
    writeFileSync(join(folder, 'deno.json'), JSON.stringify({ workspace, compilerOptions }));
    const { status, stdout, stderr } = spawnSync(
      join(e2e, 'node_modules/.bin/deno'),
      ['publish', '--dry-run', '--allow-dirty', '--quiet'],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' } },
    );
    if (status !== 0) console.error(`${stdout}${stderr}`);
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const names = readdirSync(packages).filter(
    (name) => readJson<NpmManifest>(packages, name, 'package.json').private !== true,
  );
  const faults = names.flatMap((name) => {
    if (!existsSync(join(packages, name, 'jsr.json'))) return [`packages/${name} has no jsr.json`];
    const npm = readJson<NpmManifest>(packages, name, 'package.json');
    return disagreements(npm, readJson(packages, name, 'jsr.json')).map((each) => `packages/${name}: ${each}`);
  });
  for (const fault of faults) console.error(fault);
  const rehearsed = faults.length > 0 ? 1 : rehearse(names);
  if (rehearsed === 0)
    console.log(`${names.join(', ')}: both manifests agree, deno publish --dry-run passes, no slow types`);
  process.exitCode = rehearsed;
}
