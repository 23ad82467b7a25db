import { netrcAuth } from './auth/netrc-auth.ts';
import { mergeVerify } from './merge/merge-verify.ts';
import type { Proxies, TlsVerify } from './options.ts';
import { environmentProxies, hasNoProxies } from './proxy/environ-proxies.ts';
import { mergeGivenProxies, withoutIdleNulls } from './proxy/merge-proxies.ts';
import { shouldBypassProxies } from './proxy/should-bypass.ts';
import type { Environment } from './runtime.ts';

/** What the environment adds to a request, below what the call and the session say. */
export interface EnvironmentRules {
  /** The proxies that hold for a URL: see `proxy/merge-proxies.ts`. */
  mergeProxies(
    url: string,
    call: Proxies | null | undefined,
    session: Proxies | null | undefined,
    trustEnv: boolean,
  ): Record<string, string | null>;
  /** How certificates are checked: see `merge/merge-verify.ts`. */
  mergeVerify(call: TlsVerify | null | undefined, session: TlsVerify, trustEnv: boolean): TlsVerify;
  /** The credentials for the host of a URL; `null` at once where there is no netrc file. */
  netrcAuth(url: string): Promise<[user: string, password: string] | null> | null;
}

/** The rules over an environment that can be asked. */
export function environmentRules(environment: Environment): EnvironmentRules {
  return {
    mergeProxies(url, call, session, trustEnv) {
      const merged = mergeGivenProxies(call, session);
      if (trustEnv && !hasNoProxies(url, environment)) {
        const { no: _, ...proxies } = environmentProxies(environment);
        let bypass: boolean | undefined;
        for (const scheme in proxies) {
          bypass ??= shouldBypassProxies(url, merged.no_proxy, environment);
          if (bypass) break;
          if (!Object.hasOwn(merged, scheme)) merged[scheme] = proxies[scheme] as string;
        }
      }
      return withoutIdleNulls(merged);
    },
    mergeVerify: (call, session, trustEnv) => mergeVerify(call, session, environment, trustEnv),
    netrcAuth: (url) => netrcAuth(url, environment),
  };
}
