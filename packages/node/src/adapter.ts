import type {
  AdapterSendOptions,
  Capabilities,
  PreparedRequest,
  Response,
  TlsCertificate,
  TlsVerify,
} from '@beckon/core';
import {
  authOfUrl,
  BaseAdapter,
  basicAuthHeader,
  bodyDecoder,
  buildResponse,
  encodeTarget,
  expectObject,
  expectRequest,
  InvalidOptionError,
  inspectAs,
  kindOf,
  normalizeTimeout,
  pathUrl,
  Retry,
  URLRequired,
  urldefragauth,
} from '@beckon/core';
import type { Proxies } from './connect/proxy-of-url.ts';
import { isHttp, portOf, proxyOf, schemeOf } from './connect/proxy-of-url.ts';
import type { ProxyRoute, Route } from './connect/route.ts';
import { nodeDecoders } from './decompress/decoders.ts';
import type { OutgoingHeaders } from './exchange/outgoing-headers.ts';
import { expectsBody, outgoingHeaders } from './exchange/outgoing-headers.ts';
import type { RawResponse } from './exchange/send-request.ts';
import { sendRequest } from './exchange/send-request.ts';
import { checkLength, lengthOfBody } from './exchange/write-body.ts';
import { ConnectionPool } from './pool/connection-pool.ts';
import { poolKey } from './pool/pool-key.ts';
import { checkCount, PoolManager } from './pool/pool-manager.ts';
import type { PoolOptions } from './pool/pool-options.ts';
import type { Server } from './server-of-url.ts';
import { serverOfUrl } from './server-of-url.ts';

/** What an `HTTPAdapter` is made with. */
export interface HTTPAdapterInit {
  /** How many pools of connections are kept, each for one server. Default: 10. */
  poolConnections?: number | undefined;
  /** How many idle connections a pool keeps. Default: 10. */
  poolMaxsize?: number | undefined;
  /** How often a request is tried again that could not be sent: a number, or a `Retry` for more than that. Default: 0. */
  maxRetries?: number | Retry | undefined;
  /** Whether a pool has never more than `poolMaxsize` connections; who comes later waits, as long as the connect timeout. Default: `false`. */
  poolBlock?: boolean | undefined;
}

const INIT_NAMES: ReadonlySet<string> = new Set(['poolConnections', 'poolMaxsize', 'maxRetries', 'poolBlock']);

const CAPABILITIES: Capabilities = {
  name: 'HTTPAdapter',
  proxies: ['http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h'],
  verify: { off: true, ca: true },
  cert: true,
  connectTimeout: true,
  redirects: true,
  cookies: true,
  rawBody: true,
  bodyWithGet: true,
  streamingUpload: true,
  uploadProgress: true,
  forbiddenHeaders: [],
};

const PROXY_AUTHORIZATION = 'proxy-authorization';

/**
 * The transport over node:http: pools of kept connections, proxies, TLS, timeouts. Mounted for `http://` and `https://` where there is Node, Deno
 * or Bun. Its methods are Requests' own and can be overridden, as Requests' documentation does. Source: `requests.adapters.HTTPAdapter`.
 *
 * @example
 * ```ts
 * import { HTTPAdapter, type PoolOptions, Session } from 'beckon';
 *
 * class Tls13Adapter extends HTTPAdapter {
 *   override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
 *     super.initPoolmanager(connections, maxsize, block, { ...options, minVersion: 'TLSv1.3' });
 *   }
 * }
 * const session = new Session({ adapters: { 'https://': new Tls13Adapter() } });
 * (await session.get('https://api.example/get')).statusCode; // 200
 * ```
 */
export class HTTPAdapter extends BaseAdapter {
  static {
    inspectAs(this, this.prototype.toString);
  }

  override readonly capabilities: Capabilities = CAPABILITIES;
  override maxRetries: Retry;
  /** The pools without a proxy; made by `initPoolmanager` when the first request is sent. */
  poolmanager: PoolManager | null = null;
  /** The pools of each proxy, by its URL. */
  readonly proxyManager: Map<string, PoolManager> = new Map();
  readonly #connections: number;
  readonly #maxsize: number;
  readonly #block: boolean;
  #poolOptions: Readonly<PoolOptions> = {};

  /** @throws {InvalidOptionError} for an option of another name, or a value that is none */
  constructor(init: HTTPAdapterInit = {}) {
    super();
    expectObject(init, 'what HTTPAdapter is told');
    for (const name of Object.keys(init)) {
      if (!INIT_NAMES.has(name))
        throw new InvalidOptionError(`HTTPAdapter has no option "${name}"; it has: ${[...INIT_NAMES].join(', ')}`);
    }
    const { poolConnections = 10, poolMaxsize = 10, maxRetries = 0, poolBlock = false } = init;
    if (typeof poolBlock !== 'boolean')
      throw new InvalidOptionError(`poolBlock is true or false, not ${kindOf(poolBlock)}`);
    this.#connections = checkCount('poolConnections', poolConnections);
    this.#maxsize = checkCount('poolMaxsize', poolMaxsize);
    this.#block = poolBlock;
    this.maxRetries = Retry.from(maxRetries);
  }

  /**
   * Makes the pools. Override it to say how connections are made, and call it with these options.
   * @throws {InvalidOptionError} for an option that a pool doesn't have
   */
  initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
    this.poolmanager = new PoolManager(connections, maxsize, block, options);
    this.#poolOptions = options;
  }

  /** The pools for the proxy at `proxyUrl`, with `options` beside those of `initPoolmanager`. */
  proxyManagerFor(proxyUrl: string, options: PoolOptions = {}): PoolManager {
    let manager = this.proxyManager.get(proxyUrl);
    if (manager === undefined) {
      manager = new PoolManager(this.#connections, this.#maxsize, this.#block, { ...this.#poolOptions, ...options });
      this.proxyManager.set(proxyUrl, manager);
    }
    return manager;
  }

  /** Puts what a call says about certificates into the options of its connections. For `http://` it is not asked (TLS-4). */
  certVerify(options: PoolOptions, _url: string, verify: TlsVerify, cert: TlsCertificate | null | undefined): void {
    expectObject(options, 'the options of a pool');
    options.rejectUnauthorized = verify !== false;
    if (typeof verify === 'string') options.caPath = verify;
    else if (typeof verify === 'object' && verify !== null) options.ca = verify.ca;
    if (cert === null || cert === undefined) return;
    if (typeof cert === 'string') {
      options.certPath = cert;
    } else if (Array.isArray(cert)) {
      options.certPath = cert[0];
      options.keyPath = cert[1];
    } else {
      const pem = cert as { cert: string; key: string; passphrase?: string };
      options.cert = pem.cert;
      options.key = pem.key;
      if (pem.passphrase !== undefined) options.passphrase = pem.passphrase;
    }
  }

  /** The pool for a request: that of its server and of all that makes two connections unlike. */
  getConnection(
    request: PreparedRequest,
    verify: TlsVerify = true,
    proxies?: Proxies,
    cert?: TlsCertificate | null,
  ): ConnectionPool {
    expectRequest(request);
    if (this.poolmanager === null) this.initPoolmanager(this.#connections, this.#maxsize, this.#block);
    const url = request.url ?? '';
    const server = serverOfUrl(url);
    const proxyUrl = proxyOf(url, proxies);
    if (proxyUrl === null) {
      const manager = this.poolmanager as PoolManager;
      const key = poolKey(server.origin, server.secure, verify, cert, undefined);
      return manager.pool(key, () => this.#createPool(manager, server, null, url, verify, cert));
    }
    const manager = this.proxyManagerFor(proxyUrl);
    const route = this.#proxyRoute(proxyUrl, server, request);
    // an HTTP proxy that is spoken to itself takes requests for every server over one connection
    const shared = !route.tunnel && isHttp(route.kind);
    const key = poolKey(
      shared ? 'proxy' : server.origin,
      server.secure || route.kind === 'https',
      verify,
      cert,
      route.headers.join('\n'),
    );
    return manager.pool(key, () => this.#createPool(manager, server, route, url, verify, cert));
  }

  #createPool(
    manager: PoolManager,
    server: Server,
    proxy: ProxyRoute | null,
    url: string,
    verify: TlsVerify,
    cert: TlsCertificate | null | undefined,
  ): ConnectionPool {
    const options: PoolOptions = { ...manager.options };
    if (server.secure || proxy?.kind === 'https') this.certVerify(options, url, verify, cert);
    const route: Route = { host: server.host, port: server.port, secure: server.secure, proxy, options };
    return new ConnectionPool(route, manager.maxsize, manager.block);
  }

  #proxyRoute(proxyUrl: string, server: Server, request: PreparedRequest): ProxyRoute {
    const kind = schemeOf(proxyUrl);
    const url = new URL(proxyUrl.replace(/^[^:]+:/, 'http:'));
    const tunnel = isHttp(kind) && server.secure;
    const headers: [string, string][] = tunnel ? Object.entries(this.proxyHeaders(proxyUrl)) : [];
    const own = request.headers.get('Proxy-Authorization');
    // a header of the caller's own is for the proxy, and never for the server behind it (PRX-11)
    if (tunnel && typeof own === 'string' && !headers.some(([name]) => name.toLowerCase() === PROXY_AUTHORIZATION)) {
      headers.push(['Proxy-Authorization', own]);
    }
    const [user = '', password = ''] = authOfUrl(proxyUrl) ?? [];
    const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
    const port = portOf(proxyUrl, kind);
    return { url: proxyUrl, kind, host, port, user: String(user), password: String(password), tunnel, headers };
  }

  /** The headers by which one shows who one is at a proxy: those of the user and password in its URL. */
  proxyHeaders(proxyUrl: string): Record<string, string> {
    const auth = authOfUrl(proxyUrl);
    if (auth === null || auth === undefined || auth[0] === '') return {};
    return { 'Proxy-Authorization': basicAuthHeader(auth[0], auth[1]) };
  }

  /** What stands in the request line: the path, or the whole URL where an HTTP proxy is asked for an `http://` URL. */
  requestUrl(request: PreparedRequest, proxies?: Proxies): string {
    expectRequest(request);
    const url = request.url ?? '';
    const proxyUrl = proxyOf(url, proxies);
    if (proxyUrl !== null && isHttp(schemeOf(proxyUrl)) && !serverOfUrl(url).secure) return urldefragauth(url);
    return pathUrl(url);
  }

  /** Called before each request is sent; for subclasses that add headers. Nothing is added here. */
  addHeaders(_request: PreparedRequest, _options: AdapterSendOptions): void {}

  /** The response made of Node's message. */
  buildResponse(request: PreparedRequest, raw: RawResponse): Response {
    expectRequest(request);
    expectObject(raw?.message, 'the message of an answer');
    const { message, headers, body } = raw;
    return buildResponse({
      status: message.statusCode ?? 0,
      reason: message.statusMessage ?? '',
      headers,
      request,
      url: request.url ?? '',
      body,
      decoders: (contentEncoding) => bodyDecoder(contentEncoding, nodeDecoders),
      connection: this,
    });
  }

  /**
   * Sends the request; settles once the headers are in.
   * @throws {ConnectTimeout | ReadTimeout} when a timeout is over
   * @throws {ProxyError | SSLError | ConnectionError} where there is no connection, or no answer
   * @throws {InvalidProxyURL | InvalidHeader | InvalidOptionError} where something can't be sent as it is
   */
  override async send(request: PreparedRequest, options: AdapterSendOptions = {}): Promise<Response> {
    expectRequest(request);
    expectObject(options, 'what send is told');
    const signal = options.signal ?? null;
    if (signal?.aborted) throw signal.reason;
    const timeout = normalizeTimeout(options.timeout);
    if (request.url === null) throw new URLRequired('The request has no URL.', { request });
    const proxies = options.proxies;
    const pool = this.getConnection(request, options.verify ?? true, proxies, options.cert);
    const path = encodeTarget(this.requestUrl(request, proxies));
    this.addHeaders(request, options);
    const server = serverOfUrl(request.url);
    const headers = this.#headers(request, server.hostHeader, pool);
    const plan = {
      pool,
      request,
      method: request.method ?? 'GET',
      path,
      headers,
      where: server.where,
      body: null,
      connectTimeout: timeout.connect,
      readTimeout: timeout.read,
      signal,
    };
    const raw = await sendRequest(plan, request.body, options.onUploadProgress, !this.#triesAgain(plan.method));
    try {
      return this.buildResponse(request, raw);
    } catch (error) {
      raw.body.cancel();
      throw error;
    }
  }

  /** Whether `maxRetries` sees to a connection that was lost: then no try is made beside those that it counts. */
  #triesAgain(method: string): boolean {
    const { total, read } = this.maxRetries;
    return total !== 0 && total !== false && read !== false && this.maxRetries.isMethodRetryable(method);
  }

  #headers(request: PreparedRequest, host: string, pool: ConnectionPool): OutgoingHeaders {
    const { proxy } = pool.route;
    const headers = outgoingHeaders(request, host, proxy?.tunnel ? PROXY_AUTHORIZATION : null);
    if (proxy !== null && isHttp(proxy.kind) && !proxy.tunnel) this.#addProxyHeaders(headers, request, proxy);
    const { body } = request;
    if (headers.contentLength !== null) {
      checkLength(body, headers.contentLength, request);
    } else if (body !== null && !headers.chunked) {
      // a body without a frame would be taken for the next request
      const length = lengthOfBody(body);
      headers.contentLength = length;
      headers.chunked = length === null;
      headers.pairs.push(...(length === null ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(length)]));
    } else if (body === null && expectsBody(request.method) && !request.headers.has('Transfer-Encoding')) {
      // a redirect may have taken the body away: a server would wait for it
      headers.contentLength = 0;
      headers.pairs.push('Content-Length', '0');
    }
    return headers;
  }

  #addProxyHeaders(headers: OutgoingHeaders, request: PreparedRequest, proxy: ProxyRoute): void {
    for (const [name, value] of Object.entries(this.proxyHeaders(proxy.url))) {
      if (request.headers.has(name)) {
        const at = headers.pairs.findIndex(
          (text, index) => index % 2 === 0 && text.toLowerCase() === name.toLowerCase(),
        );
        headers.pairs[at + 1] = value;
      } else {
        headers.pairs.push(name, value);
      }
    }
  }

  /** `<HTTPAdapter>`: never its proxies and certificates. */
  override toString(): string {
    return '<HTTPAdapter>';
  }

  /** For a log: the name alone. */
  toJSON(): string {
    return this.toString();
  }

  /** Ends all connections that are idle, and the others when their response does. The adapter can be used again. */
  override async close(): Promise<void> {
    this.poolmanager?.clear();
    for (const manager of this.proxyManager.values()) manager.clear();
    this.proxyManager.clear();
  }
}
