import { ChunkedEncodingError, ConnectionError, ContentDecodingError, type RequestException } from '@beckon/core';
import type { FailedFetch, FetchPlatform } from '../platform.ts';

/** WHATWG's forbidden request-headers, and `User-Agent`, which Chromium doesn't let through either. */
const FORBIDDEN =
  'accept-charset accept-encoding access-control-request-headers access-control-request-method connection content-length cookie cookie2 ' +
  'date dnt expect host keep-alive origin proxy- referer sec- set-cookie te trailer transfer-encoding upgrade user-agent via';

/** A page is not told why there was no answer (Fetch 4.4): it could look into its user's network otherwise. */
function mapError(cause: unknown, { request, where, inBody }: FailedFetch): RequestException {
  const told = (cause as Error | null | undefined)?.message;
  const init = { request, cause };
  if (!inBody) {
    return new ConnectionError(
      `No answer from ${where}: ${told}. The server may be down, or not allow this page to ask it (CORS): the browser's console knows`,
      init,
    );
  }
  const type = /decod|corrupt/i.test(String(told)) ? ContentDecodingError : ChunkedEncodingError;
  return new type(`The body of ${where} broke off: ${told}`, init);
}

/** Whether fetch takes a stream to send: only who does, looks at `duplex`. Safari and Firefox would send its name as text. */
function streamsUploads(): boolean {
  let asked = false;
  try {
    const { headers } = new Request('https://a.invalid', {
      method: 'POST',
      body: new ReadableStream(),
      get duplex() {
        asked = true;
        return 'half';
      },
    } as RequestInit);
    // a Content-Type means that the stream was taken for text
    return asked && !headers.has('Content-Type');
  } catch {
    return false;
  }
}

/** A browser: it owns cookies, redirects, proxies and certificates. */
export const browser: FetchPlatform = {
  capabilities: {
    name: 'FetchAdapter',
    proxies: [],
    verify: { off: false, ca: false },
    cert: false,
    connectTimeout: false,
    redirects: false,
    cookies: false,
    rawBody: false,
    bodyWithGet: false,
    get streamingUpload(): boolean {
      return streamsUploads();
    },
    get uploadProgress(): boolean {
      return streamsUploads();
    },
    forbiddenHeaders: FORBIDDEN.split(' '),
  },
  codings: [],
  heedsContentLength: false,
  mapError,
  // Chromium would ask the user for a password where a scheme of ours is to answer the challenge; the price is a first try without cookies
  extras: (request) =>
    request.authFlow !== null && !request.headers.has('Authorization') ? { credentials: 'omit' } : {},
  inPage: true,
};
