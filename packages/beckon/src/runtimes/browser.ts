import type { Runtime } from '@beckon/core';
import { noEnvironment } from '@beckon/core';
import { browser, FetchTransport } from '@beckon/fetch';

/** A browser: it has the cookies and the redirects, and there is no environment. */
export const browserRuntime: Runtime = {
  name: 'browser',
  createAdapter: () => new FetchTransport({ platform: browser }),
  environment: noEnvironment,
  createCookieJar: () => null,
  acceptEncoding: 'gzip, deflate, br',
};
