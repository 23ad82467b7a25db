import {
  type AdapterSendOptions,
  absoluteTarget,
  BaseAdapter,
  buildResponse,
  type Capabilities,
  InvalidURL,
  isPlainUrl,
  normalizeTimeout,
  type PreparedRequest,
  type RedirectEngine,
  RequestException,
  type Response,
  redactUrl,
  UnsupportedOptionError,
  URLRequired,
  WEB_INIT,
} from '@beckon/core';
import type { OwnFields } from './check-init.ts';
import { openExchange } from './exchange.ts';
import { fetchedBody } from './fetched-body.ts';
import { outgoingBody } from './outgoing-body.ts';
import { outgoingHeaders } from './outgoing-headers.ts';
import type { FetchPlatform } from './platform.ts';

/** What `FetchAdapter` needs of a fetch. */
export type FetchFunction = (url: string, init: globalThis.RequestInit) => Promise<globalThis.Response>;

/** What a transport over fetch is made with. What is not named here (`credentials`, `mode`, `cache`, `referrerPolicy`, …) goes to every call of fetch. */
export interface FetchTransportInit extends Omit<globalThis.RequestInit, OwnFields> {
  /** Any WHATWG fetch. Default: the platform's own, looked up at each call. */
  fetch?: FetchFunction | undefined;
  /** What the fetch can do. */
  platform: FetchPlatform;
}

/**
 * The transport over any WHATWG fetch, without retries and without a look at what it is made with: those weigh too much for a page that uses
 * none. `FetchAdapter` is this with them.
 * Redirects, cookies and credentials are the session's own work wherever the platform shows a 3xx; a browser follows by itself.
 */
export class FetchTransport extends BaseAdapter {
  override readonly capabilities: Capabilities;
  override readonly redirects: RedirectEngine | undefined;
  readonly #fetch: FetchFunction;
  readonly #platform: FetchPlatform;
  readonly #init: Readonly<Record<string, unknown>>;

  constructor({ fetch, platform, ...init }: FetchTransportInit) {
    super();
    // looked up at each call: a test may put another one in its place
    this.#fetch = fetch ?? ((url, fetchInit) => globalThis.fetch(url, fetchInit));
    this.#platform = platform;
    this.#init = init;
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
    const { signal = null, timeout, onUploadProgress } = options;
    signal?.throwIfAborted();
    const platform = this.#platform;
    const { redirects } = platform.capabilities;
    const url = urlOf(request);
    const where = url.host;
    const method = request.method ?? 'GET';
    assertMethod(method, request, platform);
    const { read } = normalizeTimeout(timeout);
    const exchange = openExchange(request, where, read, signal);
    try {
      const outgoing = outgoingBody(request, platform, exchange, onUploadProgress);
      const init: Record<string, unknown> = {
        ...platform.extras?.(request, options),
        ...this.#init,
        ...options[WEB_INIT],
        ...outgoing,
        method,
        headers: outgoingHeaders(request, platform, platform.heedsContentLength && 'duplex' in outgoing),
        signal: exchange.signal,
        redirect: redirects ? 'manual' : 'follow',
      };
      const foreign =
        (inBody: boolean) =>
        (error: unknown): unknown => {
          if (!(error instanceof RequestException)) {
            return platform.mapError(error, { request, where, proxied: Boolean(init.proxy), inBody });
          }
          error.request ??= request;
          return error;
        };
      // what throws at once rejects like what throws later
      const fetching = (async () => this.#fetch(url.href, init))();
      const answer = await exchange.wait(fetching, foreign(false), (late) => void late.body?.cancel().catch(() => {}));
      return buildResponse({
        status: answer.status,
        reason: answer.statusText,
        headers: [...answer.headers],
        request,
        // where redirects were followed out of our sight, fetch knows where they led
        url: redirects || !answer.redirected ? (request.url as string) : arrivedAt(answer.url, request.url as string),
        redirected: !redirects && answer.redirected,
        body: fetchedBody(answer, exchange, read !== null, method === 'HEAD', foreign(true)),
        decoders: platform.decoders?.(answer.headers.get('content-encoding') ?? '', request),
        connection: this,
      });
    } catch (error) {
      exchange.end();
      throw error;
    }
  }
}

/** The URL as fetch takes it: without userinfo, which it refuses, and fragment. @throws {URLRequired | InvalidURL} */
function urlOf(request: PreparedRequest): Pick<URL, 'href' | 'host'> {
  const { url } = request;
  if (url === null) throw new URLRequired('The request has no URL.', { request });
  // fetch makes a URL of it anyway
  if (isPlainUrl(url)) return { href: url, host: url.split('/', 3)[2] as string };
  try {
    return new URL(absoluteTarget(url));
  } catch (cause) {
    throw new InvalidURL(`No fetch takes the URL ${redactUrl(url)}`, { request, cause });
  }
}

/** @throws {UnsupportedOptionError} for a method that fetch would refuse, or send as another one */
function assertMethod(method: string, request: PreparedRequest, { capabilities, methods }: FetchPlatform): void {
  if (methods ? methods.has(method) : !/^(CONNECT|TRACE|TRACK)$/.test(method)) return;
  const known = methods ? [...methods].join(', ') : 'any other';
  throw new UnsupportedOptionError(
    `${capabilities.name} can't do the method ${method}: this platform's fetch sends ${known}. Mount an HTTPAdapter where there is one.`,
    { request },
  );
}

/** Where a browser arrived. It shows no fragment; that of the request is kept, as RFC 9110 §10.2.2 has it for a Location without one. */
function arrivedAt(url: string, asked: string): string {
  const hash = asked.indexOf('#');
  return hash < 0 ? url : url + asked.slice(hash);
}
