import type { Runtime } from '@beckon/core';
import { followRedirects, noEnvironment } from '@beckon/core';
import { RequestsCookieJar } from '@beckon/core/cookies';
import { type FetchPlatform, FetchTransport, generic } from '@beckon/fetch';

/** A platform that has a fetch, and no environment that can be asked: the cookie jar is ours. */
export function fetchRuntimeOf(name: string, platform: FetchPlatform): Runtime {
  return {
    name,
    createAdapter: () => new FetchTransport({ platform }),
    environment: noEnvironment,
    redirects: followRedirects,
    createCookieJar: () => new RequestsCookieJar(),
    acceptEncoding: platform.codings.join(', '),
  };
}

/** Any fetch. */
export const fetchRuntime: Runtime = fetchRuntimeOf('fetch', generic);
