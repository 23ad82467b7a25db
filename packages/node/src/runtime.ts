import { environmentRules, followRedirects, type Runtime } from '@beckon/core';
import { HTTPAdapter } from './adapter.ts';
import { acceptEncoding } from './decompress/decoders.ts';
import { nodeEnvironment } from './environment.ts';

/** What a runtime with Node's modules has of its own; the cookie jar is given by the entry. */
export type NodeRuntimeParts = Omit<Runtime, 'createCookieJar'>;

/**
 * The parts of a `Runtime` over Node's modules.
 *
 * @param name `node`, `deno` or `bun`
 * @example
 * ```ts
 * const runtime = { ...nodeRuntime('node'), createCookieJar: () => new RequestsCookieJar() };
 * ```
 */
export function nodeRuntime(name: string): NodeRuntimeParts {
  return {
    name,
    createAdapter: () => new HTTPAdapter(),
    environment: environmentRules(nodeEnvironment),
    redirects: followRedirects,
    acceptEncoding,
  };
}
