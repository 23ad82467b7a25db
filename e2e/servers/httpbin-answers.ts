/** What came back, written down as httpbin-record.py does it: the same names, in the same order, with what changes from run to run taken out. */
import { createHash } from 'node:crypto';
import {
  type Auth,
  dictFromCookiejar,
  HTTPBasicAuth,
  HTTPDigestAuth,
  HTTPError,
  RequestException,
  type RequestOptions,
  type Response,
  Session,
} from '../../packages/beckon/src/index.ts';
import type { Call, CallGroup } from './httpbin-calls.ts';

/** What is known of an answer; `{ error }` where there was none. */
export type Answer = Readonly<Record<string, unknown>>;

/** Longer texts are told by their hash. In characters. */
const LONG = 2000;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d{5}/g, 'HOST'],
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID'],
  [/[0-9a-f]{32,}/g, 'HEX'],
  [/[A-Z][a-z]{2}, \d\d[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d GMT/g, 'DATE'],
];

/** Takes out ports, nonces and dates, however deep. */
export function normalise(value: unknown): unknown {
  if (typeof value === 'string') return RULES.reduce((text, [pattern, word]) => text.replace(pattern, word), value);
  if (Array.isArray(value)) return value.map(normalise);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, normalise(one)]));
}

function digestOf(data: Uint8Array | string): { length: number; sha256: string } {
  const bytes = Buffer.from(data as Uint8Array);
  return { length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function authOf(spec: Call['auth']): Auth | null {
  if (spec === undefined) return null;
  if (spec[0] === 'basic') return new HTTPBasicAuth(spec[1], spec[2]);
  if (spec[0] === 'digest') return new HTTPDigestAuth(spec[1], spec[2]);
  const [, token] = spec;
  return (request) => {
    request.headers.set('Authorization', `Bearer ${token}`);
  };
}

/** The session of a group. */
export function sessionOf(group: CallGroup): Session {
  const { headers = {}, params = {}, auth, maxRedirects = 30 } = group.session ?? {};
  const session = new Session({ trustEnv: false, params, auth: authOf(auth), maxRedirects });
  if (!group.ownHeaders) session.headers.update({ 'User-Agent': 'e2e', 'Accept-Encoding': 'gzip, deflate' });
  session.headers.update(headers);
  return session;
}

function* piecesOf(chunks: readonly string[] | number): Generator<string> {
  if (typeof chunks !== 'number') yield* chunks;
  else for (let at = 0; at < chunks; at += 1) yield `chunk ${at}\n`;
}

function optionsOf(call: Call): RequestOptions {
  const { params, json, headers, cookies, data, chunks, files, auth, allowRedirects, timeout = 10_000 } = call;
  const options: RequestOptions = { params, json, headers, cookies, data, files, timeout } as RequestOptions;
  if (chunks !== undefined) options.data = piecesOf(chunks);
  if (auth !== undefined) options.auth = authOf(auth);
  if (allowRedirects !== undefined) options.allowRedirects = allowRedirects;
  else if (call.method === 'HEAD') options.allowRedirects = false;
  options.stream = call.read !== undefined;
  return options;
}

async function gather<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

async function bodyOf(response: Response, read = ''): Promise<unknown> {
  const [kind, size] = read.split(':');
  if (kind === 'nothing') {
    await response.close();
    return null;
  }
  if (kind === 'lines') {
    const lines = await gather<Uint8Array>(response.iterLines());
    return { lines: lines.map((line) => normalise(Buffer.from(line).toString())) };
  }
  if (kind === 'pieces') {
    const pieces = await gather<Uint8Array>(response.iterContent({ chunkSize: Number(size) }));
    return { pieces: pieces.map((piece) => piece.length), ...digestOf(Buffer.concat(pieces)) };
  }
  if (kind === 'raw') return digestOf(Buffer.concat(await gather(response.raw as AsyncIterable<Uint8Array>)));
  return wholeBody(response);
}

function wholeBody(response: Response): unknown {
  const kind = response.headers.get('content-type') ?? '';
  if (kind === 'application/json' && response.content?.length && !response.text.includes('\n{')) {
    return { json: normalise(response.json()) };
  }
  if (!/^(?:text\/|application\/(?:json|xml))/.test(kind)) return digestOf(response.content ?? new Uint8Array());
  // Python counts characters, not code units
  const isLong = [...response.text].length > LONG;
  return { text: isLong ? digestOf(response.text) : normalise(response.text) };
}

/** The length of what was compressed is that of the port and the date in it as well; methods that are allowed come in any order. */
function headersOf(response: Response): unknown {
  const packed = response.headers.has('content-encoding');
  const pairs = [...response.headers].map(([name, value]) => {
    if (name === 'Allow') return [name, value.split(', ').sort().join(', ')];
    return [name, packed && name === 'Content-Length' ? 'N' : value];
  });
  return normalise(pairs);
}

function raisedBy(response: Response): unknown {
  try {
    response.raiseForStatus();
    return null;
  } catch (error) {
    if (!(error instanceof HTTPError)) throw error;
    return normalise(error.message);
  }
}

async function answerOf(response: Response, call: Call, session: Session): Promise<Answer> {
  const jar = [...session.cookies].map(({ domain, path, key, value }) => [domain, path, key, value]);
  const body = await bodyOf(response, call.read);
  return {
    status: response.statusCode,
    reason: response.reason,
    url: normalise(response.url),
    method: response.request?.method,
    ok: response.ok,
    redirect: [response.isRedirect, response.isPermanentRedirect],
    history: response.history.map((one) => [
      one.statusCode,
      one.request?.method,
      normalise(one.url),
      normalise(one.headers.get('location') ?? null),
    ]),
    encoding: response.encoding,
    headers: headersOf(response),
    links: normalise(response.links),
    cookies: normalise(dictFromCookiejar(response.cookies)),
    ...(call.raise ? { raised: raisedBy(response) } : undefined),
    body,
    jar: normalise(jar.sort(byText)),
  };
}

/** Python sorts lists by their first member that differs. */
function byText(a: readonly unknown[], b: readonly unknown[]): number {
  const [left, right] = [a.join('\0'), b.join('\0')];
  return left < right ? -1 : Number(left > right);
}

/** Makes a call of `base` (`127.0.0.1:PORT`). */
export async function make(call: Call, session: Session, base: string): Promise<Answer> {
  const url = call.url ?? `http://${call.userinfo ?? ''}${base}${call.path}`;
  try {
    const response = await session.request(call.method ?? 'GET', url, optionsOf(call));
    return await answerOf(response, call, session);
  } catch (error) {
    if (!(error instanceof RequestException)) throw error;
    return { error: error.name };
  }
}
