import { UnsupportedOptionError } from '@beckon/core';
import { denoGlobal } from './deno-global.ts';

/** What Deno's client reads by itself when it is made, whatever permissions there are (ext/fetch/proxy.rs). */
const VARIABLES = [
  'ALL_PROXY',
  'all_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
];

/**
 * Runs `make` while the environment names no proxy. Which proxy a request takes is the session's to say: the environment's come last, and
 * not at all with `trustEnv: false`. Deno's client would take them by itself, would send their password on to the server behind the proxy,
 * and would go past a proxy that it was given where NO_PROXY has the host. `make` is synchronous, so that no other code sees the gap.
 *
 * @throws {UnsupportedOptionError} where the variables can't be looked at: Deno's client can
 */
export function withoutEnvironmentProxies<T>(make: () => T): T {
  const { env, permissions } = denoGlobal();
  // asked without a prompt
  if (VARIABLES.some((variable) => permissions.querySync({ name: 'env', variable }).state !== 'granted')) {
    throw new UnsupportedOptionError(
      "DenoAdapter can't do without the permission to look at the environment's proxies, which Deno would take unasked; nothing was sent. " +
        `Run Deno with --allow-env=${VARIABLES.join(',')} or mount an HTTPAdapter, which needs no such permission.`,
    );
  }
  const held = VARIABLES.flatMap((name) => {
    const value = env.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  for (const [name] of held) env.delete(name);
  try {
    return make();
  } finally {
    for (const [name, value] of held) env.set(name, value);
  }
}
