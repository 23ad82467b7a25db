/** Builds every package into its `dist`, from nothing: what was deleted from `src` must not stay in `dist`, and so in a tarball. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleModules } from './bundle-modules.ts';

const root = join(import.meta.dirname, '..');
const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));

for (const folder of packages) rmSync(join(folder, 'dist'), { recursive: true, force: true });
const { status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-b'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const folder of packages) await bundleModules(folder, join(folder, 'dist'));
