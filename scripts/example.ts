/** `npm run example <name>` runs one of the examples; without a name it lists them. */
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = join(import.meta.dirname, '..', 'examples');
const [name = ''] = process.argv.slice(2);
const file = join(folder, `${name}.ts`);

if (name !== '' && basename(name) === name && existsSync(file)) {
  await import(pathToFileURL(file).href);
} else {
  const names = globSync('*.ts', { cwd: folder, exclude: ['server.ts', '*.test.ts'] }).map((path) =>
    basename(path, '.ts'),
  );
  console.error(`npm run example <name>, where <name> is one of:\n  ${names.sort().join('\n  ')}`);
  process.exitCode = name === '' ? 0 : 2;
}
