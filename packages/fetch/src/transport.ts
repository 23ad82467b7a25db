import {
  type AdapterSendOptions,
  absoluteTarget,
  BaseAdapter,
  buildResponse,
  type Capabilities,
  InvalidOptionError,
  InvalidURL,
  normalizeTimeout,
  type PreparedRequest,
  type RedirectEngine,
  type Response,
  redactUrl,
  UnsupportedOptionError,
  URLRequired,
  WEB_INIT,
} from '@beckon/core';
import { Exchange } from './exchange.ts';
import { FetchedBody } from './fetched-body.ts';
import { bodyError, exchangeError } from './map-error.ts';
import { outgoingBody } from './outgoing-body.ts';
import { outgoingHeaders } from './outgoing-headers.ts';
import type { FetchPlatform } from './platform.ts';
import { generic } from './platforms/generic.ts';

/** What `FetchAdapter` needs of a fetch. */
export type FetchFunction = (url: string, init: globalThis.RequestInit) => Promise<globalThis.Response>;

type OwnFields = 'body' | 'headers' | 'method' | 'redirect' | 'signal';

/** What a transport over fetch is made with. What is not named here (`credentials`, `mode`, `cache`, `referrerPolicy`, …) goes to every call of fetch. */
export interface FetchTransportInit extends Omit<globalThis.RequestInit, OwnFields> {
  /** Any WHATWG fetch. Default: the platform's own, looked up at each call. */
  fetch?: FetchFunction;
  /** What the fetch can do. Default: that of the entry this class comes from. */
  platform?: FetchPlatform;
}

/** Each request says these itself. */
const OWN: readonly string[] = ['body', 'headers', 'method', 'redirect', 'signal'] satisfies OwnFields[];
/** Those of `HTTPAdapter`: nobody can tell a fetch how many connections it keeps. */
const POOL: readonly string[] = ['poolConnections', 'poolMaxsize', 'poolBlock'];
const NEVER_SENT: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

/**
 * The transport over any WHATWG fetch, without retries: those weigh too much for a page that uses none. `FetchAdapter` is this with them.
 * Redirects, cookies and credentials are the session's own work wherever the platform shows a 3xx; a browser follows by itself.
 */
export class FetchTransport extends BaseAdapter {
  override readonly capabilities: Capabilities;
  override readonly redirects: RedirectEngine | undefined;
  readonly #fetch: FetchFunction;
  readonly #platform: FetchPlatform;
  readonly #init: Readonly<Record<string, unknown>>;

  /** @throws {InvalidOptionError | UnsupportedOptionError} for an option that is the request's own, or that no fetch has */
  constructor(init: FetchTransportInit = {}) {
    super();
    const { fetch, platform = generic, ...rest } = init;
    for (const name of Object.keys(rest)) {
      if (OWN.includes(name))
        throw new InvalidOptionError(`FetchAdapter has no option "${name}": each request says that itself.`);
      if (POOL.includes(name)) {
        throw new UnsupportedOptionError(
          `FetchAdapter can't do ${name}: its connections are the platform's. Mount an HTTPAdapter where there is one.`,
        );
      }
    }
    if (fetch !== undefined && typeof fetch !== 'function') {
      throw new InvalidOptionError(`FetchAdapter's option fetch is a function, not ${typeof fetch}`);
    }
    // looked up at each call: a test may put another one in its place
    this.#fetch = fetch ?? ((url, fetchInit) => globalThis.fetch(url, fetchInit));
    this.#platform = platform;
    this.#init = rest;
    this.capabilities = platform.capabilities;
    this.redirects = platform.redirects;
  }

  /**
   * Sends the request; settles once the headers are in. The time until then counts as one silence: a fetch does not tell when it connected.
   * @throws {ReadTimeout} when the timeout is over
   * @throws {ConnectionError | SSLError | ProxyError} where there is no connection, or no answer
   * @throws {UnsupportedOptionError} for a method that the platform's fetch would not send
   */
  override async send(request: PreparedRequest, options: AdapterSendOptions = {}): Promise<Response> {
    const signal = options.signal ?? null;
    signal?.throwIfAborted();
    const url = urlOf(request);
    const method = request.method ?? 'GET';
    this.#checkMethod(method, request);
    const { read } = normalizeTimeout(options.timeout);
    const where = url.host;
    const exchange = new Exchange(request, where, read, signal);
    const answer = await this.#exchange(exchange, method, url, request, options);
    return this.#buildResponse(answer, exchange, where, request);
  }

  async #exchange(
    exchange: Exchange,
    method: string,
    url: URL,
    request: PreparedRequest,
    options: AdapterSendOptions,
  ): Promise<globalThis.Response> {
    const platform = this.#platform;
    try {
      const { body, stream } = outgoingBody(request, platform, exchange, options.onUploadProgress);
      const init: Record<string, unknown> = {
        ...platform.extras?.(request, options),
        ...this.#init,
        ...options[WEB_INIT],
        method,
        headers: outgoingHeaders(request, platform, stream && platform.heedsContentLength),
        signal: exchange.signal,
        redirect: platform.capabilities.redirects ? 'manual' : 'follow',
      };
      if (body !== null) init.body = body;
      if (stream) init.duplex = 'half';
      const foreign = (error: unknown): unknown =>
        exchangeError(platform.discreet?.(error) ?? error, {
          request,
          where: url.host,
          proxied: Boolean(init.proxy),
          inPage: platform.inPage,
        });
      const fetching = callAsync(() => this.#fetch(url.href, init));
      return await exchange.wait(fetching, foreign, (late) => void late.body?.cancel().catch(() => {}));
    } catch (error) {
      exchange.end();
      throw error;
    }
  }

  #buildResponse(answer: globalThis.Response, exchange: Exchange, where: string, request: PreparedRequest): Response {
    const headers: [string, string][] = [];
    for (const [name, value] of answer.headers) if (name !== 'set-cookie') headers.push([name, value]);
    for (const line of answer.headers.getSetCookie()) headers.push(['set-cookie', line]);
    const coding = answer.headers.get('content-encoding');
    const { redirects } = this.capabilities;
    return buildResponse({
      status: answer.status,
      reason: answer.statusText,
      headers,
      request,
      // where redirects were followed out of our sight, fetch knows where they led
      url: redirects || !answer.redirected ? (request.url as string) : arrivedAt(answer.url, request.url as string),
      redirected: !redirects && answer.redirected,
      body: new FetchedBody(answer, exchange, request.method === 'HEAD', (error) =>
        bodyError(error, { request, where }),
      ),
      decoders: coding === null ? undefined : this.#platform.decoders?.(coding, request),
      connection: this,
    });
  }

  #checkMethod(method: string, request: PreparedRequest): void {
    const { methods } = this.#platform;
    if (methods === undefined ? !NEVER_SENT.has(method) : methods.has(method)) return;
    const known = methods === undefined ? 'any other' : [...methods].join(', ');
    throw new UnsupportedOptionError(
      `${this.capabilities.name} can't do the method ${method}: this platform's fetch sends ${known}. Mount an HTTPAdapter where there is one.`,
      { request },
    );
  }
}

/** The URL as fetch takes it: without userinfo, which it refuses, and fragment. @throws {URLRequired | InvalidURL} */
function urlOf(request: PreparedRequest): URL {
  if (request.url === null) throw new URLRequired('The request has no URL.', { request });
  try {
    return new URL(absoluteTarget(request.url));
  } catch (cause) {
    throw new InvalidURL(`No fetch takes the URL ${redactUrl(request.url)}`, { request, cause });
  }
}

/** Where a browser arrived. It shows no fragment; that of the request is kept, as RFC 9110 §10.2.2 has it for a Location without one. */
function arrivedAt(url: string, asked: string): string {
  const hash = asked.indexOf('#');
  return hash < 0 ? url : url + asked.slice(hash);
}

/** What throws at once rejects like what throws later. */
async function callAsync<T>(call: () => Promise<T>): Promise<T> {
  return call();
}
