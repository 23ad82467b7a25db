/**
 * The one table from what a fetch throws to the library's errors. WHATWG knows one error, a `TypeError`; what it was about stands in codes
 * and texts that are each runtime's own. What is one of the library's already is left as it is.
 */
import {
  ChunkedEncodingError,
  ConnectionError,
  ConnectTimeout,
  ContentDecodingError,
  markNothingSent,
  type PreparedRequest,
  ProxyError,
  RequestException,
  SSLError,
} from '@beckon/core';

/** What Node, Bun and Deno put into an error, here or in its cause. */
interface Told {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

// The texts that stand here are what the runtimes said, measured; see test/errors.test.ts
/** Node's and Bun's codes, Deno's words: there was no connection, so nothing was sent. */
const UNREACHED =
  /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ConnectionRefused|FailedToOpenSocket|DNS_?\w+)\b|client error \(Connect\)|tcp connect error|dns error/;
const CONNECT_TIMEOUT = /\bUND_ERR_CONNECT_TIMEOUT\b/;
const TLS =
  /\b(CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|HOSTNAME_MISMATCH|EPROTO)\b|certificate|tls handshake|received fatal alert|InvalidContentType|SSL routines/i;
const PROXY = /proxy|tunnel/i;
const DECODING =
  /\b(Z_\w+|ZlibError|ERR_BROTLI\w*|ERR__ERROR_\w+|Brotli\w*|Zstd\w*|ShortRead)\b|decod|decompress|unexpected end of file|deflate|gzip|corrupt/i;

/** Codes and texts of an error and of what lies under it. */
function tellings(error: unknown): string {
  const found: string[] = [];
  let current = error as Told | null | undefined;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth++) {
    if (typeof current.code === 'string') found.push(current.code);
    if (typeof current.message === 'string' && current.message !== '') found.push(current.message);
    current = (current.cause ?? current.errors?.[0]) as Told | undefined;
  }
  return [...new Set(found)].join(': ');
}

function withRequest<E extends RequestException>(error: E, request: PreparedRequest): E {
  error.request ??= request;
  return error;
}

/** What is known of a request beside its error. */
export interface ErrorContext {
  readonly request: PreparedRequest;
  /** The host, with its port. */
  readonly where: string;
  /** Whether it went through a proxy. */
  readonly proxied?: boolean;
  /** Whether a page asked. */
  readonly inPage?: boolean;
}

/** An error before the headers of the answer were in. */
export function exchangeError(error: unknown, { request, where, proxied, inPage }: ErrorContext): unknown {
  if (error instanceof RequestException) return withRequest(error, request);
  const told = tellings(error);
  const init = { request, cause: error };
  if (CONNECT_TIMEOUT.test(told))
    return markNothingSent(new ConnectTimeout(`No connection to ${where}: ${told}`, init));
  if (TLS.test(told)) return markNothingSent(new SSLError(`TLS with ${where} failed: ${told}`, init));
  const unreached = UNREACHED.test(told);
  if (PROXY.test(told) || (proxied && unreached)) {
    return markNothingSent(new ProxyError(`The proxy did not let through to ${where}: ${told}`, init));
  }
  const failed = new ConnectionError(`No answer from ${where}: ${told}${inPage ? HINT : ''}`, init);
  return unreached ? markNothingSent(failed) : failed;
}

// a page is not told why (Fetch 4.4): it could look into its user's network otherwise
const HINT =
  '. The browser does not say why: the server may be down, or not allow this page to ask it (CORS); its console knows more';

/** An error while the body came in. */
export function bodyError(error: unknown, { request, where }: ErrorContext): unknown {
  if (error instanceof RequestException) return withRequest(error, request);
  const told = tellings(error);
  const init = { request, cause: error };
  if (DECODING.test(told)) return new ContentDecodingError(`The body of ${where} could not be decoded: ${told}`, init);
  return new ChunkedEncodingError(`The body of ${where} ended before its end: ${told}`, init);
}
