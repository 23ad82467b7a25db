import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

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
export function start(
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
export class LineProcess {
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
