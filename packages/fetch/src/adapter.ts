import { expectObject, Retry } from '@beckon/core';
import { checkFetchInit } from './check-init.ts';
import type { FetchPlatform } from './platform.ts';
import { generic } from './platforms/generic.ts';
import { FetchTransport, type FetchTransportInit } from './transport.ts';

/** What a `FetchAdapter` is made with. What is not named here (`credentials`, `mode`, `cache`, `referrerPolicy`, …) goes to every call of fetch. */
export interface FetchAdapterInit extends Omit<FetchTransportInit, 'platform'> {
  /** What the fetch can do. Default: that of the entry this class comes from. */
  platform?: FetchPlatform;
  /** How often a request is tried again that could not be sent: a number, or a `Retry` for more than that. Default: 0. */
  maxRetries?: number | Retry;
}

/**
 * The transport over any WHATWG fetch: the default in browsers, Cloudflare Workers and Vercel's edge runtime, and mountable everywhere.
 *
 * @example
 * ```ts
 * const session = new Session();
 * session.mount('https://api.example/', new FetchAdapter({ credentials: 'include', maxRetries: 2 }));
 * ```
 */
export class FetchAdapter extends FetchTransport {
  override maxRetries: Retry;

  /** @throws {InvalidOptionError | UnsupportedOptionError} for an option that is the request's own, or that no fetch has */
  constructor(init: FetchAdapterInit = {}) {
    expectObject(init, 'what a FetchAdapter is made with');
    checkFetchInit(init);
    const { maxRetries = 0, platform = generic, ...rest } = init;
    super({ ...rest, platform });
    this.maxRetries = Retry.from(maxRetries);
  }
}
