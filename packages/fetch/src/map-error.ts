/**
 * The one table from what a fetch throws to the library's errors, where fetch tells why it failed. WHATWG knows one error, a `TypeError`; what
 * it was about stands in codes and texts that are each runtime's own. A page is never told: see `platforms/browser.ts`.
 */
import {
  ChunkedEncodingError,
  ConnectionError,
  ConnectTimeout,
  ContentDecodingError,
  markNothingSent,
  ProxyError,
  type RequestException,
  SSLError,
} from '@beckon/core';
import type { FailedFetch } from './platform.ts';

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

/** What failed, by the codes and the words of the runtime. */
export function mapError(cause: unknown, { request, where, proxied, inBody }: FailedFetch): RequestException {
  const told = tellings(cause);
  const init = { request, cause };
  if (inBody) {
    if (DECODING.test(told))
      return new ContentDecodingError(`The body of ${where} could not be decoded: ${told}`, init);
    return new ChunkedEncodingError(`The body of ${where} ended before its end: ${told}`, init);
  }
  if (CONNECT_TIMEOUT.test(told))
    return markNothingSent(new ConnectTimeout(`No connection to ${where}: ${told}`, init));
  if (TLS.test(told)) return markNothingSent(new SSLError(`TLS with ${where} failed: ${told}`, init));
  const unreached = UNREACHED.test(told);
  if (PROXY.test(told) || (proxied && unreached)) {
    return markNothingSent(new ProxyError(`The proxy did not let through to ${where}: ${told}`, init));
  }
  const failed = new ConnectionError(`No answer from ${where}: ${told}`, init);
  return unreached ? markNothingSent(failed) : failed;
}
