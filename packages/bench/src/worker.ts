/**
 * One client in a process of its own, so that no client has another's garbage to collect or its types in compiled code. Reads a task
 * from each line of its input and answers with a line: what it took.
 */
import { createInterface } from 'node:readline';
import type { Client, Setting, Work } from './client.ts';
import { bare } from './clients/bare.ts';
import { beckon } from './clients/beckon.ts';
import { peers } from './clients/peers.ts';

export interface Task {
  readonly work: Work;
  /** How many calls in all, and how many of them at once. */
  readonly calls: number;
  readonly atOnce: number;
}

export interface Measured {
  readonly seconds: number;
  /** User and system, in microseconds. */
  readonly cpu: number;
  /** Bytes of memory at the most above those at the start. */
  readonly memory: number;
}

const [name = '', settingText = '{}', beckonAt = ''] = process.argv.slice(2);

function create(setting: Setting): Promise<Client> {
  if (name === 'node:http') return bare(setting);
  if (name.startsWith('beckon')) return beckon(setting, beckonAt);
  const factory = peers[name];
  if (factory === undefined) throw new Error(`no client is called ${name}`);
  return factory(setting);
}

async function lane(call: () => Promise<unknown>, calls: number): Promise<void> {
  for (let n = 0; n < calls; n++) await call();
}

async function run(client: Client, { work, calls, atOnce }: Task): Promise<Measured> {
  const call = client[work];
  if (call === undefined) throw new Error(`${name} does not do "${work}"`);
  const startMemory = process.memoryUsage.rss();
  let most = startMemory;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const each = Math.ceil(calls / atOnce);
  await Promise.all(Array.from({ length: atOnce }, () => lane(call, each)));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  return { seconds, cpu: user + system, memory: most - startMemory };
}

function say(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

try {
  const client = await create(JSON.parse(settingText) as Setting);
  say({ works: Object.keys(client) });
  for await (const line of createInterface({ input: process.stdin })) {
    const task = JSON.parse(line) as Task;
    say(await run(client, task).catch((error: unknown) => ({ failed: String(error) })));
  }
} catch (error) {
  say({ failed: String(error).split('\n')[0] });
}
process.exit();
