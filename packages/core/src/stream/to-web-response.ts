import { InvalidOptionError, RequestException } from '../errors.ts';
import type { Response } from '../response.ts';
import type { ResponseBody } from './response-body.ts';

/** Fetch standard, "null body status". */
const NULL_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/**
 * A WHATWG `Response` with the same status, headers, body, URL and `redirected`. Where we have taken the codings of the body off,
 * `Content-Encoding` and `Content-Length`, which tell of the encoded one, are left out.
 *
 * @throws {InvalidOptionError} where the status is none that WHATWG lets one make
 */
export function toWebResponse(response: Response, body: ResponseBody | null): globalThis.Response {
  const { statusCode: status, reason, url } = response;
  if (typeof status !== 'number' || status < 200 || status > 599) {
    throw new InvalidOptionError(`A WHATWG Response cannot have the status ${status}: only 200 to 599.`, { response });
  }
  const headers = new Headers();
  const decodes = body?.decodes ?? false;
  for (const [name, value] of response.headers) {
    const low = name.toLowerCase();
    if (low === 'set-cookie' || (decodes && (low === 'content-encoding' || low === 'content-length'))) continue;
    headers.append(name, value);
  }
  for (const line of response.headers.getSetCookie()) headers.append('set-cookie', line);
  const web = new globalThis.Response(NULL_BODY.has(status) ? nothing(body) : webBody(body), {
    status,
    statusText: reason ?? '',
    headers,
  });
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

function nothing(body: ResponseBody | null): null {
  body?.close();
  return null;
}

function webBody(body: ResponseBody | null): BodyInit | null {
  if (body === null) return null;
  if (body.stored) return body.content as Uint8Array<ArrayBuffer>;
  body.assertReadable();
  const pieces = body.pieces();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next().catch(asTypeError);
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      },
      async cancel() {
        body.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** WHATWG: where a body breaks off, whoever reads it is told by a TypeError. An abort is its own reason. */
function asTypeError(error: unknown): never {
  if (error instanceof RequestException) throw new TypeError(`terminated: ${error.message}`, { cause: error });
  throw error;
}
