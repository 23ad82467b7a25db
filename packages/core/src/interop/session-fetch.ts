import { RequestException } from '../errors.ts';
import { type HopOptions, WEB_INIT } from '../hop-options.ts';
import type { RequestOptions } from '../options.ts';
import { Request } from '../request.ts';
import type { Response } from '../response.ts';
import type { Session } from '../session.ts';
import { dataOfFetch } from './fetch-data.ts';
import { asFetched } from './fetched-response.ts';
import { webInitOf } from './web-init.ts';

type FetchInput = string | URL | globalThis.Request;

/** Schemes that lead nowhere: what the platform has in hand itself. */
const LOCAL = /^(data|blob|about):/;

/**
 * WHATWG's `fetch` over a session: the session's cookies, credentials, proxies and TLS settings under what a library that takes
 * a `fetch` asks for. With `credentials: 'omit'` the session's cookies and credentials stay at home, and none are kept.
 */
export function sessionFetch(session: Session): typeof globalThis.fetch {
  return async (input: FetchInput, init?: globalThis.RequestInit): Promise<globalThis.Response> => {
    // a Request in the place of init says its own duplex, and has nothing that could be copied
    const lacksDuplex = init?.body instanceof ReadableStream && !('duplex' in init);
    const options = lacksDuplex ? { duplex: 'half', ...init } : init;
    const request = new globalThis.Request(input, options as globalThis.RequestInit);
    if (LOCAL.test(request.url)) return globalThis.fetch(request);
    request.signal.throwIfAborted();
    try {
      const response = await ask(session, request, init);
      if (request.redirect !== 'error' || !response.isRedirect) return asFetched(response.toWeb());
      await response.close();
      throw new TypeError('fetch failed: the server redirects, and redirect is "error"');
    } catch (error) {
      // WHATWG: a network error is a TypeError; an abort is its own reason
      if (error instanceof RequestException) throw new TypeError(`fetch failed: ${error.message}`, { cause: error });
      throw error;
    }
  };
}

async function ask(
  session: Session,
  request: globalThis.Request,
  init: globalThis.RequestInit | undefined,
): Promise<Response> {
  const { method, url, headers, signal, redirect } = request;
  const data = await dataOfFetch(request, init);
  const fields = { headers: [...headers] as [string, string][], data };
  const options: RequestOptions & HopOptions = {
    allowRedirects: redirect === 'follow',
    signal,
    stream: true,
    [WEB_INIT]: webInitOf(request),
  };
  if (request.credentials !== 'omit') return session.request(method, url, { ...options, ...fields });
  const prepared = await session.prepareRequest(new Request(method, url, { ...fields, auth: false }));
  prepared.disableCookies();
  return session.send(prepared, { ...session.mergeEnvironmentSettings(url), ...options });
}
