import { type DictInit, dictPairs } from './case-insensitive-dict.ts';
import { isCookieJar } from './cookies/call-cookies.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import type { RequestsCookieJar } from './cookies/requests-cookie-jar.ts';
import { apparentEncoding, type CharsetDetector, type CharsetDetectorLoader } from './encoding/apparent-encoding.ts';
import { decodeText } from './encoding/decode-text.ts';
import { type DefaultEncoding, responseEncoding } from './encoding/default-encoding.ts';
import { isUtf8 } from './encoding/is-utf8.ts';
import { type JsonReviver, parseJson } from './encoding/parse-json.ts';
import { toBase64 } from './encoding/to-base64.ts';
import { HTTPError, InvalidOptionError } from './errors.ts';
import { expectObject, kindOf } from './expect.ts';
import { ResponseHeaders } from './headers/response-headers.ts';
import { inertCookieJar } from './inert-cookie-jar.ts';
import { inspectAs } from './inspect.ts';
import { type Link, linksOf } from './links/parse-header-links.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { isPermanentRedirectStatus, isRedirectStatus } from './redirect/redirect-location.ts';
import type { Retry } from './retry/retry.ts';
import { bodyOfStream } from './stream/body-of-stream.ts';
import { exactChunks } from './stream/exact-chunks.ts';
import type { BodyOptions, ContentDecoders, IncomingBody } from './stream/incoming-body.ts';
import { linesOf } from './stream/lines.ts';
import { ResponseBody } from './stream/response-body.ts';
import { textPieces } from './stream/text-pieces.ts';
import { toWebResponse } from './stream/to-web-response.ts';
import { redactUrl } from './url/redact-url.ts';

/** What a response can be made of by hand. What is left out is as in Requests' blank response: `null`, empty or 0. */
export interface ResponseInit {
  /** The status, `200`. Default: `null`. */
  statusCode?: number | null | undefined;
  /** Bytes are taken as UTF-8, or as latin-1 where they aren't that (RESP-29). Default: `null`. */
  reason?: string | Uint8Array | null | undefined;
  /** Where it came from. Default: `null`. */
  url?: string | null | undefined;
  /** The headers; pairs may name one more than once. Default: none. */
  headers?: DictInit<string> | null | undefined;
  /** The charset of `text`. Default: `null`, it is found out from the content. */
  encoding?: string | null | undefined;
  /** The body; text goes in as UTF-8. Default: none. */
  content?: Uint8Array | string | null | undefined;
  /** The body as a stream, in the place of `content`: for adapters of one's own. Default: none. */
  raw?: ReadableStream<Uint8Array> | null | undefined;
  /** The responses that led here, the oldest first. Default: `[]`. */
  history?: Response[] | undefined;
  /** The request that would follow this redirect. Default: `null`. */
  next?: PreparedRequest | null | undefined;
  /** The request that this answers. Default: `null`. */
  request?: PreparedRequest | null | undefined;
  /** From sending to the end of the headers, in milliseconds. Default: 0. */
  elapsed?: number | undefined;
  /** The cookies that it set. Default: an empty jar. */
  cookies?: CookieJarLike | undefined;
  /** What an adapter gives of its connection. Default: none. */
  connection?: unknown;
}

/** How `iterContent` cuts the body. */
export interface IterContentOptions {
  /** Bytes of each piece, save the last; `null`: as they arrive. Default: 1, as in Requests. */
  chunkSize?: number | null | undefined;
  /** Whether pieces are text, decoded with `encoding`; where that is `null` they stay bytes. Default: `false`. */
  decodeUnicode?: boolean | undefined;
}

/** How `iterLines` cuts the body. */
export interface IterLinesOptions {
  /** Bytes that are looked at in one go; the lines do not depend on it. Default: 512. */
  chunkSize?: number | null | undefined;
  /** Whether lines are text, decoded with `encoding`; where that is `null` they stay bytes. Default: `false`. */
  decodeUnicode?: boolean | undefined;
  /** What ends a line in the place of LF, CR LF and CR. */
  delimiter?: string | Uint8Array | null | undefined;
}

/** A response as plain data. */
export interface ResponseData {
  statusCode: number;
  reason: string;
  url: string;
  headers: Record<string, string>;
  encoding: string | null;
  elapsed: number;
  /** What was set, without the values. */
  cookies: { name: string; domain: string | null; path: string | null }[];
  history: ResponseData[];
  /** In base64; `null` where the body was not read. */
  content: string | null;
}

/**
 * What a blank response (`new Response()`) has for its status, reason, URL, request and content, as in Requests. The types do not tell: every
 * answer of a server has them, and who writes `response.statusCode >= 400` should not have to ask first.
 */
const BLANK = null as never;

/** @internal How the session wants a response to be read. */
export interface ReadOptions extends BodyOptions {
  readonly defaultEncoding?: DefaultEncoding;
  readonly loadCharsetDetector?: CharsetDetectorLoader | undefined;
}

/**
 * The answer to a request. Source: `requests.Response`.
 *
 * Without `stream` the body is in when the promise of the call settles: `content`, `text` and `json()` are plain. With `stream: true`
 * it is brought in by `await response.read()`, or taken piece by piece by `iterContent`, `iterLines` or `raw`.
 *
 * @example
 * ```ts
 * const response = await get('https://api.example/user', { auth: ['user', 'pass'] });
 * response.statusCode; // 200
 * response.raiseForStatus().json<{ login: string }>().login; // 'user'
 * ```
 */
export class Response {
  static {
    inspectAs(this, this.prototype.toString);
  }

  /** The status, `200`. */
  declare statusCode: number;
  /** The words behind the status, as the server sent them; often empty. */
  declare reason: string;
  /** The URL of the last request, with its fragment. */
  declare url: string;
  /** The headers, whatever their case. A header that came twice has its values joined by `, `. */
  declare headers: ResponseHeaders;
  /** The responses that led here, the oldest first: redirects and challenges. */
  declare history: Response[];
  /** The request that would follow this redirect, where redirects are not followed; else `null`. */
  declare next: PreparedRequest | null;
  /** The request that this is the answer to. */
  declare request: PreparedRequest;
  /** From the sending of the request to the end of the headers, in milliseconds. */
  declare elapsed: number;
  /** What the adapter gives of its connection. */
  declare connection: unknown;
  /** What is left of the adapter's `Retry`, with what was tried; `null` where it has none. Source: `response.raw.retries`. */
  retries: Retry | null = null;
  /** @internal Whether the platform followed redirects by itself, so that they are not in `history`. */
  redirectedUnseen = false;

  #body: ResponseBody | undefined;
  #options: ReadOptions = {};
  #encoding: string | null | undefined;
  #detector: CharsetDetector | null = null;
  #apparent: string | null | undefined;
  #cookies: CookieJarLike | null | undefined;
  #makeCookies: (() => CookieJarLike) | undefined;

  /** Makes a response by hand, for a hook, an adapter or a test. */
  constructor(init: ResponseInit = {}) {
    checkInit(init);
    const { statusCode, reason, url, headers, history, next, request, elapsed, connection } = init;
    const { encoding, cookies, content, raw } = init;
    this.statusCode = statusCode ?? BLANK;
    this.reason =
      reason instanceof Uint8Array ? decodeText(reason, isUtf8(reason) ? 'utf-8' : 'latin-1') : (reason ?? BLANK);
    this.url = url ?? BLANK;
    this.headers = headers instanceof ResponseHeaders ? headers : new ResponseHeaders(dictPairs(headers));
    this.history = history ?? [];
    this.next = next ?? null;
    this.request = request ?? BLANK;
    this.elapsed = elapsed ?? 0;
    this.connection = connection ?? null;
    this.#encoding = encoding ?? null;
    if (cookies !== undefined) this.cookies = cookies;
    if (content !== null && content !== undefined) this.content = content;
    else if (raw !== null && raw !== undefined) this.raw = raw;
  }

  /**
   * The whole body, its codings taken off; `null` in a blank response alone. Can be set, to bytes or to text that goes in as UTF-8.
   * @throws {ResponseNotRead} before a streamed body is read
   * @throws {StreamConsumedError} where it was taken piece by piece, or closed
   */
  get content(): Uint8Array {
    return this.#source.content;
  }

  set content(value: Uint8Array | string | null) {
    if (value !== null) expectBytes(value, 'the content of a response');
    this.#body?.close();
    this.#takeBody(typeof value === 'string' ? new TextEncoder().encode(value) : value);
  }

  /**
   * The body as text: decoded with `encoding`, or `apparentEncoding` where that is `null`. What cannot be decoded becomes U+FFFD;
   * a byte order mark is dropped.
   * @throws {ResponseNotRead | StreamConsumedError} as `content`
   */
  get text(): string {
    const { content } = this;
    return content?.length ? decodeText(content, this.encoding ?? this.apparentEncoding) : '';
  }

  /**
   * The body as JSON. UTF-8, UTF-16 and UTF-32 are told apart by the bytes, whatever the headers say.
   * @param reviver as that of `JSON.parse`
   * @throws {JSONDecodeError} where it is none; the message does not show the body
   * @throws {ResponseNotRead | StreamConsumedError} as `content`
   */
  json<T = unknown>(reviver?: JsonReviver): T {
    return parseJson(this, reviver) as T;
  }

  /**
   * The name of the charset that `text` is decoded with. It is that of the `Content-Type`; without one, ISO-8859-1 for `text/*` (RFC 2616)
   * or the session's `defaultEncoding`, UTF-8 for JSON, and `null` for the rest. Can be set.
   */
  get encoding(): string | null {
    if (this.#encoding !== undefined) return this.#encoding;
    const { defaultEncoding } = this.#options;
    const encoding = responseEncoding(this, defaultEncoding);
    // a function may judge by what is not in yet: it is asked each time
    if (typeof defaultEncoding !== 'function') this.#encoding = encoding;
    return encoding;
  }

  set encoding(name: string | null) {
    expectType(name, 'string', 'the encoding');
    this.#encoding = name;
  }

  /**
   * The encoding that the content itself speaks for: by its byte order mark, `ascii`, `utf-8`, or a guess; `null` for what is no text.
   *
   * The detector behind the guess (jschardet) is loaded by `read()`, which every call without `stream` does, and only for a body that
   * is not UTF-8, has no declared charset, and is no image, sound or archive. Without it (in browsers and workers, and for a response made
   * by hand) the guess is `windows-1252`.
   * @throws {ResponseNotRead | StreamConsumedError} as `content`
   */
  get apparentEncoding(): string | null {
    this.#apparent ??= apparentEncoding(this.content ?? new Uint8Array(), this.#detector);
    return this.#apparent;
  }

  /** The cookies that this response set; not those of the session, nor of the responses before it. Can be set. */
  get cookies(): RequestsCookieJar {
    this.#cookies ??= this.#makeCookies?.();
    return (this.#cookies as RequestsCookieJar | undefined) ?? inertCookieJar;
  }

  set cookies(jar: CookieJarLike) {
    if (jar !== null && jar !== undefined && !isCookieJar(jar)) {
      throw new InvalidOptionError(`the cookies of a response are a jar, not ${kindOf(jar)}`);
    }
    this.#cookies = jar;
  }

  /** The body's bytes as they came, before decompression, where the platform shows them. Once the body is read, an ended stream. */
  get raw(): ReadableStream<Uint8Array> {
    return this.#source.raw;
  }

  set raw(stream: ReadableStream<Uint8Array>) {
    if (typeof stream?.getReader !== 'function' || stream.locked) {
      throw new InvalidOptionError(`raw is a ReadableStream that nobody reads yet, not ${kindOf(stream)}`);
    }
    this.#takeBody(bodyOfStream(stream));
  }

  /** Whether the status is no error: below 400, or 600 and above. */
  get ok(): boolean {
    const status = this.statusCode ?? 0;
    return status < 400 || status >= 600;
  }

  /** Whether this is a redirect that can be followed: 301, 302, 303, 307 or 308 with a `Location`. */
  get isRedirect(): boolean {
    return isRedirectStatus(this.statusCode) && this.headers.has('location');
  }

  /** Whether this is a redirect for good: 301 or 308 with a `Location`. */
  get isPermanentRedirect(): boolean {
    return this.isRedirect && isPermanentRedirectStatus(this.statusCode);
  }

  /** What the `Link` header names, by `rel`, or by URL where there is none (RFC 8288). */
  get links(): Record<string, Link> {
    return linksOf(this.headers.get('link') ?? '');
  }

  /**
   * Gives the response back where its status is no error.
   * @throws {HTTPError} for 400 to 599; secrets in the URL are hidden in its message
   */
  raiseForStatus(): this {
    if (this.ok) return this;
    const { statusCode, reason, url } = this;
    const side = statusCode < 500 ? 'Client' : 'Server';
    const message = `${statusCode} ${side} Error: ${reason ?? ''} for url: ${redactUrl(url ?? '')}`;
    throw new HTTPError(message, { response: this });
  }

  /**
   * Brings the body in, whole, and gives the connection back. Can be called again, and by several at once.
   * @throws {StreamConsumedError} where it was taken piece by piece, or closed
   * @throws {ChunkedEncodingError | ContentDecodingError | ConnectionError | Timeout} where it fails on the way
   */
  async read(): Promise<Uint8Array> {
    const content = await this.#source.read();
    const loading = this.#detector ? null : this.#options.loadCharsetDetector?.(this.headers, content);
    if (loading) {
      this.#detector = await loading;
      this.#apparent = undefined;
    }
    return content;
  }

  /**
   * The body in pieces, its codings taken off. Can be repeated on content that is read; on a stream it goes once. To leave the loop
   * early gives the connection up.
   * @throws {InvalidOptionError} at the call, where `chunkSize` is no positive whole number
   * @throws {StreamConsumedError} where the stream is in use or used up
   *
   * @example
   * ```ts
   * await using response = await get('https://files.example/stream/100000', { stream: true });
   * const sizes: number[] = [];
   * for await (const piece of response.iterContent({ chunkSize: 65_536 })) sizes.push(piece.length);
   * sizes; // [ 65536, 34464 ]
   * ```
   */
  iterContent(options: IterContentOptions & { decodeUnicode: true }): AsyncGenerator<string | Uint8Array, undefined>;
  iterContent(options?: IterContentOptions & { decodeUnicode?: false }): AsyncGenerator<Uint8Array, undefined>;
  iterContent(options?: IterContentOptions): AsyncGenerator<string | Uint8Array, undefined>;
  iterContent(options: IterContentOptions = {}): AsyncGenerator<string | Uint8Array, undefined> {
    const chunkSize = checkedChunkSize(options, 1);
    const pieces = this.#source.pieces();
    const chunks = chunkSize === null ? pieces : exactChunks(pieces, chunkSize);
    const encoding = options.decodeUnicode ? this.encoding : null;
    return encoding === null ? chunks : textPieces(chunks, encoding);
  }

  /**
   * The body line by line, without the ends of the lines: LF, CR LF, CR, or `delimiter`. An end at the very end opens no further line.
   * @throws {InvalidOptionError} at the call, where an option cannot be used
   * @throws {StreamConsumedError} where the stream is in use or used up
   *
   * @example
   * ```ts
   * await using response = await get('https://api.example/lines/3', { stream: true });
   * response.encoding = 'utf-8';
   * for await (const line of response.iterLines({ decodeUnicode: true })) console.log(line);
   * ```
   */
  iterLines(options: IterLinesOptions & { decodeUnicode: true }): AsyncGenerator<string | Uint8Array, undefined>;
  iterLines(options?: IterLinesOptions & { decodeUnicode?: false }): AsyncGenerator<Uint8Array, undefined>;
  iterLines(options?: IterLinesOptions): AsyncGenerator<string | Uint8Array, undefined>;
  iterLines(options: IterLinesOptions = {}): AsyncGenerator<string | Uint8Array, undefined> {
    // the lines are the same for every size: they are looked for in what arrives
    checkedChunkSize(options, 512);
    const delimiter = options.delimiter ?? '';
    expectBytes(delimiter, 'delimiter');
    const isText = typeof delimiter === 'string';
    const encoding = options.decodeUnicode ? this.encoding : null;
    const pieces = this.#source.pieces();
    return encoding === null
      ? linesOf(pieces, isText ? new TextEncoder().encode(delimiter) : delimiter)
      : linesOf(textPieces(pieces, encoding), isText ? delimiter : decodeText(delimiter, encoding));
  }

  /** Pieces of 128 bytes, as Requests has it. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    return this.iterContent({ chunkSize: 128 });
  }

  /** Gives the connection up where the body has not been read to its end. Can be called at any time, also twice. */
  async close(): Promise<void> {
    this.#body?.close();
  }

  /** `await using response = …`: closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /**
   * The same as a WHATWG `Response`. A body that is not read yet is streamed through, and used up with it.
   * @throws {InvalidOptionError} where WHATWG has no response of this status: below 200 and from 600 on
   * @throws {StreamConsumedError} where the body is gone
   */
  toWeb(): globalThis.Response {
    return toWebResponse(this, this.#source);
  }

  /** The response as plain data, without its request: for a log. Secrets in its URL and headers show as `***`, and cookies have no value. */
  toJSON(): ResponseData {
    const { statusCode, reason, url, elapsed, encoding } = this;
    const { stored } = this.#source;
    return {
      statusCode,
      reason,
      url: url && redactUrl(url),
      headers: this.headers.toJSON(),
      encoding,
      elapsed,
      cookies: [...this.cookies].map(({ key: name, domain, path }) => ({ name, domain, path })),
      history: this.history.map((response) => response.toJSON()),
      content: stored ? toBase64(stored) : null,
    };
  }

  /** `<Response [200]>` */
  toString(): string {
    return `<Response [${this.statusCode}]>`;
  }

  /** @internal The body as an adapter has it; the encoding is now that of the headers. See `build-response.ts`. */
  adoptBody(body: IncomingBody, decoders: ContentDecoders | undefined): void {
    this.#encoding = undefined;
    this.#takeBody(body, decoders);
  }

  /** @internal How the body is to be read: told by the session before anybody reads. */
  configureBody(options: ReadOptions): void {
    this.#options = options;
    this.#source.configure(options);
  }

  /** @internal Reads a redirect's body, so that its connection can be used again. Never throws. */
  drain(maxWireBytes: number): Promise<void> {
    return this.#source.drain(maxWireBytes);
  }

  /** @internal The jar of this response's cookies is made when somebody looks; one that was set stays. */
  deferCookies(make: () => CookieJarLike): void {
    this.#makeCookies = make;
  }

  /** The body; that of a blank response is made when somebody looks. */
  get #source(): ResponseBody {
    this.#body ??= new ResponseBody(this, null);
    return this.#body;
  }

  #takeBody(source: IncomingBody | Uint8Array | null, decoders?: ContentDecoders): void {
    this.#body = new ResponseBody(this, source, decoders);
    this.#detector = null;
    this.#apparent = undefined;
  }
}

/** @throws {InvalidOptionError} naming what a response cannot be made of */
function checkInit(init: ResponseInit): void {
  expectObject(init, 'what a response is made of');
  const { statusCode, reason, url, history = [], encoding, elapsed } = init;
  expectType(statusCode, 'number', 'the status code');
  expectType(url, 'string', 'the URL');
  expectType(encoding, 'string', 'the encoding');
  expectType(elapsed, 'number', 'elapsed (in milliseconds)');
  if (!(reason instanceof Uint8Array)) expectType(reason, 'string', 'the reason');
  if (!(Array.isArray(history) && history.every((earlier) => earlier instanceof Response))) {
    throw new InvalidOptionError(`the history of a response is an array of responses, not ${kindOf(history)}`);
  }
}

/** @throws {InvalidOptionError} where something is told that is of another type */
function expectType(value: unknown, type: 'number' | 'string', what: string): void {
  if (value !== null && value !== undefined && typeof value !== type) {
    throw new InvalidOptionError(`${what} of a response is a ${type}, not ${kindOf(value)}`);
  }
}

/** @throws {InvalidOptionError} where a value is neither text nor bytes */
function expectBytes(value: unknown, what: string): asserts value is string | Uint8Array {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
    throw new InvalidOptionError(`${what} is a string or a Uint8Array, not ${kindOf(value)}`);
  }
}

/** @throws {InvalidOptionError} */
function checkedChunkSize(options: IterContentOptions, usual: number): number | null {
  expectObject(options, 'what is told to an iteration, { chunkSize: 1024 },');
  const { chunkSize = usual } = options;
  if (chunkSize !== null && !(Number.isInteger(chunkSize) && chunkSize > 0)) {
    throw new InvalidOptionError(`chunkSize is a positive whole number of bytes, or null, not ${kindOf(chunkSize)}.`);
  }
  return chunkSize;
}
