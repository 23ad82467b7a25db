/**
 * Joins the modules of a built package into few files, for Node: it takes as long to find and link two hundred small modules as to run them, and
 * what the loader keeps of each is looked through at every collection of garbage. Bundlers go on taking the modules one by one, and leave out what
 * is not used.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'vite';

interface Manifest {
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>> };
}

const JOINED = /^\.\/dist\/node\/(.+)\.js$/;

/** The files of `dist/node` that the exports of a package name, by the module of `dist` from which each is made. */
function joinedEntries(manifest: Manifest): Record<string, string> {
  const targets = Object.values(manifest.publishConfig?.exports ?? {}).flatMap((target) =>
    typeof target === 'string' ? target : Object.values(target),
  );
  const names = targets.flatMap((target) => JOINED.exec(target)?.[1] ?? []);
  return Object.fromEntries(names.map((name) => [name, `${name}.js`]));
}

/** A module `dist/x.js` that has a namesake `node/x.js` in its package gives way to it. */
function namesakesForNode(source: string, dist: string): Plugin {
  return {
    name: 'namesakes-for-node',
    enforce: 'pre',
    resolveId(specifier, importer) {
      if (!specifier.startsWith('.') || importer === undefined) return null;
      const namesake = join(source, 'node', relative(dist, join(dirname(importer), specifier)));
      return existsSync(namesake) ? namesake : null;
    },
  };
}

/** Writes `dist/node` of a package whose `dist` is built, where its exports name files in there. */
export async function bundleModules(source: string, dist: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  const entries = joinedEntries(manifest);
  if (Object.keys(entries).length === 0) return;
  if (!existsSync(dist)) throw new Error(`${dist} is not there: build the package first`);
  await build({
    root: dist,
    configFile: false,
    logLevel: 'warn',
    plugins: [namesakesForNode(source, dist)],
    build: {
      outDir: join(dist, 'node'),
      target: 'esnext',
      lib: { entry: entries, formats: ['es'] },
      rolldownOptions: {
        platform: 'node',
        // all is exported; and with `minify: false` the `require` of a namesake stays as it is written, for the tools that look for it
        treeshake: false,
        external: /^(?![./])/,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'shared-[hash].js',
          comments: false,
          polyfillRequire: false,
          minify: false,
        },
      },
    },
  });
}

if (import.meta.main) {
  const [source = '', dist = ''] = process.argv.slice(2);
  await bundleModules(source, dist);
}
