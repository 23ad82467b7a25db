import type { PreparedRequest } from '@beckon/core';
import { checkHeaderValidity, InvalidHeader } from '@beckon/core';

/** The headers of one request as they go out, and what they say about its body. */
export interface OutgoingHeaders {
  /** Names and values by turns. */
  readonly pairs: string[];
  contentLength: number | null;
  chunked: boolean;
  /** Whether `Connection` is told, and that it is the last request. */
  connection: boolean;
  close: boolean;
  host: boolean;
}

/** Methods that have no body unless one is given: Node adds no framing of its own to them. */
export const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** Whether a server waits for the body of such a request, so that there being none has to be told (RFC 9110 §8.6). */
export function expectsBody(method: string | null): boolean {
  return method !== null && !WITHOUT_BODY.has(method) && !WITHOUT_BODY.has(method.toUpperCase());
}

/** Bytes as the latin-1 text that goes out as these bytes. What was set by hand may be anything. */
function latin1(name: string, bytes: Uint8Array): string {
  checkHeaderValidity([name, bytes]);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function lengthOf(value: string, request: PreparedRequest): number {
  const length = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(length))
    throw new InvalidHeader(`Content-Length is a number of bytes, not ${JSON.stringify(value)}`, { request });
  return length;
}

/**
 * The headers in their order and case, as they were given. `Host` comes first unless it was given; a length and chunks don't go together:
 * the length wins (BODY-21, RFC 9112 §6.3).
 * @param leaveOut a header that is not sent, in lower case
 */
export function outgoingHeaders(request: PreparedRequest, host: string, leaveOut: string | null): OutgoingHeaders {
  const out: OutgoingHeaders = {
    pairs: [],
    contentLength: null,
    chunked: false,
    connection: false,
    close: false,
    host: false,
  };
  const given = request.headers;
  if (!given.has('host')) out.pairs.push('Host', host);
  const hasLength = given.has('content-length');
  given.forEach((raw: string | Uint8Array, name) => {
    const value = typeof raw === 'string' ? raw : latin1(name, raw);
    // no more than the names that matter are looked at in lower case
    switch (name.length) {
      case 10:
        if (name.toLowerCase() === 'connection') {
          out.connection = true;
          out.close = /\bclose\b/i.test(value);
        }
        break;
      case 14:
        if (name.toLowerCase() === 'content-length') out.contentLength = lengthOf(value, request);
        break;
      case 17:
        if (name.toLowerCase() === 'transfer-encoding') {
          if (hasLength) return;
          out.chunked = /\bchunked\s*$/i.test(value);
        }
        break;
    }
    if (leaveOut !== null && name.toLowerCase() === leaveOut) return;
    out.pairs.push(name, value);
  });
  return out;
}
