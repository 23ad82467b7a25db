import type { Environment } from '../runtime.ts';
import { hostnameOf } from '../url/origin.ts';
import { type NetrcEntries, parseNetrc } from './netrc.ts';

/** Settings of {@link getNetrcAuth}. */
export interface NetrcAuthOptions {
  /** Whether a broken file throws. Default: `false`, it counts as not there. */
  readonly raiseErrors?: boolean;
}

/**
 * User and password that the netrc file has for the host of a URL, or `null`. The file is that of the variable `NETRC`, else `~/.netrc`, else `~/_netrc`;
 * it is read at each call (one that was not there is looked for again after a second). Only the host counts, not the port nor userinfo (ENV-21). Source: `requests.utils.get_netrc_auth`.
 * @throws {RequestException} where the file is broken and `raiseErrors` is set
 *
 * @example
 * ```ts
 * import { emptyEnvironment } from '@beckon/core';
 *
 * const text = 'machine api.example login user password pass';
 * const environment = { ...emptyEnvironment, homeFolder: () => '/home/ann', readTextFile: async () => text };
 * await getNetrcAuth('https://api.example/', environment); // [ 'user', 'pass' ]
 * ```
 */
export async function getNetrcAuth(
  url: string,
  environment: Environment,
  options: NetrcAuthOptions = {},
): Promise<[user: string, password: string] | null> {
  return netrcAuth(url, environment, options);
}

/** The same, with `null` at once where there is no file: that is so for nearly every request. */
export function netrcAuth(
  url: string,
  environment: Environment,
  options: NetrcAuthOptions = {},
): Promise<[user: string, password: string] | null> | null {
  return readNetrc(environment)?.then((text) => authOfText(text, url, options)) ?? null;
}

function authOfText(
  text: string | undefined,
  url: string,
  options: NetrcAuthOptions,
): [user: string, password: string] | null {
  const host = text === undefined ? null : hostnameOf(url);
  if (text === undefined || !host) return null;
  let entries: NetrcEntries;
  try {
    entries = parseNetrc(text);
  } catch (error) {
    if (options.raiseErrors) throw error;
    return null;
  }
  const entry = entries.get(host) ?? entries.get('default');
  if (!entry || !(entry.login || entry.account || entry.password)) return null;
  return [entry.login || entry.account, entry.password];
}

/** The text of the first netrc file there is. `NETRC` stands for all of them where it is set, even to nothing. */
function readNetrc(environment: Environment): Promise<string | undefined> | undefined {
  const named = environment.get('NETRC');
  const home = environment.homeFolder();
  if (named !== undefined) {
    const path = home !== undefined && /^~(?:[/\\]|$)/.test(named) ? home + named.slice(1) : named;
    return path === '' ? undefined : environment.readTextFile(path);
  }
  if (home === undefined) return undefined;
  const other = (): Promise<string | undefined> | undefined => environment.readTextFile(`${home}/_netrc`);
  return environment.readTextFile(`${home}/.netrc`)?.then((text) => text ?? other()) ?? other();
}
