import type { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { InvalidHeader } from '../errors.ts';
import { wrongKind } from '../expect.ts';
import { checkHeaderValidity } from '../headers/validate-header.ts';
import type { HeaderValue } from '../options.ts';
import { type BodySource, bodySource, isBodySource, openSource, type PreparedBody } from './body-source.ts';
import { textOf } from './piece-to-bytes.ts';
import { utf8Length } from './utf8-length.ts';

const LENGTH = 'Content-Length';
const ENCODING = 'Transfer-Encoding';

/**
 * Writes how the end of a body is told (RFC 9112 6): by `Content-Length` or `Transfer-Encoding`, never both (BODY-14). Gives the body as
 * it is to be sent. Its own length comes before the caller's; one whose length isn't known is held to the caller's (BODY-21).
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
  if (body !== null && typeof body !== 'string' && !(body instanceof Uint8Array) && !isBodySource(body)) {
    throw wrongKind(
      body,
      'the body of a prepared request',
      'null, text, a Uint8Array or a BodySource, as prepareBody(data) does',
    );
  }
  // BODY-12: a server may wait for the body of any other method
  if (body === null && (method === 'GET' || method === 'HEAD')) return body;
  const given = headers.get(LENGTH);
  if (given !== undefined) checkHeaderValidity([LENGTH, given]);
  // as in Requests: of an empty body it is the adapter that tells the 0
  if (body === null ? given !== undefined : isEmptyBody(body)) return body;
  const known = body === null ? 0 : typeof body === 'string' ? utf8Length(body) : body.length;
  if (known === null && (given === undefined || given === framedLength)) {
    headers.delete(LENGTH);
    if (!headers.has(ENCODING)) headers.set(ENCODING, 'chunked');
    return body;
  }
  const length = known ?? parseLength(given);
  headers.delete(ENCODING);
  headers.set(LENGTH, String(length));
  if (known !== null) return body;
  const source = body as BodySource;
  return bodySource(length, source.replayable, () => openSource(source));
}

function parseLength(given: HeaderValue | undefined): number {
  const text = String(textOf(given));
  const length = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(length)) return length;
  throw new InvalidHeader(`Content-Length must be a number of bytes, not ${JSON.stringify(text)}.`);
}

/** Whether there is no body, or text or bytes without a byte. An empty source is a body. */
export function isEmptyBody(body: PreparedBody): boolean {
  return body === null || (body.length === 0 && !isBodySource(body));
}
