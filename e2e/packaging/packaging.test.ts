/**
 * What people get: the packages are packed, installed with npm into an empty project, and used there on the machine's own Node, with `import`,
 * with `require()` and from TypeScript. `npm test` builds them first and names the Node in BECKON_HOST_NODE.
 */
import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Record<string, unknown>;
  readonly dependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, '..', '..');
const project = mkdtempSync(join(tmpdir(), 'beckon-consumer-'));
const hostNode = process.env.BECKON_HOST_NODE ?? process.execPath;
const packages = ['core', 'node', 'beckon'];

async function run(command: string, args: readonly string[], cwd = project): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${basename(command)} ${args.join(' ')} failed\n${stdout}${stderr}`);
  }
}

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

function installed(name: string): string {
  return join(project, 'node_modules', name === 'beckon' ? 'beckon' : `@beckon/${name}`);
}

beforeAll(async () => {
  const { packageManager, devDependencies } = readJson<{
    packageManager: string;
    devDependencies: Record<string, string>;
  }>(root, 'package.json');
  const [pnpm = ''] = packageManager.split('+');
  for (const name of packages) {
    await run('npx', ['-y', pnpm, 'pack', '--pack-destination', project], join(root, 'packages', name));
  }
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  cpSync(join(import.meta.dirname, 'consumer'), project, { recursive: true });
  const tarballs = globSync('*.tgz', { cwd: project }).map((file) => `./${file}`);
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  await run('npm', ['install', ...quietly, ...tarballs, `@types/node@${devDependencies['@types/node']}`]);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe.each(packages)('the package %s', (name) => {
  test('has its build, its README and its licence, and nothing else', () => {
    const files = globSync('**/*.*', { cwd: installed(name), exclude: ['node_modules/**'] });
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'dist/index.js', 'dist/index.d.ts']));
    expect(readFileSync(join(installed(name), 'LICENSE'), 'utf8')).toContain('Apache License');
    const others = files.filter(
      (file) => !/^dist\/.*(?<!\.test)(\.js|\.d\.ts)$|^package\.json$|^README\.md$/.test(file),
    );
    expect(others).toEqual([]);
  });

  test('names its siblings by version and exports files that are there', () => {
    const manifest = readJson<Manifest>(installed(name), 'package.json');
    for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
      expect(range).not.toContain('workspace');
      if (dependency.startsWith('@beckon/')) expect(range).toBe(manifest.version);
    }
    const paths = JSON.stringify(manifest.exports).match(/"\.\/[^"]+\.(js|ts)"/g) ?? [];
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      expect(globSync(JSON.parse(path) as string, { cwd: installed(name) })).toHaveLength(1);
      expect(path).toMatch(/^"\.\/dist\//);
    }
  });
});

describe('on the Node of this machine', () => {
  test.each(['smoke.mjs', 'smoke.cjs'])('%s', async (file) => {
    const version = (await run(hostNode, ['--version'])).trim();
    expect(await run(hostNode, [file])).toBe(`${version}: get, post json, session with cookies, errors\n`);
  });
});

describe('from TypeScript, strict, with the libraries checked too', () => {
  test.each([
    { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2023', 'esnext.disposable'] },
    { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'] },
  ])('$moduleResolution', async (options) => {
    const config = join(project, `tsconfig.${options.moduleResolution}.json`);
    const compilerOptions = {
      ...options,
      target: 'es2022',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      types: ['node'],
    };
    writeFileSync(config, JSON.stringify({ compilerOptions, files: ['types.ts'] }));
    expect(await run(join(root, 'node_modules/.bin/tsc'), ['-p', config])).toBe('');
  });
});
