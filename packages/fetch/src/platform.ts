import type {
  AdapterSendOptions,
  Capabilities,
  ContentDecoders,
  PreparedRequest,
  RedirectEngine,
  RequestException,
} from '@beckon/core';

/** What is known of a fetch that failed, beside what it threw. */
export interface FailedFetch {
  readonly request: PreparedRequest;
  /** The host, with its port. */
  readonly where: string;
  /** Whether it went through a proxy. */
  readonly proxied: boolean;
  /** Whether the headers of the answer were in. */
  readonly inBody: boolean;
}

/**
 * Where a fetch runs: what it can do, and what it has to be told in a way of its own. A value, which the entry of each platform gives;
 * nothing here looks at what it runs on.
 */
export interface FetchPlatform {
  readonly capabilities: Capabilities;
  /** The content codings that come back decoded, one by one or by `decoders`: what the default `Accept-Encoding` is cut down to. */
  readonly codings: readonly string[];
  /** Whether `Content-Length` beside a stream is heeded. Where it isn't, what is made of Blobs goes out as a Blob. */
  readonly heedsContentLength: boolean;
  /** One of the library's errors for what its fetch threw: `mapError` where fetch tells why. */
  readonly mapError: (thrown: unknown, failed: FailedFetch) => RequestException;
  /** The methods that fetch takes, where they aren't all but CONNECT, TRACE and TRACK. */
  readonly methods?: ReadonlySet<string>;
  /** A stream whose length fetch knows, where there is such a thing. */
  readonly sizedStream?: (stream: ReadableStream<Uint8Array>, length: number) => ReadableStream<Uint8Array>;
  /** What takes off the codings that fetch left on a body, by the response's `Content-Encoding` and its request; `undefined`: it left none. */
  readonly decoders?: (contentEncoding: string, request: PreparedRequest) => ContentDecoders | undefined;
  /** What else fetch is told: of proxies and certificates, where it can do these. */
  readonly extras?: (request: PreparedRequest, options: AdapterSendOptions) => Record<string, unknown>;
  /** How its redirects are followed, where the runtime has no way of its own: see `BaseAdapter.redirects`. */
  readonly redirects?: RedirectEngine;
  /** Whether a page's rules hold: streams go up over TLS alone. */
  readonly inPage?: boolean;
}
