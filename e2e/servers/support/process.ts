/**
 * Servers of other people, run as processes of the test: on loopback, in a folder of their own, ended with the file that started them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a server may take until it answers. In milliseconds. */
const LONGEST_START = 15_000;
const POLL = 20;
/** As much of a server's stderr as is kept. In characters. */
const MOST_STDERR = 20_000;

/** Servers live in /usr/sbin, which is not on every user's PATH. */
const PATH = `${process.env.PATH ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`;
/** `setpriv` has the kernel end a server whose test was killed before it could clean up. */
const SETPRIV = '/usr/bin/setpriv';

/** A server that runs. */
export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  /** What it said on stdout and stderr so far. */
  said(): string;
  /** Ends it and all that it started, at once. Settles when it is gone. */
  stop(): Promise<void>;
}

/** How a server is started. */
export interface Start {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly port: number;
  /** As another user, where the test runs as root: for servers that refuse to be root. */
  readonly user?: string;
}

const running = new Set<ServerProcess>();
const folders = new Set<string>();

/** Whether a program (by name, or a file by its path) is installed. */
export function isInstalled(program: string): boolean {
  if (program.startsWith('/')) return existsSync(program);
  return PATH.split(':').some((folder) => existsSync(join(folder, program)));
}

/**
 * Whether a suite has to be skipped: a server that it needs is not installed. In CI that is an error.
 * @throws {Error} where `CI` is set and one is missing
 */
export function lacks(suite: string, ...programs: readonly string[]): boolean {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return false;
  const message = `${suite}: not installed: ${missing.join(', ')} (scripts/install-servers.sh installs all servers)`;
  if (process.env.CI && process.env.CI !== 'false' && process.env.CI !== '0') throw new Error(message);
  console.warn(`skipped ${message}`);
  return true;
}

/** A new folder, gone after `stopServers`. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `beckon-${name}-`));
  folders.add(folder);
  return folder;
}

/** A port of 127.0.0.1 on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server and waits until its port answers. @throws {Error} with what it said where it doesn't */
export async function startServer(start: Start): Promise<ServerProcess> {
  const [command, ...rest] = withGuard(start);
  const child = spawn(command as string, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, LANG: 'C.UTF-8' },
    cwd: '/',
  });
  let said = '';
  const hear = (data: Uint8Array): void => {
    said = (said + Buffer.from(data).toString('utf8')).slice(-MOST_STDERR);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  const server: ServerProcess = {
    pid: child.pid ?? 0,
    port: start.port,
    said: () => said,
    async stop() {
      killWithChildren(child);
      await gone;
      running.delete(server);
    },
  };
  running.add(server);
  const deadline = Date.now() + LONGEST_START;
  while (!(await answers(start.port))) {
    const over = child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    if (!over && Date.now() < deadline) {
      await sleep(POLL);
      continue;
    }
    await server.stop();
    throw new Error(`${start.command} ${over ? 'ended' : 'does not answer'}; it said:\n${said}`);
  }
  return server;
}

function withGuard({ command, arguments: rest, user }: Start): string[] {
  if (!existsSync(SETPRIV)) return [command, ...rest];
  const asUser =
    user !== undefined && process.getuid?.() === 0 ? ['--reuid', user, '--regid', user, '--clear-groups'] : [];
  return [SETPRIV, ...asUser, '--pdeathsig', 'KILL', command, ...rest];
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A process by its parent: helpers of squid have a process group of their own, so the group is not enough. */
function childrenOf(pid: number): number[] {
  const children: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      // the name of the program stands in parentheses and may hold anything
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (parent === pid) children.push(Number(name), ...childrenOf(Number(name)));
    } catch {
      // it ended meanwhile
    }
  }
  return children;
}

function killWithChildren(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const pids = existsSync('/proc') && child.exitCode === null ? childrenOf(child.pid) : [];
  child.kill('SIGKILL');
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended with its parent
    }
  }
}

/** Ends every server that this file started and removes its folders. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

process.once('exit', () => {
  for (const server of running) {
    try {
      process.kill(server.pid, 'SIGKILL');
    } catch {
      // it is gone
    }
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Waits. In milliseconds. */
export function sleep(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
