import { expectObject } from '../expect.ts';
import type { Proxies } from '../options.ts';
import type { Environment } from '../runtime.ts';
import { environmentProxy } from './environ-proxies.ts';
import { mergeGivenProxies } from './merge-proxies.ts';
import { shouldBypassProxies } from './should-bypass.ts';
import { proxyTarget } from './target.ts';

/**
 * The given proxies, and the environment's for the scheme of the request where none is given for it. Source: `requests.utils.resolve_proxies`.
 * @param trustEnv whether the environment counts. Default: `true`.
 *
 * @example
 * ```ts
 * import { emptyEnvironment } from '@beckon/core';
 *
 * const proxies = { all: 'http://10.0.0.1:3128' };
 * resolveProxies({ url: 'http://api.example/' }, proxies, emptyEnvironment); // { all: 'http://10.0.0.1:3128' }
 * ```
 */
export function resolveProxies(
  request: { readonly url: string | null },
  proxies: Proxies | null | undefined,
  environment: Environment,
  trustEnv = true,
): Record<string, string | null> {
  expectObject(request, 'a request');
  const resolved = mergeGivenProxies(proxies, null);
  const { url } = request;
  if (!trustEnv || !url) return resolved;
  const { scheme } = proxyTarget(url);
  if (Object.hasOwn(resolved, scheme)) return resolved;
  const proxy = environmentProxy(scheme, environment);
  if (proxy && !shouldBypassProxies(url, resolved.no_proxy, environment)) resolved[scheme] = proxy;
  return resolved;
}
