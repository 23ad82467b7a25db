/**
 * Beckon in browsers: over the page's fetch. The browser owns cookies, redirects, proxies and certificates.
 * @module
 */
import {
  type Api,
  BaseAdapter as CoreBaseAdapter,
  Session as CoreSession,
  createApi,
  followRedirects,
  type RedirectEngine,
  type SessionInit,
  type Verb,
} from '@beckon/core';
import { FetchAdapter as AnyFetchAdapter, browser, type FetchAdapterInit } from '@beckon/fetch';
import { browserRuntime } from '../runtimes/browser.ts';

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
export class Session extends CoreSession {
  /** @throws {InvalidOptionError} naming an option that there isn't */
  constructor(init?: SessionInit) {
    super(browserRuntime, init);
  }
}

/**
 * The base of an adapter of one's own. The redirects that it shows are followed; those of the page's fetch never come to sight.
 *
 * @example
 * ```ts
 * import { BaseAdapter, type PreparedRequest, Response, Session } from 'beckon';
 *
 * class Teapot extends BaseAdapter {
 *   async send(request: PreparedRequest): Promise<Response> {
 *     return new Response({ statusCode: 418, request, url: request.url ?? '', content: new Uint8Array() });
 *   }
 * }
 * const session = new Session();
 * session.mount('teapot://', new Teapot());
 * (await session.get('teapot://kitchen/')).statusCode; // 418
 * ```
 */
export abstract class BaseAdapter extends CoreBaseAdapter {
  override readonly redirects: RedirectEngine | undefined = followRedirects;
}

/**
 * The transport over any WHATWG fetch, by itself that of the page.
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
    super({ platform: browser, ...init });
  }
}

const api: Api = createApi(browserRuntime);

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
