/**
 * One client in a process of its own, so that no client has another's garbage to collect or its types in compiled code. Reads a task
 * from each line of its input and answers with a line: what it took.
 */
import { createInterface } from 'node:readline';
import type { Client, Setting } from './client.ts';
import { bare } from './clients/bare.ts';
import { beckon, OVER_FETCH } from './clients/beckon.ts';
import { peers } from './clients/peers.ts';
import { type Measured, runCalls, type Task } from './run-calls.ts';

const [name = '', settingText = '{}', beckonAt = ''] = process.argv.slice(2);

function create(setting: Setting): Promise<Client> {
  if (name === 'node:http') return bare(setting);
  if (name.startsWith('beckon')) return beckon(setting, beckonAt, name.startsWith(OVER_FETCH));
  const factory = peers[name];
  if (factory === undefined) throw new Error(`no client is called ${name}`);
  return factory(setting);
}

async function run(client: Client, task: Task): Promise<Measured> {
  const call = client[task.work];
  if (call === undefined) throw new Error(`${name} does not do "${task.work}"`);
  const startMemory = process.memoryUsage.rss();
  let most = startMemory;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const cpu = process.cpuUsage();
  const seconds = await runCalls(call, task);
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
