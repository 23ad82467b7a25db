import {
  type BaseAdapter,
  followRedirects,
  noEnvironment,
  type Runtime,
  Session,
  type SessionInit,
} from '@beckon/core';
import { RequestsCookieJar } from '@beckon/core/cookies';
import { FetchAdapter, type FetchPlatform, generic, type Handler, HandlerAdapter } from '../../src/index.ts';

/** A runtime of nothing but one adapter. */
export function runtimeOf(createAdapter: () => BaseAdapter): Runtime {
  return {
    name: 'test',
    createAdapter,
    environment: noEnvironment,
    redirects: followRedirects,
    createCookieJar: () => new RequestsCookieJar(),
    acceptEncoding: 'gzip, deflate, br',
  };
}

/** A session whose requests a handler answers. */
export function handled(handler: Handler, init?: SessionInit): Session {
  return new Session(
    runtimeOf(() => new HandlerAdapter(handler)),
    init,
  );
}

/** A session over the fetch of this process, as if it were that of another platform. */
export function fetching(platform: FetchPlatform = generic, init?: SessionInit): Session {
  return new Session(
    runtimeOf(() => new FetchAdapter({ platform })),
    init,
  );
}

/** What a fetch was told. */
export interface Call {
  readonly url: string;
  readonly init: RequestInit & Record<string, unknown>;
}

/** A session over a fetch that writes down what it is told, and answers. */
export function recording(
  platform: FetchPlatform,
  answer: (call: Call) => Response | Promise<Response> = () => new Response('ok'),
): { readonly session: Session; readonly calls: Call[] } {
  const calls: Call[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const call = { url, init: init as Call['init'] };
    calls.push(call);
    return answer(call);
  };
  return { session: new Session(runtimeOf(() => new FetchAdapter({ fetch, platform }))), calls };
}

/** The headers that a fetch was told, by lower-case name. */
export function headersOf(call: Call | undefined): Record<string, string> {
  return Object.fromEntries(
    ((call?.init.headers ?? []) as [string, string][]).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
