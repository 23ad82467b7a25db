import type { AdapterSendOptions, Capabilities, ContentDecoders, PreparedRequest, RedirectEngine } from '@beckon/core';

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
  /** The methods that fetch takes, where they aren't all but CONNECT, TRACE and TRACK. */
  readonly methods?: ReadonlySet<string>;
  /** A stream whose length fetch knows, where there is such a thing. */
  readonly sizedStream?: (stream: ReadableStream<Uint8Array>, length: number) => ReadableStream<Uint8Array>;
  /** What takes off the codings that fetch left on a body, by the response's `Content-Encoding` and its request; `undefined`: it left none. */
  readonly decoders?: (contentEncoding: string, request: PreparedRequest) => ContentDecoders | undefined;
  /** What else fetch is told: of proxies and certificates, where it can do these. */
  readonly extras?: (request: PreparedRequest, options: AdapterSendOptions) => Record<string, unknown>;
  /** What fetch threw, without the URL and what may be secret in it, where it says that. */
  readonly discreet?: (error: unknown) => unknown;
  /** How its redirects are followed, where the runtime has no way of its own: see `BaseAdapter.redirects`. */
  readonly redirects?: RedirectEngine;
  /** Whether the page's own rules (CORS, mixed content) can be why there was no answer. */
  readonly inPage?: boolean;
}
