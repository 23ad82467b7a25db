import { InvalidOptionError, UnsupportedOptionError } from '@beckon/core';

/** What a fetch is told that each request says itself. */
export type OwnFields = 'body' | 'headers' | 'method' | 'redirect' | 'signal';

const OWN: readonly string[] = ['body', 'headers', 'method', 'redirect', 'signal'] satisfies OwnFields[];
/** Those of `HTTPAdapter`: nobody can tell a fetch how many connections it keeps. */
const POOL: readonly string[] = ['poolConnections', 'poolMaxsize', 'poolBlock'];

/**
 * Looks through what a user makes an adapter over fetch with.
 * @throws {InvalidOptionError | UnsupportedOptionError} for an option that is the request's own, or that no fetch has
 */
export function checkFetchInit(init: { readonly fetch?: unknown }): void {
  for (const name of Object.keys(init)) {
    if (OWN.includes(name))
      throw new InvalidOptionError(`FetchAdapter has no option "${name}": each request says that itself.`);
    if (POOL.includes(name)) {
      throw new UnsupportedOptionError(
        `FetchAdapter can't do ${name}: its connections are the platform's. Mount an HTTPAdapter where there is one.`,
      );
    }
  }
  if (init.fetch !== undefined && typeof init.fetch !== 'function') {
    throw new InvalidOptionError(`FetchAdapter's option fetch is a function, not ${typeof init.fetch}`);
  }
}
