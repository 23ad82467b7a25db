import type { Runtime } from '@beckon/core';
import { loadCharsetDetector } from '@beckon/core/charset-detector';
import { RequestsCookieJar } from '@beckon/core/cookies';
import { nodeRuntime as transport } from '@beckon/node';

/** Node: node:http, the process's environment, and a jar of our own. */
export const nodeRuntime: Runtime = {
  ...transport('node'),
  createCookieJar: () => new RequestsCookieJar(),
  loadCharsetDetector,
};
