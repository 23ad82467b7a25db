// The host of runtimes that have node: modules: Node, Deno and Bun.
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Host } from '../runner/host.ts';
import type { ServerClient } from './server-client.ts';

const VARIABLES = [
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  ...['NETRC', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'REQUEST_METHOD'],
];

/** A host that has to be given back: `close` restores the environment. */
export interface ProcessHost extends Host {
  close(): void;
}

/** The runtime's name. Deno and Bun call themselves node in `process` too. */
export function runtimeName(): 'node' | 'deno' | 'bun' {
  if ('Deno' in globalThis) return 'deno';
  return 'Bun' in globalThis ? 'bun' : 'node';
}

/** Takes over the environment of this process: HOME is an empty folder, and the variables that Requests heeds are the case's alone. */
export function openProcessHost(server: ServerClient): ProcessHost {
  const runtime = runtimeName();
  const folder = mkdtempSync(join(tmpdir(), 'beckon-conformance-'));
  const home = mkdtempSync(join(tmpdir(), 'beckon-home-'));
  const strays: string[] = [];
  const listeners = (['unhandledRejection', 'uncaughtException'] as const).map((event) => {
    const listener = (error: unknown): void => {
      strays.push(`${event}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    };
    process.on(event, listener);
    return [event, listener] as const;
  });
  const before = new Map(['HOME', ...VARIABLES].map((name) => [name, process.env[name]]));
  process.env.HOME = home;
  return {
    runtime,
    tokens: server.tokens,
    caPath: server.caPath,
    script: (replies) => server.script(replies),
    wire: () => server.wire(),
    setEnvironment(variables): void {
      for (const name of VARIABLES) delete process.env[name];
      Object.assign(process.env, variables);
    },
    async writeNetrc(text): Promise<string> {
      const path = join(folder, 'netrc');
      await writeFile(path, text);
      return path;
    },
    takeStrays: () => strays.splice(0),
    ...(runtime === 'deno' ? { usualReason: (status: number): string => STATUS_CODES[status] ?? '' } : {}),
    close(): void {
      for (const [event, listener] of listeners) process.off(event, listener);
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      for (const each of [folder, home]) rmSync(each, { recursive: true, force: true });
    },
  };
}
