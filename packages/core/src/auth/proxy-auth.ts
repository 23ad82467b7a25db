import { expectRequest } from '../expect.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { HTTPBasicAuth } from './basic.ts';
import { basicAuthHeader } from './basic-header.ts';

/**
 * HTTP Basic for a proxy, in `Proxy-Authorization`. Userinfo in the URL of a proxy is the easier way.
 * Source: `requests.auth.HTTPProxyAuth`.
 *
 * @example
 * ```ts
 * await get('http://api.example/get', {
 *   proxies: { http: 'http://proxy.example:3128' },
 *   auth: new HTTPProxyAuth('ann', 's3cret'),
 * });
 * ```
 */
export class HTTPProxyAuth extends HTTPBasicAuth {
  /** Sets `Proxy-Authorization`. */
  override apply(request: PreparedRequest): PreparedRequest {
    expectRequest(request);
    request.headers.set('Proxy-Authorization', basicAuthHeader(this.username, this.password));
    return request;
  }
}
