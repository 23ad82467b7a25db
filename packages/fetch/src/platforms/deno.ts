import type { PreparedRequest } from '@beckon/core';
import { mapError } from '../map-error.ts';
import type { FetchPlatform } from '../platform.ts';
import { webDecoders } from '../web-decoders.ts';
import { generic, genericCapabilities } from './generic.ts';

/** Deno's fetch takes off these, each where it stands alone; the rest it hands over as it came. */
const OWN_CODINGS: ReadonlySet<string> = new Set(['gzip', 'br']);

/** Whether Deno's fetch takes codings off at all: not from a part of a whole, and not where the request wants none. */
function decodes({ headers }: PreparedRequest): boolean {
  return !headers.has('Range') && String(headers.get('Accept-Encoding')).toLowerCase() !== 'identity';
}

const SENDING = /error sending request (?:for url|from \S+ for) \S+(?: \([^)]*\))?: /;

/** Deno's words name the whole URL, with its tokens; ours name the host. */
function discreet(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error) || !SENDING.test(cause.message)) return error;
  return new TypeError((error as Error).message, { cause: new Error(cause.message.replace(SENDING, '')) });
}

/** Deno. */
export const deno: FetchPlatform = {
  ...generic,
  capabilities: { ...genericCapabilities, forbiddenHeaders: ['host', 'transfer-encoding'] },
  heedsContentLength: false,
  mapError: (thrown, failed) => mapError(discreet(thrown), failed),
  decoders: (contentEncoding, request) =>
    OWN_CODINGS.has(contentEncoding.toLowerCase()) && decodes(request) ? undefined : webDecoders,
};
