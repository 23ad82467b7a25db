import type { WEB_INIT } from './hop-options.ts';
import type { WebInit } from './interop/web-init.ts';
import type { TimeoutOption, TlsCertificate, TlsVerify, TransferProgress } from './options.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { RedirectEngine } from './resolve-redirects.ts';
import type { Response } from './response.ts';
import type { Retry } from './retry/retry.ts';

/** What an adapter can do. What it can't, is refused before anything is sent, with an `UnsupportedOptionError`. */
export interface Capabilities {
  /** The adapter's name in messages. */
  readonly name: string;
  /** The schemes of proxies that it can go through; none where it can't. */
  readonly proxies: readonly ('http' | 'https' | 'socks4' | 'socks4a' | 'socks5' | 'socks5h')[];
  /** `verify` other than `true`: switching the check off, and own authorities. */
  readonly verify: {
    /** `verify: false`. */
    readonly off: boolean;
    /** A path, or `{ ca }`. */
    readonly ca: boolean;
  };
  /** Client certificates. */
  readonly cert: boolean;
  /**
   * A connect timeout apart from the read timeout. Where there is none, nobody tells when the connection stands: the read timeout runs from
   * the call to the first byte, and that of connecting is not looked at.
   */
  readonly connectTimeout: boolean;
  /** Whether redirects come back as they are, so that the session follows them hop by hop. */
  readonly redirects: boolean;
  /** Whether `Cookie` can be sent and `Set-Cookie` read. */
  readonly cookies: boolean;
  /** Whether `raw` has the bytes as they came, before decompression. */
  readonly rawBody: boolean;
  /** Whether GET and HEAD may carry a body. */
  readonly bodyWithGet: boolean;
  /** Whether a body of unknown length can be streamed up. */
  readonly streamingUpload: boolean;
  /** Whether it can be told how much of a body went out. */
  readonly uploadProgress: boolean;
  /** Header names, in lower case, that the platform sets itself and lets nobody else set; one that ends in `-` is a beginning. */
  readonly forbiddenHeaders: readonly string[];
}

/** What `send` of an adapter is told beside the request. What else was given to `session.send` comes along. */
export interface AdapterSendOptions {
  /** Whether the caller will read the body as a stream. Default: `false`. */
  stream?: boolean | undefined;
  /** In milliseconds, for the connection and for each silence. Default: none. */
  timeout?: TimeoutOption | undefined;
  /** How the certificate is checked. Default: `true`. */
  verify?: TlsVerify | undefined;
  /** The client certificate. Default: none. */
  cert?: TlsCertificate | null | undefined;
  /** `scheme`, `scheme://host`, `all` or `all://host` to the URL of a proxy; `null` for none. Default: no proxy. */
  proxies?: Readonly<Record<string, string | null>> | undefined;
  /** Ends the request: the promise rejects with its reason, and the connection is given up. Default: none. */
  signal?: AbortSignal | null | undefined;
  /** Told how much of the body went out, in bytes. Default: nobody. */
  onUploadProgress?: ((progress: TransferProgress) => void) | undefined;
  /** What a caller of `session.fetch` said to the platform's own fetch. */
  [WEB_INIT]?: WebInit;
  [extra: string]: unknown;
}

/**
 * The one place of I/O. An adapter sends one prepared request and gives the answer to it, whatever its status: it follows no redirect,
 * answers no challenge and knows no cookies; the session does. Source: `requests.adapters.BaseAdapter`.
 *
 * @example
 * ```ts
 * import { BaseAdapter, type PreparedRequest, Response, Session } from 'beckon';
 *
 * class Teapot extends BaseAdapter {
 *   override async send(request: PreparedRequest): Promise<Response> {
 *     return new Response({ statusCode: 418, url: request.url ?? '', content: new Uint8Array() });
 *   }
 * }
 * const session = new Session();
 * session.mount('teapot://', new Teapot());
 * (await session.get('teapot://kitchen/')).statusCode; // 418
 * ```
 */
export abstract class BaseAdapter {
  /** What this adapter can do. `undefined`, as in a small adapter of one's own: nothing is checked beforehand. */
  readonly capabilities?: Capabilities;
  /** How the session tries again where this adapter's request failed; `undefined`: not at all. */
  maxRetries?: Retry;
  /** How redirects that this adapter shows are followed, where the runtime has no way of its own: in browsers. */
  readonly redirects?: RedirectEngine | undefined;

  /** Sends the request; settles once the headers are in. The body is read from the response. */
  abstract send(request: PreparedRequest, options?: AdapterSendOptions): Promise<Response>;

  /** Ends every connection that is kept. The adapter can be used again afterwards. */
  async close(): Promise<void> {}
}
