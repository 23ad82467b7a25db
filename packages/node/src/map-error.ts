/**
 * The one table from Node's errors to the library's. What is one already is left as it is.
 */
import type { PreparedRequest } from '@beckon/core';
import {
  ChunkedEncodingError,
  ConnectionError,
  InvalidHeader,
  InvalidURL,
  markNothingSent,
  ProxyError,
  RequestException,
  SSLError,
} from '@beckon/core';
import { describeTlsError, isTlsError } from './tls/describe-tls-error.ts';

/** What Node's errors carry. */
interface NodeError extends Error {
  code?: string;
  errors?: readonly NodeError[];
}

/** What went wrong, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was closed by the other side',
  ECONNABORTED: 'the connection was given up',
  EPIPE: 'the connection was closed by the other side',
  ETIMEDOUT: 'the other side did not answer',
  ENOTFOUND: 'the name could not be resolved',
  EAI_AGAIN: 'the name could not be resolved at the moment',
  EAI_NODATA: 'the name has no address',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the network',
  EADDRNOTAVAIL: 'the address is not to be had',
  EMFILE: 'too many files and connections are open',
  ENOENT: 'there is no such socket',
  EACCES: 'it is not allowed',
  HPE_HEADER_OVERFLOW: 'the headers of the answer are too large',
  HPE_INVALID_CONSTANT: 'the answer is no HTTP',
  HPE_INVALID_VERSION: 'the answer is no HTTP/1.x',
  HPE_INVALID_STATUS: 'the answer has no status',
  HPE_INVALID_HEADER_TOKEN: 'a header of the answer is broken',
  HPE_INVALID_CHUNK_SIZE: 'the size of a chunk is broken',
};

function isFromTree(error: unknown): error is RequestException {
  return error instanceof RequestException;
}

/** Of several addresses that were tried, the error of the first says most. */
function firstOf(error: unknown): NodeError {
  const failed = error as NodeError;
  return failed.errors?.find((one) => one.code === failed.code) ?? failed.errors?.[0] ?? failed;
}

function words(error: NodeError): string {
  const code = error.code;
  const known = code === undefined ? undefined : WORDS[code];
  if (known !== undefined) return `${known} (${code})`;
  return code === undefined ? error.message : `${error.message} (${code})`;
}

/** Puts the request on an error of the tree that was made where it wasn't known. */
function withRequest<E extends RequestException>(error: E, request: PreparedRequest | null): E {
  if (error.request === null) error.request = request;
  return error;
}

/**
 * An error while a connection was made: nothing was sent.
 * @param where `host:port` of what was connected to
 * @param proxy whether that was a proxy
 */
export function connectError(error: unknown, where: string, proxy: boolean, request: PreparedRequest | null): unknown {
  if (isFromTree(error)) return markNothingSent(withRequest(error, request));
  const failed = firstOf(error);
  const init = { request, cause: error };
  if (proxy) {
    const reason = isTlsError(failed) ? describeTlsError(failed, where) : words(failed);
    return markNothingSent(new ProxyError(`Could not connect to the proxy ${where}: ${reason}`, init));
  }
  if (isTlsError(failed)) return markNothingSent(new SSLError(describeTlsError(failed, where), init));
  return markNothingSent(new ConnectionError(`Could not connect to ${where}: ${words(failed)}`, init));
}

/**
 * Takes the bytes of the answer off an error of Node's parser: there may be cookies in them, `inspect` shows them, and by then they are those of
 * another answer: connections share one buffer.
 */
function withoutBytes(error: unknown): NodeError {
  const failed = error as NodeError & { rawPacket?: Uint8Array };
  delete failed?.rawPacket;
  return failed;
}

/** An error after the request began to go out, and before the headers of the answer were in. */
export function exchangeError(error: unknown, where: string, request: PreparedRequest): unknown {
  if (isFromTree(error)) return withRequest(error, request);
  const failed = withoutBytes(error);
  const init = { request, cause: error };
  if (isTlsError(failed)) return new SSLError(describeTlsError(failed, where), init);
  // Two lengths that differ: which of them is right, nobody can say (DEC-10)
  if (failed.code === 'HPE_UNEXPECTED_CONTENT_LENGTH' || failed.code === 'HPE_INVALID_CONTENT_LENGTH') {
    return new InvalidHeader(`The answer of ${where} has no length that can be relied on (${failed.code})`, init);
  }
  return new ConnectionError(`No answer from ${where}: ${words(failed)}`, init);
}

/** An error while the body came in (DEC-8, DEC-13). */
export function bodyError(error: unknown, where: string, request: PreparedRequest): unknown {
  if (isFromTree(error)) return withRequest(error, request);
  const failed = withoutBytes(error);
  const init = { request, cause: error };
  if (isTlsError(failed)) return new SSLError(describeTlsError(failed, where), init);
  return new ChunkedEncodingError(`The body of ${where} ended before its end: ${words(failed)}`, init);
}

/** What Node refuses to send: a header or a path with characters that can't stand in it. */
export function refusedError(error: unknown, request: PreparedRequest): unknown {
  if (isFromTree(error)) return withRequest(error, request);
  const failed = error as NodeError;
  const init = { request, cause: error };
  if (failed.code === 'ERR_UNESCAPED_CHARACTERS')
    return new InvalidURL('The path of the URL has characters that are not escaped.', init);
  if (
    failed.code === 'ERR_INVALID_CHAR' ||
    failed.code === 'ERR_INVALID_HTTP_TOKEN' ||
    failed.code === 'ERR_HTTP_INVALID_HEADER_VALUE'
  ) {
    // Node's own message names the header, never its value
    return new InvalidHeader(failed.message, init);
  }
  return new ConnectionError(`The request could not be sent: ${words(failed)}`, init);
}
