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

/** A variable of the process, or `undefined`. */
function variable(name: string): string | undefined {
  return permitted(() => globalThis.process?.env[name], undefined);
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
  async readTextFile(path: string): Promise<string | undefined> {
    try {
      return await builtin('fs').promises.readFile(path, 'utf8');
    } catch {
      return undefined;
    }
  },
  homeFolder: () => variable('HOME') || variable('USERPROFILE') || undefined,
};
