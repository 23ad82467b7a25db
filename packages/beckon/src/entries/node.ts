/**
 * Beckon over node:http, in Node.
 * @module
 */
import { type Api, createApi, type SessionInit, type Verb } from '@beckon/core';
import { nodeRuntime } from '../runtimes/node.ts';
import { SessionWithJar } from '../session-with-jar.ts';

export { FetchAdapter } from '@beckon/fetch';
export { HTTPAdapter, type HTTPAdapterInit, type PoolOptions } from '@beckon/node';
export * from '../shared.ts';
export * as utils from '../utils/node.ts';

/**
 * Settings, cookies and connections that several requests share. Source: `requests.Session`.
 *
 * @example
 * ```ts
 * await using session = new Session({ timeout: 5000 });
 * session.headers.set('Accept', 'application/json');
 * const response = await session.get('https://api.example/user');
 * ```
 */
export class Session extends SessionWithJar {
  /** @throws {InvalidOptionError} naming an option that there isn't */
  constructor(init?: SessionInit) {
    super(nodeRuntime, init);
  }
}

const api: Api = createApi(nodeRuntime);

/**
 * Sends a request of any method, known to HTTP or not, in capitals. Source: `requests.request`.
 * @param method `GET`, `PURGE`, …
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * (await request('PURGE', 'https://api.example/anything')).json(); // { method: 'PURGE', path: '/anything' }
 * ```
 */
export const request: Api['request'] = api.request;
/**
 * Sends a GET. Source: `requests.get`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * const r = await get('https://api.example/get', { params: { q: 'tea' }, timeout: 5000 });
 * r.json(); // { method: 'GET', path: '/get', args: { q: 'tea' } }
 * ```
 */
export const get: Verb = api.get;
/**
 * Sends an OPTIONS. Source: `requests.options`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * (await options('https://api.example/get')).statusCode; // 200
 * ```
 */
export const options: Verb = api.options;
/**
 * Sends a HEAD. Redirects are not followed unless `allowRedirects` is `true`. Source: `requests.head`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * (await head('https://api.example/redirect/1')).statusCode; // 302
 * ```
 */
export const head: Verb = api.head;
/**
 * Sends a POST. Source: `requests.post`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * const r = await post('https://api.example/post', { json: { tea: 'green' } });
 * r.json(); // { method: 'POST', path: '/post', json: { tea: 'green' } }
 * ```
 */
export const post: Verb = api.post;
/**
 * Sends a PUT. Source: `requests.put`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * (await put('https://api.example/put', { data: 'hello' })).json<{ bytes: number }>().bytes; // 5
 * ```
 */
export const put: Verb = api.put;
/**
 * Sends a PATCH. Source: `requests.patch`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * (await patch('https://api.example/patch', { json: { cups: 3 } })).statusCode; // 200
 * ```
 */
export const patch: Verb = api.patch;
/**
 * Sends a DELETE. The name is a word of the language: `import { delete as del }`, or `requests.delete(…)`. Source: `requests.delete`.
 * @param url text, a `URL` or bytes, with its scheme
 * @param options all are in `RequestOptions`
 * @returns once the whole body is in, or with `stream: true` once the headers are
 * @throws {RequestException} whatever goes wrong; see the tree of errors. A status is no error: ask `raiseForStatus()`.
 * @function
 *
 * @example
 * ```ts
 * import * as requests from 'beckon';
 *
 * (await requests.delete('https://api.example/delete')).statusCode; // 200
 * ```
 */
const deleteVerb: Verb = api.delete;

export { deleteVerb as delete };
