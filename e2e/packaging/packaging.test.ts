/**
 * What people get: the packed packages in an empty project, used there on the machine's own Node, with `import`, with `require()` and from
 * TypeScript, in Deno and in Bun. `npm test` builds them first and names the Node in BECKON_HOST_NODE.
 */
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { type Manifest, publicPackages, readJson, root, run } from './support/consumer-project.ts';

const project = inject('consumer');
const hostNode = process.env.BECKON_HOST_NODE ?? process.execPath;
const bin = join(root, 'e2e', 'node_modules', '.bin');

function installed(name: string): string {
  return join(project, 'node_modules', name === 'beckon' ? 'beckon' : `@beckon/${name}`);
}

describe.each(publicPackages)('the package %s', (name) => {
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

describe('the publishing tools find no fault', () => {
  test.each(publicPackages)('publint: %s', async (name) => {
    const said = await run(join(bin, 'publint'), ['run', '--strict', installed(name)], project);
    expect(said).toMatch(/All good!/);
  });

  test.each(inject('tarballs'))('are the types wrong: %s', async (tarball) => {
    // ESM only: who calls require() gets the module by require(esm), which Node has from 20.19 on, and types of an ES module
    await run(join(bin, 'attw'), [tarball, '--profile', 'esm-only', '--no-emoji'], project);
  });
});

describe('each runtime takes its own entry', () => {
  const runtimes: readonly [string, string, readonly string[], string][] = [
    ['the Node of this machine, import', hostNode, ['smoke.mjs'], 'node.js'],
    ['the Node of this machine, require()', hostNode, ['smoke.cjs'], 'node.js'],
    ['Node 24, import', process.execPath, ['smoke.mjs'], 'node.js'],
    ['Deno', join(bin, 'deno'), ['run', '-A', 'smoke.mjs'], 'deno.js'],
    ['Deno without --allow-env and --allow-read', join(bin, 'deno'), ['run', '--allow-net', 'smoke.mjs'], 'deno.js'],
    ["Deno, over Deno's own client", join(bin, 'deno'), ['run', '-A', 'over-deno.mjs'], 'deno.js'],
    ['Bun, import', join(bin, 'bun'), ['smoke.mjs'], 'bun.js'],
    ['Bun, require()', join(bin, 'bun'), ['smoke.cjs'], 'bun.js'],
  ];

  test.each(runtimes)('%s', async (_, command, args, entry) => {
    const said = await run(command, args, project);
    expect(said.trim()).toBe(`${entry}: get, post json, session with cookies, errors`);
  });
});

test('in Node few files are loaded, and the cookie jar and the charset detector when they are needed', async () => {
  const script = `
    import { registerHooks } from 'node:module';
    const urls = [];
    registerHooks({ load: (url, context, next) => { urls.push(url); return next(url, context); } });
    const { Session } = await import('beckon');
    const files = urls.length;
    const large = () => ['tough-cookie', 'tldts', 'jschardet'].filter((name) => urls.some((url) => url.includes('/' + name + '/')));
    const atImport = large();
    new Session().cookies.set('user', 'ann', { domain: 'api.example' });
    console.log(JSON.stringify({ files, atImport, withCookie: large() }));`;
  const said = await run(process.execPath, ['--input-type=module', '-e', script], project);
  const { files, atImport, withCookie } = JSON.parse(said) as Record<string, unknown>;
  expect(files).toBeLessThan(25);
  expect(atImport).toEqual([]);
  expect(withCookie).toEqual(['tough-cookie', 'tldts']);
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
    expect(await run(join(root, 'node_modules/.bin/tsc'), ['-p', config], project)).toBe('');
  });
});

test('what an install weighs', () => {
  const packages = Object.keys(readJson<{ packages: Record<string, unknown> }>(project, 'package-lock.json').packages);
  const brought = packages.filter((path) => path !== '' && !/@types\/|undici-types/.test(path));
  const weigh = (folder: string): number =>
    globSync('**/*', { cwd: folder, exclude: ['node_modules/**'] })
      .map((file) => statSync(join(folder, file)))
      .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
  const weights = brought.map((path) => [path, weigh(join(project, path))] as const);
  const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
  const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
  console.log(
    `npm install beckon: ${brought.length} packages, ${kilobytes(total)}\n${weights
      .sort((a, b) => b[1] - a[1])
      .map(([path, bytes]) => `${kilobytes(bytes).padStart(9)}  ${path.replace('node_modules/', '')}`)
      .join('\n')}`,
  );
  expect(brought.length).toBeLessThanOrEqual(15);
});
