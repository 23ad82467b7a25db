import type { Runtime } from '@beckon/core';
import { nodeRuntime } from './node.ts';

/** Bun as Node: it has node:http, and an environment where its permissions grant one. */
export const bunRuntime: Runtime = { ...nodeRuntime, name: 'bun' };
