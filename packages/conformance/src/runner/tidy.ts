// What differs between any two runs is made the same: names of versions, boundaries, nonces, white space of JSON.
import { type Base64, fromBase64, fromLatin1, showBytes, toLatin1 } from '../byte-text.ts';
import type { Json, WireEntry } from '../case.ts';
import { call, type RequestsPackage } from './package.ts';

export type ShownHeaders = readonly (readonly [string, unknown])[];
export type ShownBody = unknown;

/** The package's own `User-Agent`. */
export function userAgentOf(requests: RequestsPackage): unknown {
  for (const holder of [requests.utils, requests]) {
    if (holder && 'defaultUserAgent' in holder) return call(holder, 'defaultUserAgent');
  }
  return undefined;
}

export function tidyHeader(userAgent: unknown, name: string, given: unknown): unknown {
  const value = given instanceof Uint8Array ? toLatin1(given) : given;
  if (typeof value !== 'string') return value;
  if (value === userAgent) return '{user-agent}';
  const lowerName = name.toLowerCase();
  if (lowerName === 'accept-encoding' && /^gzip, deflate(, br)?(, zstd)?$/.test(value)) return '{accept-encoding}';
  if ((lowerName === 'authorization' || lowerName === 'proxy-authorization') && value.startsWith('Digest ')) {
    const parameters = value.slice('Digest '.length).replace(/(cnonce|response)="[0-9a-f]+"/g, '$1="*"');
    return `Digest ${parameters.split(/,\s*/).sort().join(', ')}`;
  }
  return value;
}

/** A multipart body with `{boundary}` for its boundary, a JSON body as `{ $json }`; their Content-Length shows as `*`. */
export function tidyBody(headers: ShownHeaders, body: ShownBody): readonly [ShownHeaders, ShownBody] {
  const type = String(headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '');
  const boundary = /boundary="?([0-9a-zA-Z'()+_,./:=?-]+)"?/.exec(type)?.[1];
  if (boundary !== undefined) {
    const marked = headers.map(([name, value]) =>
      name.toLowerCase() === 'content-type'
        ? ([name, type.replace(boundary, '{boundary}')] as const)
        : ([name, value] as const),
    );
    return [starLength(marked), markBoundary(body, boundary)];
  }
  if (type.split(';')[0]?.trim().toLowerCase().endsWith('json') && body) {
    try {
      return [starLength(headers), { $json: JSON.parse(bodyText(body)) as Json }];
    } catch {
      // shown as it is
    }
  }
  return [headers, body];
}

export function tidyWire(userAgent: unknown, wire: readonly WireEntry[]): WireEntry[] {
  return wire.map((entry) => {
    const tidied = entry.headers.map(([name, value]) => [name, tidyHeader(userAgent, name, value)] as const);
    const [headers, body] = tidyBody(tidied, entry.body);
    return { ...entry, headers, body } as WireEntry;
  });
}

function starLength(headers: ShownHeaders): ShownHeaders {
  return headers.map(([name, value]) => [name, name.toLowerCase() === 'content-length' ? '*' : value] as const);
}

function isBase64(body: unknown): body is Base64 {
  return typeof body === 'object' && body !== null && '$b64' in body;
}

function markBoundary(body: unknown, boundary: string): unknown {
  if (typeof body === 'string') return body.replaceAll(boundary, '{boundary}');
  if (!isBase64(body)) return body;
  return showBytes(fromLatin1(toLatin1(fromBase64(body.$b64)).replaceAll(boundary, '{boundary}')));
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(fromBase64(isBase64(body) ? body.$b64 : ''));
}
