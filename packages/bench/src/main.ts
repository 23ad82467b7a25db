/**
 * Measures Beckon beside bare node:http and the clients of its kind, and prints tables of ratios.
 *
 *     node packages/bench/src/main.ts [--quick] [--only get,tls] [--clients beckon,axios] [--rounds 9] [--node path] [--against checkout]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { COOKIES, FORM, RECORD, type Setting } from './client.ts';
import { modules } from './clients/peers.ts';
import { importCost } from './import-cost.ts';
import { pinned, startServer, Worker, type Workshop } from './processes.ts';
import { type Entry, ROWS, type Row } from './rows.ts';
import { stageBeckon, stageBench } from './stage.ts';
import { formatTable, type Sample } from './table.ts';

const AGAINST = 'beckon before';
/** Calls that don't count, at the most: till then code is still being compiled, the more the more of it there is. */
const WARM_UP = 6000;

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    clients: { type: 'string' },
    rounds: { type: 'string' },
    node: { type: 'string', default: process.execPath },
    against: { type: 'string' },
  },
});
const { quick, node } = given;
const rounds = Number(given.rounds ?? (quick ? 5 : 9));
const only = given.only?.split(',');
const wanted = given.clients?.split(',');
const missing = new Set<string>();
if (only) {
  const known = [...ROWS.map((row) => row.key), 'import'];
  for (const key of only)
    if (!known.includes(key)) throw new Error(`no row is called ${key}; there are ${known.join(', ')}`);
}

/** A certificate for 127.0.0.1, made anew; none where there is no openssl. */
function makeCertificate(folder: string): { key: string; cert: string } | null {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...name];
  try {
    execFileSync('openssl', args, { stdio: 'ignore' });
    return { key, cert };
  } catch {
    console.log('Without TLS: there is no openssl to make a certificate with.');
    return null;
  }
}

/** All entries of a row, round after round: each round asks every client in turn, so that what the machine does meanwhile meets them all. */
async function measure(
  row: Row,
  entries: readonly Entry[],
  workers: ReadonlyMap<string, Worker>,
): Promise<Map<string, Sample[]>> {
  const calls = row.calls[quick ? 1 : 0];
  const samples = new Map<string, Sample[]>();
  const failed = new Set<string>();
  const warmUp = row.streams ? calls : Math.min(WARM_UP, 12 * calls);
  for (let round = -1; round < rounds; round++) {
    for (const { label, client, work } of entries) {
      if (failed.has(label)) continue;
      try {
        const sample = await (workers.get(client) as Worker).run({
          work,
          calls: round < 0 ? warmUp : calls,
          atOnce: row.atOnce,
        });
        if (round >= 0) samples.set(label, [...(samples.get(label) ?? []), { ...sample, calls }]);
      } catch (error) {
        failed.add(label);
        samples.delete(label);
        console.log(`${label}: ${String(error)}`);
      }
    }
  }
  return samples;
}

/** The clients that do a row, each in a new process: what the row before did to its memory would show in this one. */
async function startWorkers(names: Iterable<string>, shop: Workshop): Promise<Map<string, Worker>> {
  const workers = new Map<string, Worker>();
  for (const name of names) {
    if (missing.has(name)) continue;
    const worker = await Worker.start(name, shop);
    if (typeof worker !== 'string') {
      workers.set(name, worker);
      continue;
    }
    missing.add(name);
    console.log(`Without ${name}: ${worker}\n`);
  }
  return workers;
}

/** The row with what it was before beside each entry of Beckon's. */
function withBefore(row: Row): Entry[] {
  return row.entries.flatMap((entry) => {
    if (entry.client !== 'beckon' || !given.against) return [entry];
    return [entry, { ...entry, client: AGAINST, label: entry.label === 'beckon' ? AGAINST : `${entry.label} before` }];
  });
}

async function measureRow(row: Row, shop: Workshop): Promise<void> {
  if (row.key === 'tls' && shop.caFile === null) return;
  const asked = withBefore(row).filter(({ client }) => !wanted || [...wanted, 'node:http', AGAINST].includes(client));
  const workers = await startWorkers(new Set(asked.map(({ client }) => client)), shop);
  const entries = asked.filter(({ client, work }) => workers.get(client)?.works.has(work));
  const samples = await measure(row, entries, workers);
  for (const worker of workers.values()) worker.end();
  const bytes = row.streams ? shop.setting.streamBytes : null;
  const size = bytes === null ? '' : ` (${bytes / 2 ** 20} MiB)`;
  console.log(formatTable(`${row.name}${size}`, row.key, samples, bytes));
}

function measureImports(shop: Workshop): void {
  const all = { 'node:http': 'node:http', ...shop.beckons, ...modules };
  const samples = new Map<string, Sample[]>();
  for (const name of Object.keys(all))
    if (!wanted || wanted.includes(name) || name in shop.beckons || name === 'node:http') samples.set(name, []);
  for (let round = 0; round < rounds; round++) {
    for (const [name, list] of samples) {
      try {
        list.push({ ...importCost(node, shop.folder, all[name as keyof typeof all]), memory: 0, calls: 1 });
      } catch {
        samples.delete(name);
        console.log(`Without ${name}: it can't be imported`);
      }
    }
  }
  console.log(formatTable('import in a new process', 'import', samples, null));
}

const folder = mkdtempSync(join(tmpdir(), 'beckon-bench-'));
try {
  const certificate = makeCertificate(folder);
  const beckons: Record<string, string> = {
    beckon: stageBeckon(join(import.meta.dirname, '../../..'), join(folder, 'now')),
  };
  if (given.against) beckons[AGAINST] = stageBeckon(resolve(given.against), join(folder, 'before'));
  const scripts = stageBench(join(folder, 'bench'));
  const server = await startServer(scripts, certificate === null ? [] : [certificate.key, certificate.cert]);
  const host = '127.0.0.1';
  const setting: Setting = {
    origin: `http://${host}:${server.plain}`,
    secureOrigin: server.secure === null ? null : `https://${host}:${server.secure}`,
    host,
    port: server.plain,
    securePort: server.secure,
    caFile: certificate?.cert ?? null,
    streamBytes: quick ? 2 ** 26 : 2 ** 30,
  };
  const shop: Workshop = {
    folder: scripts,
    node,
    setting,
    beckons,
    caFile: certificate?.cert ?? null,
    material: { cookies: COOKIES, record: RECORD, form: FORM, ca: certificate?.cert },
    python: { script: join(import.meta.dirname, 'worker.py') },
  };
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const where = pinned ? 'the server on a core of its own' : 'server and clients on the same cores';
  console.log(`Node ${version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${where}; ${rounds} rounds.\n`);
  const rows = ROWS.filter((row) => !only || only.includes(row.key));
  for (const row of rows) await measureRow(row, shop);
  if (!only || only.includes('import')) measureImports(shop);
  server.end();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
