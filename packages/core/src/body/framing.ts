import type { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { InvalidHeader, InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';
import { checkHeaderValidity } from '../headers/validate-header.ts';
import type { HeaderValue } from '../options.ts';
import { bodyLength } from './body-length.ts';
import { type BodySource, isBodySource, type PreparedBody } from './body-source.ts';
import { withExactLength } from './exact-length.ts';

/**
 * How the end of a body is told (RFC 9112 6):
 * - `as-given`: there is no body, or not a byte of it, and the headers stay as they are;
 * - `length`: by `Content-Length`; `checked` where the caller said it and the source must be held to it;
 * - `chunked`: by `Transfer-Encoding: chunked`.
 */
export type Framing =
  | { readonly kind: 'as-given' }
  | { readonly kind: 'length'; readonly length: number; readonly checked: boolean }
  | { readonly kind: 'chunked' };

const AS_GIVEN: Framing = { kind: 'as-given' };
const CHUNKED: Framing = { kind: 'chunked' };

/**
 * Which of `Content-Length` and `Transfer-Encoding` goes out: never both (BODY-14).
 * A body's own length comes before the caller's; one whose length isn't known takes the caller's (BODY-21).
 *
 * @param callerLength the `Content-Length` that the headers hold, if any
 * @throws {InvalidHeader} where the caller's length is needed and is no number
 */
export function framing(body: PreparedBody, method: string | null, callerLength?: string | null): Framing {
  const given = callerLength !== null && callerLength !== undefined;
  if (body === null) {
    // BODY-12: a server may wait for the body of any other method
    if (given || method === 'GET' || method === 'HEAD') return AS_GIVEN;
    return { kind: 'length', length: 0, checked: false };
  }
  // as in Requests: it is the adapter that tells the 0
  if (isEmptyBody(body)) return AS_GIVEN;
  const length = bodyLength(body);
  if (length !== null) return { kind: 'length', length, checked: false };
  return given ? { kind: 'length', length: parseLength(callerLength), checked: true } : CHUNKED;
}

function parseLength(text: string): number {
  const length = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(length)) return length;
  throw new InvalidHeader(`Content-Length must be a number of bytes, not ${JSON.stringify(text)}.`);
}

/**
 * Writes the framing headers of a body, and gives the body as it is to be sent: one that is held to the caller's length where that counts.
 *
 * @param framedLength a `Content-Length` of this value was reckoned for an earlier body: it is not the caller's
 * @throws {InvalidHeader} where the caller's length is needed and is no number
 */
export function applyFraming(
  headers: CaseInsensitiveDict<HeaderValue>,
  body: PreparedBody,
  method: string | null,
  framedLength: HeaderValue | null = null,
): PreparedBody {
  if (!isPreparedBody(body)) {
    throw new InvalidOptionError(
      `the body of a prepared request is null, a string, a Uint8Array or a BodySource, not ${kindOf(body)}: prepareBody(data) makes one of all else`,
    );
  }
  if (body === null && (method === 'GET' || method === 'HEAD')) return body;
  const given = headers.get('Content-Length');
  if (given !== undefined && typeof given !== 'string') checkHeaderValidity(['Content-Length', given]);
  const callerLength = given instanceof Uint8Array ? new TextDecoder().decode(given) : given;
  const stale = body !== null && given === framedLength;
  const chosen = framing(body, method, stale ? null : callerLength);
  if (chosen.kind === 'length') {
    headers.delete('Transfer-Encoding');
    headers.set('Content-Length', String(chosen.length));
    if (chosen.checked && isBodySource(body)) return withExactLength(body as BodySource, chosen.length);
  } else if (chosen.kind === 'chunked') {
    headers.delete('Content-Length');
    if (!headers.has('Transfer-Encoding')) headers.set('Transfer-Encoding', 'chunked');
  }
  return body;
}

/** Whether there is no body, or text or bytes without a byte. An empty source is a body. */
export function isEmptyBody(body: PreparedBody): boolean {
  return body === null || body === '' || (body instanceof Uint8Array && body.length === 0);
}

function isPreparedBody(body: unknown): boolean {
  return body === null || typeof body === 'string' || body instanceof Uint8Array || isBodySource(body);
}
