import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { COOKIES, FORM, RECORD, type Work } from './client.ts';
import type { Ground, Place, RuntimeName, Worker } from './place.ts';
import { LineProcess, start } from './processes.ts';
import type { Measured, Task } from './run-calls.ts';

type Command = readonly [program: string, ...args: string[]];
type Hello = { works: Work[] } | { failed: string };

/** One client in its process. */
class ProcessWorker implements Worker {
  readonly works: ReadonlySet<Work>;
  readonly #process: LineProcess;

  constructor(process: LineProcess, works: readonly Work[]) {
    this.#process = process;
    this.works = new Set(works);
  }

  async run(task: Task): Promise<Measured> {
    this.#process.write(task);
    const answer = await this.#process.read<Measured | { failed: string }>();
    if ('failed' in answer) throw new Error(answer.failed);
    return answer;
  }

  end(): void {
    this.#process.end();
  }
}

async function startWorker([program, ...args]: Command, env: Record<string, string>): Promise<Worker | string> {
  const child = start(program, args, false, env);
  const missing = new Promise<never>((_, reject) => child.on('error', reject));
  const worker = new LineProcess(child);
  try {
    const hello = await Promise.race([worker.read<Hello>(), missing]);
    return 'failed' in hello ? hello.failed : new ProcessWorker(worker, hello.works);
  } catch (error) {
    return String(error);
  }
}

function installed(name: string): string {
  return join(import.meta.dirname, '../node_modules/.bin', name);
}

/** A runtime of programs: each client in a process. @param node the Node that is measured, where it is Node */
export function openPrograms(name: Exclude<RuntimeName, 'browser'>, ground: Ground, node: string): Place {
  const { folder, scripts, setting, beckonFor } = ground;
  const program = name === 'node' ? node : installed(name);
  const run: Command = name === 'deno' ? [program, 'run', '--allow-all'] : [program];
  const env: Record<string, string> = { DENO_DIR: join(folder, 'deno'), DENO_NO_UPDATE_CHECK: '1' };
  const trust: Record<string, string> =
    setting.caFile === null ? {} : { NODE_EXTRA_CA_CERTS: setting.caFile, DENO_CERT: setting.caFile };
  const [version] = execFileSync(program, ['--version'], { encoding: 'utf8' }).split('\n');
  return {
    title: name === 'deno' ? `${version}` : `${name} ${version}`,
    start(client) {
      const where = JSON.stringify(setting);
      if (client === 'Python Requests') {
        const material = { cookies: COOKIES, record: RECORD, form: FORM, ca: setting.caFile ?? undefined };
        const script = join(import.meta.dirname, 'worker.py');
        return startWorker(['python3', script, where, JSON.stringify(material)], {});
      }
      return startWorker([...run, join(scripts, 'worker.js'), client, where, beckonFor(client)], { ...env, ...trust });
    },
    importOnce(module) {
      const [, ...args] = run;
      const text = execFileSync(program, [...args, join(scripts, 'import-worker.js'), module], {
        cwd: scripts,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, ...env },
      });
      return JSON.parse(text) as Measured;
    },
    close() {},
  };
}
