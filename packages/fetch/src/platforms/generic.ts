import type { Capabilities } from '@beckon/core';
import { mapError } from '../map-error.ts';
import type { FetchPlatform } from '../platform.ts';

/** What every fetch outside of browsers can do. */
export const genericCapabilities: Capabilities = {
  name: 'FetchAdapter',
  proxies: [],
  verify: { off: false, ca: false },
  cert: false,
  connectTimeout: false,
  redirects: true,
  cookies: true,
  rawBody: false,
  bodyWithGet: false,
  streamingUpload: true,
  uploadProgress: true,
  // undici throws for some of them, and sends a Host of its own in silence
  forbiddenHeaders: ['expect', 'host', 'keep-alive', 'sec-fetch-mode', 'transfer-encoding', 'upgrade'],
};

/** A fetch of which nothing is known: also that of Node. */
export const generic: FetchPlatform = {
  capabilities: genericCapabilities,
  codings: ['gzip', 'deflate', 'br'],
  heedsContentLength: true,
  mapError,
};
