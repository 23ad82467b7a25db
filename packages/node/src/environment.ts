import type { Environment } from '@beckon/core';
import { builtin } from './builtin.ts';

/** What `read` gives, or `otherwise`: Deno throws `NotCapable` where a permission is not granted, and that means "nothing" here. */
function permitted<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** A variable of the process, or `undefined`. Asked several times for each request: hence without a function for `permitted`. */
function variable(name: string): string | undefined {
  try {
    return globalThis.process?.env[name];
  } catch {
    return undefined;
  }
}

/**
 * The environment of the process: its variables and its files.
 *
 * @example
 * ```ts
 * nodeEnvironment.get('HTTPS_PROXY');
 * ```
 */
export const nodeEnvironment: Environment = {
  get: variable,
  entries: () =>
    permitted(
      () =>
        Object.entries(globalThis.process?.env ?? {}).filter((pair): pair is [string, string] => pair[1] !== undefined),
      [],
    ),
  readTextFile(path: string): Promise<string | undefined> | undefined {
    // most often there is no such file, and to learn that without a promise is many times quicker
    if (!permitted(() => builtin('fs').existsSync(path), false)) return undefined;
    return builtin('fs')
      .promises.readFile(path, 'utf8')
      .catch(() => undefined);
  },
  homeFolder: () => variable('HOME') || variable('USERPROFILE') || undefined,
};
