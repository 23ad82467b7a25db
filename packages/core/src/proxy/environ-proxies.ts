import type { Environment } from '../runtime.ts';
import { shouldBypassProxies } from './should-bypass.ts';

/**
 * The proxies of the environment by scheme, `all` among them: every variable `SCHEME_proxy`, in any case. A lower-case name comes before
 * others, and takes the proxy away where it is empty (ENV-2). Also `no`, the value of `no_proxy`, as in Python.
 */
export function environmentProxies(environment: Environment): Record<string, string> {
  const any: Record<string, string> = {};
  const lower: Record<string, string> = {};
  for (const [name, value] of environment.entries()) {
    if (name.length < 6 || name.charCodeAt(name.length - 6) !== 0x5f) continue;
    const low = name.toLowerCase();
    if (!low.endsWith('_proxy')) continue;
    const scheme = low.slice(0, -6);
    if (name.endsWith('_proxy')) lower[scheme] = value;
    else if (value) any[scheme] = value;
  }
  // httpoxy, CVE-2016-1000110: in a CGI script HTTP_PROXY is what a client sent as its header `Proxy`
  if (environment.get('REQUEST_METHOD') !== undefined) delete any.http;
  const proxies = { ...any, ...lower };
  for (const scheme in lower) if (!lower[scheme]) delete proxies[scheme];
  return proxies;
}

const USUAL_NAMES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/**
 * Whether there can be no proxy of the environment for an `http` or `https` URL. Asked for each request: six look-ups cost a tenth of a walk over
 * all variables. A name that mixes cases is not seen.
 */
export function hasNoProxies(url: string, environment: Environment): boolean {
  if (!url.startsWith('http')) return false;
  for (const name of USUAL_NAMES) if (environment.get(name) !== undefined) return false;
  return true;
}

/**
 * The environment's proxy for one scheme: its own, else that for all; `undefined` where there is none. A few look-ups instead of a walk over all variables.
 */
export function environmentProxy(scheme: string, environment: Environment): string | undefined {
  if (environment.get('REQUEST_METHOD') !== undefined) {
    const proxies = environmentProxies(environment);
    return proxies[scheme] ?? proxies.all;
  }
  return variable(`${scheme}_proxy`, environment) || variable('all_proxy', environment) || undefined;
}

function variable(name: string, environment: Environment): string | undefined {
  return environment.get(name) ?? environment.get(name.toUpperCase());
}

/**
 * The proxies of the environment for a URL; none where `no_proxy` names its host. Source: `requests.utils.get_environ_proxies`.
 * @param noProxy in place of the variable `no_proxy`
 * @returns scheme to proxy URL
 *
 * @example
 * ```ts
 * import { emptyEnvironment } from '@beckon/core';
 *
 * const variables = new Map([['https_proxy', 'http://10.0.0.1:3128']]);
 * const environment = { ...emptyEnvironment, get: (name: string) => variables.get(name), entries: () => variables };
 * getEnvironProxies('https://api.example/', null, environment); // { https: 'http://10.0.0.1:3128' }
 * ```
 */
export function getEnvironProxies(
  url: string,
  noProxy: string | null | undefined,
  environment: Environment,
): Record<string, string> {
  return shouldBypassProxies(url, noProxy, environment) ? {} : environmentProxies(environment);
}
