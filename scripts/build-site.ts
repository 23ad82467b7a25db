/** Builds the site into docs/.vitepress/dist: the reference from the docblocks (TypeDoc), then all pages (VitePress). A dead link is an error. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..', 'docs');

function run(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: docs, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(join(docs, 'reference'), { recursive: true, force: true });
run('node_modules/typedoc/bin/typedoc', '--logLevel', 'Error');
run('node_modules/vitepress/bin/vitepress.js', 'build', '.');
