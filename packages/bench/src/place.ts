import type { Setting, Work } from './client.ts';
import type { Measured, Task } from './run-calls.ts';

export const RUNTIMES = ['node', 'bun', 'deno', 'browser'] as const;
export type RuntimeName = (typeof RUNTIMES)[number];

/** One client in a place of its own: a process, or a page. */
export interface Worker {
  readonly works: ReadonlySet<Work>;
  /** @throws {Error} where the work fails */
  run(task: Task): Promise<Measured>;
  end(): void | Promise<void>;
}

/** Where clients run. */
export interface Place {
  /** The runtime and its version. */
  readonly title: string;
  /** Starts a client; a text says why it can't be. */
  start(client: string): Promise<Worker | string>;
  /** Imports a module in a new process, where there are processes. */
  importOnce?(module: string): Measured;
  close(): void | Promise<void>;
}

/** What a place is made with. */
export interface Ground {
  /** What may be written to. */
  readonly folder: string;
  /** Where the bench's own scripts are. */
  readonly scripts: string;
  readonly setting: Setting;
  /** The module of Beckon for one of its clients. */
  readonly beckonFor: (client: string) => string;
}
