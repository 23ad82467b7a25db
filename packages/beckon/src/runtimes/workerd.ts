import type { Runtime } from '@beckon/core';
import { workerd } from '@beckon/fetch';
import { fetchRuntimeOf } from './fetch.ts';

/** Cloudflare Workers. */
export const workerdRuntime: Runtime = fetchRuntimeOf('workerd', workerd);
