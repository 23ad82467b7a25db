/**
 * Beckon's adapter over Deno's own HTTP client: users install `beckon`.
 * @module beckon/deno
 */
export { DenoAdapter, type DenoAdapterInit } from './adapter.ts';
export type { ClientSettings } from './client-settings.ts';
