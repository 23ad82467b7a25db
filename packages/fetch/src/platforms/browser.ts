import type { FetchPlatform } from '../platform.ts';

/** WHATWG's forbidden request-headers, and `User-Agent`, which Chromium doesn't let through either. */
const FORBIDDEN =
  'accept-charset accept-encoding access-control-request-headers access-control-request-method connection content-length cookie cookie2 ' +
  'date dnt expect host keep-alive origin proxy- referer sec- set-cookie te trailer transfer-encoding upgrade user-agent via';

/** Whether fetch takes a stream to send: only who does, looks at `duplex`. Safari and Firefox would send its name as text. */
function streamsUploads(): boolean {
  let asked = false;
  try {
    const body = new ReadableStream();
    const init = {
      method: 'POST',
      body,
      get duplex(): 'half' {
        asked = true;
        return 'half';
      },
    };
    // a Content-Type means that the stream was taken for text
    return !new Request('https://a.invalid', init as RequestInit).headers.has('Content-Type') && asked;
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
  // Chromium would ask the user for a password where a scheme of ours is to answer the challenge; the price is a first try without cookies
  extras: (request) =>
    request.authFlow !== null && !request.headers.has('Authorization') ? { credentials: 'omit' } : {},
  inPage: true,
};
