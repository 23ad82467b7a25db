import type { TlsVerify } from '../options.ts';
import type { Environment } from '../runtime.ts';

/**
 * What becomes of `verify`: the call's, then the session's where it is more than the default, then the environment's bundle, then `true`.
 * `REQUESTS_CA_BUNDLE` comes before `CURL_CA_BUNDLE`; an empty variable is none (ENV-27). The session's before the environment's is ENV-28.
 */
export function mergeVerify(
  call: TlsVerify | null | undefined,
  session: TlsVerify,
  environment: Environment,
  trustEnv: boolean,
): TlsVerify {
  const said = call ?? (session === true ? undefined : session);
  if (said !== undefined && said !== true) return said;
  if (!trustEnv) return true;
  return environment.get('REQUESTS_CA_BUNDLE') || environment.get('CURL_CA_BUNDLE') || true;
}
