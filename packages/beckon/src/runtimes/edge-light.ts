import type { Runtime } from '@beckon/core';
import { edgeLight } from '@beckon/fetch';
import { fetchRuntimeOf } from './fetch.ts';

/** Vercel's edge runtime. */
export const edgeLightRuntime: Runtime = fetchRuntimeOf('edge-light', edgeLight);
