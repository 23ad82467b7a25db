import type { RequestOptions } from './options.ts';
import type { Response } from './response.ts';
import type { Runtime } from './runtime.ts';
import { Session } from './session.ts';

type Target = string | URL | Uint8Array;
/**
 * A verb of the module: `get(url, options)`. It settles once the whole body is in, or with `stream: true` once the headers are.
 * @throws {RequestException} whatever goes wrong; see the tree of errors
 *
 * @example
 * ```ts
 * const response = await get('https://api.example/search', { params: { q: 'tea' }, timeout: 5000 });
 * ```
 */
export type Verb = (url: Target, options?: RequestOptions) => Promise<Response>;

/** The functions of the module. Each opens a session for one call and closes it: nothing stays between two calls. */
export interface Api {
  request(method: string, url: Target, options?: RequestOptions): Promise<Response>;
  get: Verb;
  options: Verb;
  head: Verb;
  post: Verb;
  put: Verb;
  patch: Verb;
  delete: Verb;
}

/** The functions of the module for a runtime. Source: `requests.api`. */
export function createApi(runtime: Runtime): Api {
  const once = async (call: (session: Session) => Promise<Response>): Promise<Response> => {
    const session = new Session(runtime);
    try {
      return await call(session);
    } finally {
      // a response that is still being streamed keeps its connection until it is read
      await session.close();
    }
  };
  return {
    request: (method, url, options) => once((session) => session.request(method, url, options)),
    get: (url, options) => once((session) => session.get(url, options)),
    options: (url, options) => once((session) => session.options(url, options)),
    head: (url, options) => once((session) => session.head(url, options)),
    post: (url, options) => once((session) => session.post(url, options)),
    put: (url, options) => once((session) => session.put(url, options)),
    patch: (url, options) => once((session) => session.patch(url, options)),
    delete: (url, options) => once((session) => session.delete(url, options)),
  };
}
