import { UnsupportedOptionError } from '@beckon/core';

/** The modules of Node that this package uses. */
interface Builtins {
  dns: typeof import('node:dns');
  fs: typeof import('node:fs');
  http: typeof import('node:http');
  net: typeof import('node:net');
  path: typeof import('node:path');
  tls: typeof import('node:tls');
}

const loaded: Partial<Builtins> = {};

/** Whether this is Node itself, and no runtime that has its modules too. */
export const isNode: boolean =
  globalThis.process?.versions?.node !== undefined && !('bun' in process.versions) && !('deno' in process.versions);

/**
 * A module of Node, by `process.getBuiltinModule` (Node 20.16, Deno, Bun). There is no static `node:` import in this package,
 * so that it can stand in a bundle for a platform that has none.
 * @throws {UnsupportedOptionError} where the platform has no such module
 */
export function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const held = loaded[name];
  if (held !== undefined) return held as Builtins[Name];
  const found = globalThis.process?.getBuiltinModule?.(`node:${name}`) as Builtins[Name] | undefined;
  if (found === undefined) {
    throw new UnsupportedOptionError(
      `HTTPAdapter needs node:${name}, which this platform lacks. Mount a FetchAdapter instead.`,
    );
  }
  loaded[name] = found;
  return found;
}
