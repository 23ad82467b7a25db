import type { Runtime } from '@beckon/core';
import { nodeRuntime } from './node.ts';

/** Deno as Node: it has node:http, and an environment where its permissions grant one. */
export const denoRuntime: Runtime = { ...nodeRuntime, name: 'deno' };
