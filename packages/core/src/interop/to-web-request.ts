import { isBodySource } from '../body/body-source.ts';
import { InvalidOptionError } from '../errors.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { absoluteTarget } from '../url/encode-target.ts';

/** Names that WHATWG's fetch writes itself and refuses or drops when given. */
const FETCH_OWN = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** A WHATWG `Request` of a prepared one. */
export function webRequestOf(prepared: PreparedRequest): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of prepared.headers) {
    if (FETCH_OWN.has(name.toLowerCase())) continue;
    headers.append(name, typeof value === 'string' ? value : String.fromCharCode(...value));
  }
  const { body, method } = prepared;
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    throw new InvalidOptionError(
      `WHATWG allows no body with ${method}: take it away, or send the request with session.send`,
    );
  }
  const init: globalThis.RequestInit & { duplex?: 'half' } = { method: method ?? 'GET', headers };
  if (isBodySource(body)) {
    init.body = body.stream();
    init.duplex = 'half';
  } else if (body !== null) {
    init.body = body as string | Uint8Array<ArrayBuffer>;
  }
  let made: globalThis.Request;
  try {
    made = new Request(absoluteTarget(prepared.url ?? ''), init);
  } catch (cause) {
    throw new InvalidOptionError(
      'WHATWG cannot hold this request: its method or URL is none that fetch takes. session.send can send it.',
      { request: prepared, cause },
    );
  }
  // fetch invents a Content-Type for text; the wire of ours has none
  if (typeof body === 'string' && !prepared.headers.has('Content-Type')) made.headers.delete('Content-Type');
  return made;
}
