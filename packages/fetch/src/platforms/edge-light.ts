import type { FetchPlatform } from '../platform.ts';
import { generic, genericCapabilities } from './generic.ts';

/** Vercel's edge runtime: undici's fetch, which takes a `Host`. */
export const edgeLight: FetchPlatform = {
  ...generic,
  capabilities: {
    ...genericCapabilities,
    forbiddenHeaders: genericCapabilities.forbiddenHeaders.filter((name) => name !== 'host'),
  },
};
