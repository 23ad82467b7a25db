import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';

const SCRIPT = `const cpu = process.cpuUsage(); const start = performance.now();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ seconds: (performance.now() - start) / 1000, cpu: user + system }));`;

/** What it costs to import a module in a new process. */
export function importCost(node: string, folder: string, module: string): { seconds: number; cpu: number } {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  return JSON.parse(execFileSync(node, ['--input-type=module', '--eval', SCRIPT, module], options)) as {
    seconds: number;
    cpu: number;
  };
}
