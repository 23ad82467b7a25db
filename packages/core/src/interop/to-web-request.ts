import { isBodySource } from '../body/body-source.ts';
import { InvalidOptionError } from '../errors.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { absoluteTarget } from '../url/encode-target.ts';

/** Names that WHATWG's fetch writes itself and refuses or drops when given. */
const FETCH_OWN = /^(host|connection|content-length|transfer-encoding)$/i;

/** A WHATWG `Request` of a prepared one. */
export function webRequestOf(prepared: PreparedRequest): globalThis.Request {
  const { body, method } = prepared;
  const refused = (cause?: unknown): InvalidOptionError =>
    new InvalidOptionError(
      'WHATWG cannot hold this request: fetch takes no such method, URL or header, or no body with this method. session.send can send it.',
      { request: prepared, cause },
    );
  if (body !== null && (method === 'GET' || method === 'HEAD')) throw refused();
  // never text: fetch invents a Content-Type for that, and the wire of ours has none
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : isBodySource(body) ? body.stream() : body;
  try {
    const headers = new Headers();
    for (const [name, value] of prepared.headers) {
      if (!FETCH_OWN.test(name))
        headers.append(name, typeof value === 'string' ? value : String.fromCharCode(...value));
    }
    const init = { method: method ?? 'GET', headers, body: bytes as BodyInit | null, duplex: 'half' };
    return new Request(absoluteTarget(prepared.url ?? ''), init);
  } catch (cause) {
    throw refused(cause);
  }
}
