import type { Proxies } from '../options.ts';

/*
 * The proxies that hold for a URL, key by key: those of the call, then the session's, then the environment's (ENV-6, ENV-7). `no_proxy` among those of
 * the call or the session stands in place of the variable, and has a say over the environment's only (ENV-9).
 *
 * To be asked anew for each hop of a redirect, always with what the caller gave: handing in the result of the hop before would make the
 * environment's proxies the caller's, and `no_proxy` would have no say any more. Who puts it together: `environment-rules.ts`.
 */

/** The proxies of the call and, where it has no such key, of the session. `undefined` is no value; `null` is one. */
export function mergeGivenProxies(
  call: Proxies | null | undefined,
  session: Proxies | null | undefined,
): Record<string, string | null> {
  const merged: Record<string, string | null> = {};
  for (const given of [call, session]) {
    for (const key in given) {
      const value = given[key];
      if (value !== undefined && !Object.hasOwn(merged, key)) merged[key] = value;
    }
  }
  return merged;
}

/** `null` takes a key away. It stays where a wider key (`all`, say) is left that would otherwise take over. */
export function withoutIdleNulls(merged: Record<string, string | null>): Record<string, string | null> {
  for (const key in merged) if (merged[key] === null && !hasWiderKey(key, merged)) delete merged[key];
  return merged;
}

/** Whether a proxy is there that `selectProxy` would come to after `key`. */
function hasWiderKey(key: string, proxies: Readonly<Record<string, string | null>>): boolean {
  if (key === 'all' || key === 'no_proxy') return false;
  const [scheme, host] = key.split('://', 2);
  for (const other in proxies) {
    if (!proxies[other] || other === key || other === 'no_proxy') continue;
    if (other === 'all' || (host !== undefined && (other === scheme || other === `all://${host}`))) return true;
    if (host === undefined && other.startsWith('all://')) return true;
  }
  return false;
}
