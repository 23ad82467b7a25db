import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { expectText } from '../expect.ts';
import type { HeaderValue } from '../options.ts';
import { version } from '../version.ts';

/**
 * The `User-Agent` of a new session, or one of another name with the same version.
 * Source: `requests.utils.default_user_agent`.
 *
 * @example
 * ```ts
 * defaultUserAgent('my-app'); // 'my-app/0.1.0'
 * ```
 */
export function defaultUserAgent(name: string = 'beckon'): string {
  expectText(name, 'the name of a user agent');
  return `${name}/${version}`;
}

/**
 * The headers of a new session, in the order in which they are sent. Source: `requests.utils.default_headers`.
 *
 * @param acceptEncoding the content codings that the runtime can undo
 * @example
 * ```ts
 * defaultHeaders('gzip, deflate').get('connection'); // 'keep-alive'
 * ```
 */
export function defaultHeaders(acceptEncoding: string): CaseInsensitiveDict<HeaderValue> {
  return new CaseInsensitiveDict<HeaderValue>([
    ['User-Agent', defaultUserAgent()],
    ['Accept-Encoding', acceptEncoding],
    ['Accept', '*/*'],
    ['Connection', 'keep-alive'],
  ]);
}
