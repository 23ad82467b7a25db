/**
 * Measures Beckon beside bare node:http, the runtime's fetch and the clients of its kind, and prints tables of ratios.
 *
 *     node packages/bench/src/main.ts [--runtime node|bun|deno|browser] [--quick] [--only get,tls] [--clients beckon,axios] [--rounds 9] [--node path] [--against checkout]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCertificate } from './certificate.ts';
import type { Setting } from './client.ts';
import { modules } from './clients/peers.ts';
import { measureImports, measureRow } from './measure.ts';
import { type Ground, type Place, RUNTIMES, type RuntimeName } from './place.ts';
import { pinned, startServer } from './processes.ts';
import { openPrograms } from './programs.ts';
import { type Row, rowsIn } from './rows.ts';
import { stageBeckon, stageBench } from './stage.ts';
import { CALLS, formatTable, OVERHEAD, streaming } from './table.ts';

const BEFORE = ' before';

const { values: given } = parseArgs({
  options: {
    runtime: { type: 'string', default: 'node' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    clients: { type: 'string' },
    rounds: { type: 'string' },
    node: { type: 'string', default: process.execPath },
    against: { type: 'string' },
  },
});
const { quick } = given;
const runtime = given.runtime as RuntimeName;
if (!RUNTIMES.includes(runtime)) throw new Error(`no runtime is called ${runtime}; there are ${RUNTIMES.join(', ')}`);
const rounds = Number(given.rounds ?? (quick ? 5 : 9));
const rows = rowsIn(runtime);
const only = given.only?.split(',');
const wanted = given.clients?.split(',');
const known = [...rows.map((row) => row.key), ...(runtime === 'browser' ? [] : ['import'])];
for (const key of only ?? [])
  if (!known.includes(key)) throw new Error(`no row is called ${key}; there are ${known.join(', ')}`);
/** What the others are held against: it is there whatever was asked for. */
const base = rows[0]?.entries[0]?.client;

function isWanted(client: string): boolean {
  return !wanted || client === base || wanted.includes(client);
}

/** The row with the clients that were asked for, and with what it was before beside each entry of Beckon's. */
function asked(row: Row): Row {
  const entries = row.entries.flatMap((entry) => {
    if (!isWanted(entry.client)) return [];
    if (!given.against || !entry.client.startsWith('beckon')) return [entry];
    return [entry, { ...entry, client: entry.client + BEFORE, label: entry.label + BEFORE }];
  });
  return { ...row, entries };
}

async function openPlace(ground: Ground): Promise<Place> {
  if (runtime !== 'browser') return openPrograms(runtime, ground, given.node);
  const { openBrowser } = await import('./browser.ts');
  return openBrowser(ground);
}

/** By client; the first is what the others are held against. */
function modulesToImport(beckonFor: (client: string) => string): Map<string, string> {
  const found = new Map([['node:http', 'node:http']]);
  for (const { client } of asked(rows[0] as Row).entries) {
    const module = ['beckon', `beckon${BEFORE}`].includes(client) ? beckonFor(client) : modules[client];
    if (module !== undefined) found.set(client, module);
  }
  return found;
}

const folder = mkdtempSync(join(tmpdir(), 'beckon-bench-'));
try {
  const beckons = { now: stageBeckon(join(import.meta.dirname, '../../..'), join(folder, 'now'), runtime), before: '' };
  if (given.against) beckons.before = stageBeckon(resolve(given.against), join(folder, 'before'), runtime);
  const beckonFor = (client: string): string => beckons[client.endsWith(BEFORE) ? 'before' : 'now'];
  const certificate = makeCertificate(folder);
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
  const place = await openPlace({ folder, scripts, setting, beckonFor });
  try {
    const alone = pinned && runtime !== 'browser';
    const where = alone ? 'the server on a core of its own' : 'server and clients on the same cores';
    console.log(`${place.title}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${where}; ${rounds} rounds.\n`);
    for (const row of rows) {
      if ((only && !only.includes(row.key)) || (row.key === 'tls' && certificate === null)) continue;
      const samples = await measureRow(asked(row), place, { rounds, quick });
      const size = row.streams ? ` (${setting.streamBytes / 2 ** 20} MiB)` : '';
      const columns = row.streams ? streaming(setting.streamBytes) : runtime === 'browser' ? OVERHEAD : CALLS;
      console.log(formatTable(`${row.name}${size}`, row.key, samples, columns));
    }
    if (place.importOnce && (!only || only.includes('import'))) {
      const samples = measureImports(modulesToImport(beckonFor), place.importOnce, rounds);
      console.log(formatTable('import in a new process', 'import', samples, CALLS));
    }
  } finally {
    await place.close();
    server.end();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
