import { InvalidOptionError, RequestException } from '../errors.ts';
import type { Response } from '../response.ts';
import { isNullBodyStatus } from './null-body-status.ts';
import type { ResponseBody } from './response-body.ts';
import { streamOf } from './stream-of.ts';

/**
 * A WHATWG `Response` with the same status, headers, body, URL and `redirected`. Where we have taken the codings of the body off,
 * `Content-Encoding` and `Content-Length`, which tell of the encoded one, are left out.
 *
 * @throws {InvalidOptionError} where the status is none that WHATWG lets one make
 */
export function toWebResponse(response: Response, body: ResponseBody): globalThis.Response {
  const { statusCode: status, reason, url } = response;
  if (typeof status !== 'number' || status < 200 || status > 599) {
    throw new InvalidOptionError(`A WHATWG Response cannot have the status ${status}: only 200 to 599.`, { response });
  }
  const hasNoBody = isNullBodyStatus(status);
  const leftOut = body.decodes ? /^(set-cookie|content-encoding|content-length)$/i : /^set-cookie$/i;
  const headers = new Headers([...response.headers].filter(([name]) => !leftOut.test(name)));
  for (const line of response.headers.getSetCookie()) headers.append('set-cookie', line);
  if (hasNoBody) body.close();
  const web = new globalThis.Response(hasNoBody ? null : webBody(body), { status, statusText: reason ?? '', headers });
  const redirected = response.redirectedUnseen || response.history.some((earlier) => earlier.isRedirect);
  return fromUrl(web, url?.split('#', 1)[0] ?? '', redirected);
}

/** A response that is made by hand has neither URL nor `redirected`, nor has a clone of it; what takes one reads both. */
function fromUrl(web: globalThis.Response, url: string, redirected: boolean): globalThis.Response {
  const clone = (): globalThis.Response => fromUrl(globalThis.Response.prototype.clone.call(web), url, redirected);
  return Object.defineProperties(web, {
    url: { value: url },
    redirected: { value: redirected },
    clone: { value: clone },
  });
}

function webBody(body: ResponseBody): BodyInit | null {
  if (body.stored !== undefined) return body.stored as Uint8Array<ArrayBuffer> | null;
  return streamOf(body.pieces(), () => body.close(), asTypeError);
}

/** WHATWG: where a body breaks off, whoever reads it is told by a TypeError. An abort is its own reason. */
function asTypeError(error: unknown): never {
  if (error instanceof RequestException) throw new TypeError(`terminated: ${error.message}`, { cause: error });
  throw error;
}
