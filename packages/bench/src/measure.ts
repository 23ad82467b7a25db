import type { Place, Worker } from './place.ts';
import type { Entry, Row } from './rows.ts';
import type { Sample } from './table.ts';

export interface Effort {
  readonly rounds: number;
  readonly quick: boolean;
}

/** Calls that don't count, at the most: till then code is still being compiled, the more the more of it there is. */
const WARM_UP = 6000;

/** All entries of a row, round after round: each round asks every client in turn, so that what the machine does meanwhile meets them all. */
async function measureRounds(
  row: Row,
  entries: readonly Entry[],
  workers: ReadonlyMap<string, Worker>,
  { rounds, quick }: Effort,
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

/** Clients that can't be started, which is said once. */
const missing = new Set<string>();

/** The clients that do a row, each anew: what the row before did to its memory would show in this one. */
async function startWorkers(clients: Iterable<string>, place: Place): Promise<Map<string, Worker>> {
  const workers = new Map<string, Worker>();
  for (const client of clients) {
    if (missing.has(client)) continue;
    const worker = await place.start(client);
    if (typeof worker !== 'string') {
      workers.set(client, worker);
      continue;
    }
    missing.add(client);
    console.log(`Without ${client}: ${worker}\n`);
  }
  return workers;
}

/** What each client took for a row, by label. */
export async function measureRow(row: Row, place: Place, effort: Effort): Promise<Map<string, Sample[]>> {
  const workers = await startWorkers(new Set(row.entries.map(({ client }) => client)), place);
  try {
    const entries = row.entries.filter(({ client, work }) => workers.get(client)?.works.has(work));
    return await measureRounds(row, entries, workers, effort);
  } finally {
    for (const worker of workers.values()) await worker.end();
  }
}

/** What it costs to import each module, by name. What a runtime keeps of a module from one process to the next is there from the start. */
export function measureImports(
  modules: ReadonlyMap<string, string>,
  importOnce: NonNullable<Place['importOnce']>,
  rounds: number,
): Map<string, Sample[]> {
  const samples = new Map<string, Sample[]>();
  const failed = new Set<string>();
  for (let round = -1; round < rounds; round++) {
    for (const [name, module] of modules) {
      if (failed.has(name)) continue;
      try {
        const measured = importOnce(module);
        if (round >= 0) samples.set(name, [...(samples.get(name) ?? []), { ...measured, calls: 1 }]);
      } catch {
        failed.add(name);
        samples.delete(name);
        console.log(`Without ${name}: it can't be imported`);
      }
    }
  }
  return samples;
}
