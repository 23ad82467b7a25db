import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Setting, Work } from './client.ts';
import type { Measured, Task } from './worker.ts';

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const cores = availableParallelism();
/** Whether the server has a core of its own. */
export const pinned: boolean = cores > 1 && hasTaskset();

/** Starts a process: the server on the last core, clients on the others. */
function start(
  command: string,
  args: readonly string[],
  server: boolean,
  env: Record<string, string> = {},
): ChildProcess {
  const own = server ? String(cores - 1) : `0-${cores - 2}`;
  const [file, rest] = pinned ? ['taskset', ['-c', own, command, ...args]] : [command, args];
  return spawn(file, rest, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
}

/** A process that answers with a line of JSON to a line of JSON. */
class LineProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(child: ChildProcess) {
    this.#child = child;
    const lines: Interface = createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async read<T>(): Promise<T> {
    const { done, value } = await this.#lines.next();
    if (done) throw new Error('the process ended');
    return JSON.parse(value) as T;
  }

  write(what: unknown): void {
    this.#child.stdin?.write(`${JSON.stringify(what)}\n`);
  }

  end(): void {
    this.#child.stdin?.end();
  }
}

/** The server's process. */
export async function startServer(
  folder: string,
  certificate: readonly string[],
): Promise<{ plain: number; secure: number | null; end(): void }> {
  const server = new LineProcess(start(process.execPath, [join(folder, 'server.js'), ...certificate], true));
  const ports = await server.read<{ plain: number; secure: number | null }>();
  return { ...ports, end: () => server.end() };
}

/** How clients are started. */
export interface Workshop {
  readonly folder: string;
  readonly node: string;
  readonly setting: Setting;
  /** The modules of Beckon by the name of their client. */
  readonly beckons: Readonly<Record<string, string>>;
  readonly caFile: string | null;
  /** What Python needs to know of the material. */
  readonly material: unknown;
  readonly python: { readonly script: string };
}

type Hello = { works: Work[] } | { failed: string };

/** One client in its process. */
export class Worker {
  readonly works: ReadonlySet<Work>;
  readonly #process: LineProcess;

  private constructor(process: LineProcess, works: readonly Work[]) {
    this.#process = process;
    this.works = new Set(works);
  }

  /** Starts a client; a text says why it can't be. */
  static async start(name: string, shop: Workshop): Promise<Worker | string> {
    const setting = JSON.stringify(shop.setting);
    const ca: Record<string, string> = shop.caFile === null ? {} : { NODE_EXTRA_CA_CERTS: shop.caFile };
    const child =
      name === 'Python Requests'
        ? start('python3', [shop.python.script, setting, JSON.stringify(shop.material)], false)
        : start(shop.node, [join(shop.folder, 'worker.js'), name, setting, shop.beckons[name] ?? ''], false, ca);
    const missing = new Promise<never>((_, reject) => child.on('error', reject));
    const worker = new LineProcess(child);
    try {
      const hello = await Promise.race([worker.read<Hello>(), missing]);
      return 'failed' in hello ? hello.failed : new Worker(worker, hello.works);
    } catch (error) {
      return String(error);
    }
  }

  /** @throws {Error} where the work fails */
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
