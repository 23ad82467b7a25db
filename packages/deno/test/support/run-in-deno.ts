import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import type * as Beckon from '../../../beckon/src/entries/deno.ts';

/** What a promise rejected with, there. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly nothingSent: boolean;
  readonly hasRequest: boolean;
  /** As a log would show it. */
  readonly shown: string;
}

/** The package, and what tests need beside it. */
export interface Tools extends Omit<typeof Beckon, 'delete' | 'options'> {
  /** A session over a `DenoAdapter` alone. */
  open(init?: Beckon.SessionInit, adapter?: Beckon.DenoAdapterInit): Beckon.Session;
  failure(promise: Promise<unknown>): Promise<Failure>;
}

export interface Place {
  /** Deno's flags. Default: every permission. */
  readonly flags?: readonly string[];
  /** Variables of the environment beside `PATH` and `HOME`. */
  readonly env?: Readonly<Record<string, string>>;
}

// each call starts a runtime, which a busy machine takes its time for
vi.setConfig({ testTimeout: 30_000 });

const deno = join(import.meta.dirname, '../../node_modules/.bin/deno');
const child = join(import.meta.dirname, 'child.ts');

/**
 * Runs a function in a Deno of its own. It may use its parameters and globals only: its text goes there, and its arguments and result are JSON.
 * The environment has no proxies but those of `place`. (No `await using` in it: the transform of the tests makes a helper of that, which isn't there.)
 */
export async function inDeno<Args, Result>(
  run: (tools: Tools, args: Args) => Promise<Result>,
  args: Args,
  { flags = ['--allow-all'], env = {} }: Place = {},
): Promise<Result> {
  const { PATH = '', HOME = '' } = process.env;
  const started = spawn(deno, ['run', '--no-prompt', '--no-check', '--quiet', ...flags, child], {
    env: { PATH, HOME, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', ...env },
  });
  started.stdin.end(JSON.stringify({ source: String(run), args }));
  const read = async (stream: NodeJS.ReadableStream): Promise<string> => {
    let text = '';
    for await (const piece of stream) text += piece;
    return text;
  };
  const ended = new Promise<number | null>((resolve) => started.once('exit', resolve));
  const [stdout, stderr, code] = await Promise.all([read(started.stdout), read(started.stderr), ended]);
  if (code !== 0) throw new Error(`Deno ended with ${code}:\n${stdout}${stderr}`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Result;
}
