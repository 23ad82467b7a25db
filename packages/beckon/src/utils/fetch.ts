/**
 * Requests' utilities where there is no environment: in browsers, workers and edge functions.
 * @module
 */
import * as core from '@beckon/core';

export * from './shared.ts';

const environment = core.emptyEnvironment;

/**
 * The environment's proxies for a URL, by scheme; none where `NO_PROXY` names its host. Source: `requests.utils.get_environ_proxies`.
 * @param noProxy stands in place of the variable
 *
 * @example
 * ```ts
 * getEnvironProxies('https://api.example/'); // {}
 * ```
 */
export function getEnvironProxies(url: string, noProxy?: string | null): Record<string, string> {
  return core.getEnvironProxies(url, noProxy, environment);
}

/**
 * Whether `NO_PROXY` (or `noProxy`) names the host of a URL. Source: `requests.utils.should_bypass_proxies`.
 *
 * @example
 * ```ts
 * shouldBypassProxies('https://db.internal.example/', '.internal.example'); // true
 * ```
 */
export function shouldBypassProxies(url: string, noProxy?: string | null): boolean {
  return core.shouldBypassProxies(url, noProxy, environment);
}

/**
 * The proxies for a request, with the environment's where `proxies` has none. Source: `requests.utils.resolve_proxies`.
 *
 * @example
 * ```ts
 * resolveProxies({ url: 'https://api.example/' }, { https: 'http://10.0.0.1:3128' });
 * ```
 */
export function resolveProxies(
  request: { readonly url: string | null },
  proxies: core.Proxies | null | undefined,
  trustEnv = true,
): Record<string, string | null> {
  return core.resolveProxies(request, proxies, environment, trustEnv);
}

/**
 * User and password that the netrc file has for the host of a URL, or `null`. Source: `requests.utils.get_netrc_auth`.
 * @param raiseErrors whether a broken file throws; default `false`
 *
 * @example
 * ```ts
 * await getNetrcAuth('https://api.example/'); // null
 * ```
 */
export function getNetrcAuth(url: string, raiseErrors = false): Promise<[user: string, password: string] | null> {
  return core.getNetrcAuth(url, environment, { raiseErrors });
}

/**
 * The headers of a new session. Source: `requests.utils.default_headers`.
 *
 * @example
 * ```ts
 * defaultHeaders().get('connection'); // 'keep-alive'
 * ```
 */
export function defaultHeaders(): core.CaseInsensitiveDict<core.HeaderValue> {
  return core.defaultHeaders('gzip, deflate, br');
}
