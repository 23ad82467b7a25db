import { camelKeys } from './camel-case.ts';
import { caseBytes } from './case-bytes.ts';
import { call, type HeadersLike, type RequestsPackage } from './package.ts';

/** A value of a case as the value that it stands for: `{"$iter": [...]}` is a generator, `{"$retry": {...}}` a `Retry`. */
export function liveValue(requests: RequestsPackage, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => liveValue(requests, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0].startsWith('$')) {
    const tagged = taggedValue(requests, first[0], first[1]);
    if (tagged !== NO_TAG) return tagged;
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, liveValue(requests, item)]));
}

const NO_TAG = Symbol('no tag');

function taggedValue(requests: RequestsPackage, tag: string, inner: unknown): unknown {
  const list = inner as unknown[];
  switch (tag) {
    case '$b64':
    case '$repeat':
      return caseBytes({ [tag]: inner });
    case '$iter':
      return generate(list);
    case '$file':
      return openFile(inner as CaseFile);
    case '$basic':
      return new requests.HTTPBasicAuth(...list);
    case '$proxyauth':
      return new requests.HTTPProxyAuth(...list);
    case '$digest':
      return new requests.HTTPDigestAuth(...list);
    case '$authheader':
      return (prepared: { headers: HeadersLike }): unknown => {
        prepared.headers.set(String(list[0]), list[1]);
        return prepared;
      };
    case '$jar':
      return makeJar(requests, list as CaseCookie[]);
    case '$cid':
      return new requests.CaseInsensitiveDict(inner);
    case '$number':
      return Number(inner);
    case '$request':
      return new requests.Request(...list);
    case '$retry':
      return new requests.Retry(camelKeys(inner as object));
    default:
      return NO_TAG;
  }
}

async function* generate(parts: readonly unknown[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield caseBytes(part);
}

interface CaseFile {
  readonly name?: string;
  readonly body?: unknown;
  /** How much of it has been read before. */
  readonly at?: number;
}

function openFile(file: CaseFile): Blob {
  const body = caseBytes(file.body).slice(file.at ?? 0);
  if (file.name === undefined) return new Blob([body]);
  return new File([body], file.name.split('/').at(-1) ?? '', { type: '' });
}

interface CaseCookie {
  readonly name: unknown;
  readonly value: unknown;
  readonly [option: string]: unknown;
}

function makeJar(requests: RequestsPackage, cookies: readonly CaseCookie[]): object {
  const jar = new requests.RequestsCookieJar();
  for (const { name, value, ...rest } of cookies) call(jar, 'set', name, value, cookieOptions(rest));
  return jar;
}

/** In a case `expires` is in seconds, here it is a Date; `rest: { HttpOnly }` is `httpOnly`. */
export function cookieOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { expires, rest, ...others } = options;
  const known = camelKeys(others);
  if (typeof expires === 'number') known.expires = new Date(expires * 1000);
  if (typeof rest === 'object' && rest !== null && 'HttpOnly' in rest) known.httpOnly = true;
  return known;
}
