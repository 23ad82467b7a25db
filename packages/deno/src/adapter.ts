import { type Capabilities, expectObject, type Retry } from '@beckon/core';
import { deno, FetchAdapter, type FetchPlatform } from '@beckon/fetch';
import { ClientPool } from './client-pool.ts';
import { type ClientSettings, checkSettings } from './client-settings.ts';
import { type Connection, connectionOf } from './connection.ts';
import { denoGlobal, type HttpClient } from './deno-global.ts';
import { PROXY_SCHEMES } from './proxy-route.ts';

/** What a `DenoAdapter` is made with. */
export interface DenoAdapterInit extends ClientSettings {
  /** How often a request is tried again that could not be sent: a number, or a `Retry` for more than that. Default: 0. */
  maxRetries?: number | Retry | undefined;
}

/** What a `DenoAdapter` can do; also for who asks where there is no Deno. */
export const capabilities: Capabilities = {
  ...deno.capabilities,
  name: 'DenoAdapter',
  proxies: PROXY_SCHEMES,
  verify: { off: false, ca: true },
  cert: true,
  // allowHost lets a Host through
  forbiddenHeaders: ['transfer-encoding'],
};

/** What `extras` hands to `fetchOver` by way of fetch's init. */
interface ConnectionInit extends globalThis.RequestInit {
  headers: [name: string, value: string][];
  connection: Connection;
  /** Tells the table of errors that there is a proxy; Deno's fetch knows no such field. */
  proxy: string | null;
}

const platform: FetchPlatform = {
  ...deno,
  capabilities,
  extras(request, options) {
    const connection = connectionOf(request, options);
    return { connection, proxy: connection.route?.proxy.url ?? null };
  },
};

function fetchOver(
  clients: ClientPool,
  url: string,
  { connection, proxy: _, ...init }: ConnectionInit,
): Promise<globalThis.Response> {
  const authorization = connection.route?.authorization ?? null;
  if (authorization !== null) {
    const others = init.headers.filter(([name]) => name.toLowerCase() !== 'proxy-authorization');
    init.headers = [...others, ['Proxy-Authorization', authorization]];
  }
  return clients.use(connection, (client) =>
    fetch(url, { ...init, client } as globalThis.RequestInit & { client: HttpClient }),
  );
}

/**
 * The transport over Deno's own HTTP client, `Deno.createHttpClient` and its fetch: with HTTP/2, certificates, client certificates and proxies. To be mounted in
 * Deno, where `HTTPAdapter` is the default.
 *
 * `verify` with authorities of your own trusts these beside Deno's own ones, not instead of them; `verify: false` is refused, and so is a proxy whose password
 * Deno would show to the server behind it. It needs the permission to read the variables that name proxies (`--allow-env`), as Deno would take these by itself.
 *
 * @example
 * <!-- not run: it needs Deno -->
 * ```ts
 * const session = new Session();
 * session.mount('https://api.example/', new DenoAdapter({ poolMaxIdlePerHost: 4, maxRetries: 2 }));
 * ```
 */
export class DenoAdapter extends FetchAdapter {
  readonly #clients: ClientPool;

  /**
   * @throws {UnsupportedOptionError} outside of Deno, and for an option of `HTTPAdapter` that Deno's pool lacks
   * @throws {InvalidOptionError} for an option of another name, or a value that is none
   */
  constructor(init: DenoAdapterInit = {}) {
    expectObject(init, 'what a DenoAdapter is made with');
    denoGlobal();
    const { maxRetries, ...settings } = init;
    checkSettings(settings);
    const clients = new ClientPool(settings);
    super({ maxRetries, platform, fetch: (url, said) => fetchOver(clients, url, said as ConnectionInit) });
    this.#clients = clients;
  }

  /** Ends all connections that are idle, and the others when their response does. The adapter can be used again. */
  override async close(): Promise<void> {
    this.#clients.close();
  }
}
