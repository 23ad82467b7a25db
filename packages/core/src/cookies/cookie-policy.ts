import type { Cookie } from 'tough-cookie';
import { InvalidOptionError } from '../errors.ts';
import { checkNames } from './create-cookie.ts';

/**
 * What a jar takes in and gives out, beyond the rules of RFC 6265. Source: `http.cookiejar.CookiePolicy`.
 *
 * @example
 * ```ts
 * const none = new RequestsCookieJar({ setOk: () => false }); // keeps nothing that a server sets
 * ```
 */
export interface CookiePolicy {
  /** Whether a cookie that the answer from `url` sets is kept. Default: it is. */
  setOk?(cookie: Cookie, url: string): boolean;
  /** Whether a cookie that fits is sent to `url`. Default: it is. */
  returnOk?(cookie: Cookie, url: string): boolean;
  /** Whether a `Domain` under which anyone may register (`co.uk`) is refused. Default `true`. */
  rejectPublicSuffixes?: boolean;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  now?(): number;
}

const NAMES: ReadonlySet<string> = new Set(['setOk', 'returnOk', 'rejectPublicSuffixes', 'now']);

/** The policy as it was given. @throws {InvalidOptionError} where it is none. */
export function checkedPolicy(policy: CookiePolicy): CookiePolicy {
  checkNames(policy, NAMES, 'a jar is made from a policy (from a dict by cookiejarFromDict), which has no');
  for (const name of ['setOk', 'returnOk', 'now'] as const) {
    if (policy[name] !== undefined && typeof policy[name] !== 'function') {
      throw new InvalidOptionError(`${name} of a cookie policy is a function, not ${typeof policy[name]}`);
    }
  }
  return policy;
}
