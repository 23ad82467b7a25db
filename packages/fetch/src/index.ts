/**
 * Beckon's adapters over WHATWG's fetch: users install `beckon`.
 * @module
 */
export { FetchAdapter, type FetchAdapterInit } from './adapter.ts';
export { checkFetchInit } from './check-init.ts';
export { type Handler, HandlerAdapter } from './handler-adapter.ts';
export { mapError } from './map-error.ts';
export type { FailedFetch, FetchPlatform } from './platform.ts';
export { browser } from './platforms/browser.ts';
export { bun } from './platforms/bun.ts';
export { deno } from './platforms/deno.ts';
export { edgeLight } from './platforms/edge-light.ts';
export { generic } from './platforms/generic.ts';
export { workerd } from './platforms/workerd.ts';
export { type FetchFunction, FetchTransport, type FetchTransportInit } from './transport.ts';
