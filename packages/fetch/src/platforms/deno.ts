import type { FetchPlatform } from '../platform.ts';
import { webDecoders } from '../web-decoders.ts';
import { generic, genericCapabilities } from './generic.ts';

/** Deno's fetch takes off these, each where it stands alone; the rest it hands over as it came. */
const OWN_CODINGS: ReadonlySet<string> = new Set(['gzip', 'br']);

/** Deno. */
export const deno: FetchPlatform = {
  ...generic,
  capabilities: { ...genericCapabilities, forbiddenHeaders: ['host', 'transfer-encoding'] },
  heedsContentLength: false,
  decoders: (contentEncoding) => (OWN_CODINGS.has(contentEncoding.toLowerCase()) ? undefined : webDecoders),
};
