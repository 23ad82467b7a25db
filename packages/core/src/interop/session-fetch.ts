import { RequestException } from '../errors.ts';
import type { Data, RequestOptions } from '../options.ts';
import type { Session } from '../session.ts';

type FetchInput = string | URL | globalThis.Request;

/** A body that can be sent again where WHATWG's fetch could (a redirect with 307, a 401): anything but a stream. */
async function dataOf(
  input: FetchInput,
  init: globalThis.RequestInit | undefined,
  request: globalThis.Request,
): Promise<Data | null> {
  if (!request.body) return null;
  const given = init?.body;
  if (typeof given === 'string' || given instanceof Blob) return given;
  const isStream =
    given instanceof ReadableStream || (given === undefined && typeof input === 'object' && 'body' in input);
  return isStream ? (request.body as ReadableStream<Uint8Array>) : new Uint8Array(await request.arrayBuffer());
}

/**
 * WHATWG's `fetch` over a session: the session's cookies, credentials, proxies and TLS settings under what a library that takes
 * a `fetch` asks for.
 */
export function sessionFetch(session: Session): typeof globalThis.fetch {
  return async (input: FetchInput, init?: globalThis.RequestInit): Promise<globalThis.Response> => {
    const options = init?.body instanceof ReadableStream ? { duplex: 'half', ...init } : init;
    const request = new globalThis.Request(input, options as globalThis.RequestInit);
    request.signal.throwIfAborted();
    const call: RequestOptions = {
      headers: [...request.headers],
      data: await dataOf(input, init, request),
      allowRedirects: request.redirect === 'follow',
      signal: request.signal,
      stream: true,
    };
    try {
      const response = await session.request(request.method, request.url, call);
      if (request.redirect === 'error' && response.isRedirect) {
        await response.close();
        throw new TypeError(`fetch failed: the server redirects, and redirect is "error"`);
      }
      return response.toWeb();
    } catch (error) {
      // WHATWG: a network error is a TypeError; an abort is its own reason
      if (error instanceof RequestException) throw new TypeError(`fetch failed: ${error.message}`, { cause: error });
      throw error;
    }
  };
}
