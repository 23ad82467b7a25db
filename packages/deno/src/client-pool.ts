import { RequestException } from '@beckon/core';
import type { ClientSettings } from './client-settings.ts';
import type { Connection } from './connection.ts';
import { denoGlobal, type HttpClient, type HttpClientOptions } from './deno-global.ts';
import { withoutEnvironmentProxies } from './environment-proxies.ts';
import { type Pem, PemFiles, pemText } from './pem-files.ts';

/** How many clients are kept; as many as `HTTPAdapter` keeps pools. */
const MOST_CLIENTS = 10;

const AUTHORITIES = 'TLS CA certificate bundle';
const CERTIFICATE = 'TLS certificate file';
const KEY = 'TLS key file';

/** One client of Deno for each set of options that make two connections unlike, the least recently used one in front. */
export class ClientPool {
  readonly #settings: ClientSettings;
  readonly #clients: Map<string, HttpClient> = new Map();
  readonly #files: PemFiles = new PemFiles();

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /**
   * Calls `send` with the client for such a connection: at once, as long as nobody can have closed it.
   * @throws {RequestException} where a certificate is not there, or none that Deno takes
   * @throws {UnsupportedOptionError} where Deno may not look at the environment
   */
  async use<T>({ route, verify, cert }: Connection, send: (client: HttpClient) => Promise<T>): Promise<T> {
    const authorities = verify === null ? null : await this.#authorities(verify);
    const [shown, key] = cert === null ? [null, null] : await this.#certificate(cert);
    const { proxy } = route ?? {};
    const options: HttpClientOptions = { ...this.#settings, allowHost: true };
    if (proxy !== undefined) options.proxy = proxy;
    if (authorities !== null) options.caCerts = [authorities.text];
    if (shown !== null && key !== null) Object.assign(options, { cert: shown.text, key: key.text });
    // all that `options` has of this request: the settings are the same for all
    const name = JSON.stringify([proxy, authorities?.stamp, shown?.stamp, key?.stamp]);
    return send(this.#held(name, options));
  }

  #held(name: string, options: HttpClientOptions): HttpClient {
    const client = this.#clients.get(name) ?? createClient(options);
    this.#clients.delete(name);
    this.#clients.set(name, client);
    if (this.#clients.size > MOST_CLIENTS) {
      const [oldestName, oldest] = this.#clients.entries().next().value as [string, HttpClient];
      this.#clients.delete(oldestName);
      oldest.close();
    }
    return client;
  }

  async #authorities(verify: NonNullable<Connection['verify']>): Promise<Pem> {
    const pem =
      typeof verify === 'string'
        ? await this.#files.load(verify, AUTHORITIES)
        : pemText(typeof verify.ca === 'string' ? verify.ca : verify.ca.join('\n'), AUTHORITIES);
    // Deno would take a text without any for no authorities, in silence
    if (!pem.text.includes('-----BEGIN CERTIFICATE-----')) {
      throw new RequestException(`Could not find a suitable ${AUTHORITIES}: there is no PEM certificate in it`);
    }
    return pem;
  }

  async #certificate(cert: NonNullable<Connection['cert']>): Promise<[cert: Pem, key: Pem]> {
    if (typeof cert === 'string') {
      const both = await this.#files.load(cert, CERTIFICATE);
      return [both, both];
    }
    if ('cert' in cert) return [pemText(cert.cert, CERTIFICATE), pemText(cert.key, KEY)];
    return Promise.all([this.#files.load(cert[0], CERTIFICATE), this.#files.load(cert[1], KEY)]);
  }

  /** Ends every idle connection; those in use end with their response. */
  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
    this.#files.clear();
  }
}

function createClient(options: HttpClientOptions): HttpClient {
  const { createHttpClient } = denoGlobal();
  return withoutEnvironmentProxies(() => {
    try {
      return createHttpClient(options);
    } catch (cause) {
      const { name, message } = cause as Error;
      // a permission that is missing: its own words name the flag
      if (name === 'NotCapable') throw cause;
      throw new RequestException(`Deno takes no such certificate, key, proxy or address: ${message}`, { cause });
    }
  });
}
