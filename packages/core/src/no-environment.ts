import type { EnvironmentRules } from './environment-rules.ts';
import { mergeGivenProxies, withoutIdleNulls } from './proxy/merge-proxies.ts';

/** The rules where there is no environment: in browsers and in edge functions. They weigh next to nothing. */
export const noEnvironment: EnvironmentRules = {
  mergeProxies: (_url, call, session) => withoutIdleNulls(mergeGivenProxies(call, session)),
  mergeVerify: (call, session) => call ?? session,
  netrcAuth: () => null,
};
