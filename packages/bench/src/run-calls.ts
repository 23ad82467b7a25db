import type { Work } from './client.ts';

export interface Task {
  readonly work: Work;
  /** How many calls in all, and how many of them at once. */
  readonly calls: number;
  readonly atOnce: number;
}

/** What a task took. A page can't tell its processor time and its memory. */
export interface Measured {
  readonly seconds: number;
  /** User and system, in microseconds. */
  readonly cpu?: number;
  /** Bytes of memory at the most above those at the start. */
  readonly memory?: number;
}

async function lane(call: () => Promise<unknown>, calls: number): Promise<void> {
  for (let n = 0; n < calls; n++) await call();
}

/** Does all calls of a task. @returns the seconds that it took */
export async function runCalls(call: () => Promise<unknown>, { calls, atOnce }: Task): Promise<number> {
  const start = performance.now();
  const each = Math.ceil(calls / atOnce);
  await Promise.all(Array.from({ length: atOnce }, () => lane(call, each)));
  return (performance.now() - start) / 1000;
}
