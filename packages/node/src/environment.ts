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

/** Files that were not there, and when they were looked for. */
const absent: Map<string, number> = new Map();
const MOST_ABSENT = 100;
/** In milliseconds. */
const ABSENT_FOR = 1000;

/**
 * Whether there is no such file. Each request asks for netrc files, and most often there are none: to look for them each time would cost as much
 * as a tenth of the request. So one that is put there is seen within a second.
 */
function isKnownToBeAbsent(path: string): boolean {
  const now = Date.now();
  const lookedAt = absent.get(path);
  if (lookedAt !== undefined && now - lookedAt < ABSENT_FOR && now >= lookedAt) return true;
  if (permitted(() => builtin('fs').existsSync(path), false)) {
    absent.delete(path);
    return false;
  }
  if (absent.size === MOST_ABSENT) absent.clear();
  absent.set(path, now);
  return true;
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
    if (isKnownToBeAbsent(path)) return undefined;
    return builtin('fs')
      .promises.readFile(path, 'utf8')
      .catch(() => undefined);
  },
  homeFolder: () => variable('HOME') || variable('USERPROFILE') || undefined,
};
