import { ConnectionError, followRedirects } from '@beckon/core';
import type { FetchPlatform } from './platform.ts';
import { generic, genericCapabilities } from './platforms/generic.ts';
import { FetchTransport } from './transport.ts';
import { webDecoders } from './web-decoders.ts';

/** What answers requests: a worker, or the `fetch` of a Hono app. */
export type Handler = (request: globalThis.Request) => globalThis.Response | Promise<globalThis.Response>;

/**
 * In the same process nothing is forbidden, and nobody decodes but us. Proxies and certificates say how a connection is made; there is none, as with
 * `verify` for an http:// URL: what the environment has of them must not keep a test from running.
 */
const inProcess: FetchPlatform = {
  ...generic,
  capabilities: {
    ...genericCapabilities,
    name: 'HandlerAdapter',
    rawBody: true,
    forbiddenHeaders: [],
    proxies: ['http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h'],
    verify: { off: true, ca: true },
    cert: true,
  },
  decoders: () => webDecoders,
  redirects: followRedirects,
};

/**
 * Hands requests to a function in the same process: no socket is opened. For tests, and for services that live beside their callers. Ours: Requests has none.
 *
 * @example
 * ```ts
 * const session = new Session();
 * session.mount('https://api.test/', new HandlerAdapter((request) => new Response(`you asked ${request.method}`)));
 * (await session.get('https://api.test/')).text; // 'you asked GET'
 * ```
 */
export class HandlerAdapter extends FetchTransport {
  constructor(handler: Handler) {
    super({ fetch: (url, init) => ask(handler, new Request(url, init)), platform: inProcess });
  }
}

/** A handler that throws is a server that breaks off. An abort is told by whoever waits, whatever the handler makes of it. */
async function ask(handler: Handler, request: globalThis.Request): Promise<globalThis.Response> {
  let answer: globalThis.Response;
  try {
    answer = await handler(request);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Thrown', message: String(error) };
    throw new ConnectionError(`The handler threw ${name}: ${message}`, { cause: error });
  }
  if (typeof answer?.arrayBuffer !== 'function') throw new ConnectionError('The handler gave no Response.');
  if (answer.type === 'error') throw new ConnectionError('The handler gave Response.error().');
  if (answer.bodyUsed || answer.body?.locked)
    throw new ConnectionError("The body of the handler's Response is used already.");
  return answer;
}
