/**
 * Beckon in Vercel's edge runtime: over its fetch, with a cookie jar of our own.
 * @module
 */
import { type Api, createApi, type SessionInit, type Verb } from '@beckon/core';
import { FetchAdapter as AnyFetchAdapter, edgeLight, type FetchAdapterInit } from '@beckon/fetch';
import { edgeLightRuntime } from '../runtimes/edge-light.ts';
import { SessionWithJar } from '../session-with-jar.ts';

export * from '../shared.ts';
export * as utils from '../utils/fetch.ts';

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
    super(edgeLightRuntime, init);
  }
}

/**
 * The transport over any WHATWG fetch, by itself that of the edge runtime.
 *
 * @example
 * ```ts
 * const session = new Session();
 * session.mount('https://api.example/', new FetchAdapter({ cache: 'no-store' }));
 * ```
 */
export class FetchAdapter extends AnyFetchAdapter {
  /** @throws {InvalidOptionError | UnsupportedOptionError} for an option that is the request's own, or that no fetch has */
  constructor(init: FetchAdapterInit = {}) {
    super({ platform: edgeLight, ...init });
  }
}

const api: Api = createApi(edgeLightRuntime);

/**
 * Sends a request of any method: `request('PURGE', url, options)`.
 * @throws {RequestException} whatever goes wrong; see the tree of errors
 */
export const request: Api['request'] = api.request;
/** Sends a GET. */
export const get: Verb = api.get;
/** Sends an OPTIONS. */
export const options: Verb = api.options;
/** Sends a HEAD; redirects are not followed unless `allowRedirects` is `true`. */
export const head: Verb = api.head;
/** Sends a POST. */
export const post: Verb = api.post;
/** Sends a PUT. */
export const put: Verb = api.put;
/** Sends a PATCH. */
export const patch: Verb = api.patch;
/** Sends a DELETE. */
const deleteVerb: Verb = api.delete;

export { deleteVerb as delete };
