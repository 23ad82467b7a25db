/**
 * The door. Runs on the machine's own Node (20.19 or later): installs what is needed, then hands over to the Node 24 that the install brings.
 *
 *     node scripts/run.mjs demo | test [step…] | example [name] | build | surface [--update] | release [--dry-run] | install
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.beckon-install');

const scripts = {
  demo: 'examples/tour.ts',
  example: 'scripts/example.ts',
  test: 'scripts/test.ts',
  build: 'scripts/build.ts',
  surface: 'scripts/public-surface.ts',
  release: 'scripts/release.ts',
};

/** What `npm run` puts before PATH would hide the machine's own Node: its folder of .bin shims brings Node 24. */
function hostNode() {
  const onPath = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'node'));
  const candidates = [process.env.BECKON_HOST_NODE, process.env.npm_node_execpath, process.execPath, ...onPath];
  const isHosts = (path) => path && existsSync(path) && !realpathSync(path).split(sep).includes('node_modules');
  return candidates.find((path) => isHosts(path) && !path.split(sep).includes('node_modules')) ?? process.execPath;
}

function environment(host) {
  // npm tells its children how it was called itself (--silent, say); an install here must not be quiet about what went wrong.
  const { npm_config_loglevel: _, ...inherited } = process.env;
  const path = (process.env.PATH ?? '').split(':').filter((folder) => !folder.split(sep).includes('node_modules'));
  return { ...inherited, PATH: [dirname(host), ...path].join(':'), BECKON_HOST_NODE: host };
}

function run(command, args, options) {
  const { status, error, ...rest } = spawnSync(command, args, { cwd: root, ...options });
  if (error) throw error;
  return { status: status ?? 1, ...rest };
}

/** What the install was made from. */
function fingerprint() {
  const hash = createHash('sha256').update(process.platform).update(process.arch);
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function install(env) {
  const wanted = fingerprint();
  if (existsSync(stamp) && existsSync(join(bin, 'node')) && readFileSync(stamp, 'utf8') === wanted) return;
  const [pnpm] = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.split('+');
  const started = Date.now();
  process.stderr.write(`Installing with ${pnpm} (once; half a minute) …\n`);
  const { status, stdout, stderr } = run('npx', ['-y', pnpm, 'install', '--frozen-lockfile'], {
    env: { ...env, CI: 'true' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\nThe install failed (exit code ${status}).\n`);
    process.exit(status);
  }
  writeFileSync(stamp, wanted);
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

const [command = '', ...args] = process.argv.slice(2);
if (command !== 'install' && !Object.hasOwn(scripts, command)) {
  process.stderr.write(`Usage: node scripts/run.mjs ${Object.keys(scripts).join(' | ')} | install\n`);
  process.exit(2);
}
const env = environment(hostNode());
install(env);
if (command !== 'install')
  process.exitCode = run(join(bin, 'node'), [scripts[command], ...args], { env, stdio: 'inherit' }).status;
