import { type DictInit, dictPairs } from './case-insensitive-dict.ts';
import { isCookieJar } from './cookies/call-cookies.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import type { RequestsCookieJar } from './cookies/requests-cookie-jar.ts';
import {
  apparentEncoding,
  type CharsetDetector,
  type CharsetDetectorLoader,
  needsDetector,
} from './encoding/apparent-encoding.ts';
import { decodeText } from './encoding/decode-text.ts';
import { type DefaultEncoding, lacksCharset, responseEncoding } from './encoding/default-encoding.ts';
import { type JsonReviver, jsonText, parseJson } from './encoding/parse-json.ts';
import { toBase64 } from './encoding/to-base64.ts';
import { HTTPError, InvalidOptionError } from './errors.ts';
import { expectObject, expectText, kindOf } from './expect.ts';
import { ResponseHeaders } from './headers/response-headers.ts';
import { inertCookieJar } from './inert-cookie-jar.ts';
import { inspectAs } from './inspect.ts';
import { type Link, linksOf } from './links/parse-header-links.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Retry } from './retry/retry.ts';
import { bodyOfStream } from './stream/body-of-stream.ts';
import { exactChunks } from './stream/exact-chunks.ts';
import type { ContentDecoders, IncomingBody } from './stream/incoming-body.ts';
import { linesOfBytes, linesOfText } from './stream/lines.ts';
import { type BodyOptions, ResponseBody } from './stream/response-body.ts';
import { textPieces } from './stream/text-pieces.ts';
import { toWebResponse } from './stream/to-web-response.ts';
import { redactUrl } from './url/redact-url.ts';

/** What a response can be made of by hand. What is left out is as in Requests' blank response: `null`, empty or 0. */
export interface ResponseInit {
  /** The status, `200`. */
  statusCode?: number | null | undefined;
  /** Bytes are taken as UTF-8, or as latin-1 where they aren't that (RESP-29). */
  reason?: string | Uint8Array | null | undefined;
  /** Where it came from. */
  url?: string | null | undefined;
  /** The headers; pairs may name one more than once. */
  headers?: DictInit<string> | null | undefined;
  /** The charset of `text`. Default: `null`, it is found out from the content. */
  encoding?: string | null | undefined;
  /** The body; text goes in as UTF-8. */
  content?: Uint8Array | string | null | undefined;
  /** The body as a stream, in the place of `content`: for adapters of one's own. */
  raw?: ReadableStream<Uint8Array> | null | undefined;
  /** The responses that led here, the oldest first. */
  history?: Response[] | undefined;
  /** The request that would follow this redirect. */
  next?: PreparedRequest | null | undefined;
  /** The request that this answers. */
  request?: PreparedRequest | null | undefined;
  /** In milliseconds. */
  elapsed?: number | undefined;
  /** The cookies that it set. */
  cookies?: CookieJarLike | undefined;
  /** What an adapter gives of its connection. */
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

const REDIRECTS: ReadonlySet<number | null> = new Set([301, 302, 303, 307, 308]);

/**
 * The answer to a request. Source: `requests.Response`.
 *
 * Without `stream` the body is in when the promise of the call settles: `content`, `text` and `json()` are plain. With `stream: true`
 * it is brought in by `await response.read()`, or taken piece by piece by `iterContent`, `iterLines` or `raw`.
 *
 * @example
 * ```ts
 * const response = await get('https://api.example/user');
 * response.raiseForStatus().json<User>();
 * ```
 */
export class Response {
  static {
    inspectAs(this, this.prototype.toString);
  }

  /** The status, `200`. */
  statusCode: number;
  /** The words behind the status, as the server sent them; often empty. */
  reason: string;
  /** The URL of the last request, with its fragment. */
  url: string;
  /** The headers, whatever their case. A header that came twice has its values joined by `, `. */
  headers: ResponseHeaders;
  /** The responses that led here, the oldest first: redirects and challenges. */
  history: Response[];
  /** The request that would follow this redirect, where redirects are not followed; else `null`. */
  next: PreparedRequest | null;
  /** The request that this is the answer to. */
  request: PreparedRequest;
  /** From the sending of the request to the end of the headers, in milliseconds. */
  elapsed: number;
  /** What the adapter gives of its connection. */
  connection: unknown;
  /** What is left of the adapter's `Retry`, with what was tried; `null` where it has none. Source: `response.raw.retries`. */
  retries: Retry | null = null;
  /** @internal Whether the platform followed redirects by itself, so that they are not in `history`. */
  redirectedUnseen = false;

  #body: ResponseBody | null = null;
  #read: Promise<Uint8Array> | null = null;
  #encoding: string | null | undefined;
  #defaultEncoding: DefaultEncoding | undefined;
  #loadCharsetDetector: CharsetDetectorLoader | undefined;
  #detector: CharsetDetector | null = null;
  #apparent: string | null | undefined;
  #cookies: CookieJarLike | null = null;
  #makeCookies: (() => CookieJarLike) | null = null;

  /** Makes a response by hand, for a hook, an adapter or a test. */
  constructor(init: ResponseInit = {}) {
    expectObject(init, 'what a response is made of');
    const { headers, reason, content, raw } = init;
    checkInit(init);
    this.statusCode = init.statusCode ?? BLANK;
    this.reason =
      reason instanceof Uint8Array
        ? decodeText(
            reason,
            apparentEncoding(reason, () => 'latin-1'),
          )
        : (reason ?? BLANK);
    this.url = init.url ?? BLANK;
    this.headers = headers instanceof ResponseHeaders ? headers : new ResponseHeaders(dictPairs(headers));
    this.history = init.history ?? [];
    this.next = init.next ?? null;
    this.request = init.request ?? BLANK;
    this.elapsed = init.elapsed ?? 0;
    this.connection = init.connection ?? null;
    this.#encoding = init.encoding ?? null;
    if (init.cookies !== undefined) this.cookies = init.cookies;
    if (content !== null && content !== undefined) this.content = content;
    else if (raw !== null && raw !== undefined) this.raw = raw;
  }

  /**
   * The whole body, its codings taken off; `null` in a blank response alone. Can be set, to bytes or to text that goes in as UTF-8.
   * @throws {ResponseNotRead} before a streamed body is read
   * @throws {StreamConsumedError} where it was taken piece by piece, or closed
   */
  get content(): Uint8Array {
    return this.#body === null ? BLANK : this.#body.content;
  }

  set content(value: Uint8Array | string | null) {
    if (value !== null && typeof value !== 'string' && !(value instanceof Uint8Array)) {
      throw new InvalidOptionError(`The content of a response is a Uint8Array, a string or null, not ${typeof value}.`);
    }
    this.#body?.close();
    this.#takeBody(
      value === null
        ? null
        : new ResponseBody(this, typeof value === 'string' ? new TextEncoder().encode(value) : value),
    );
  }

  /**
   * The body as text: decoded with `encoding`, or `apparentEncoding` where that is `null`. What cannot be decoded becomes U+FFFD;
   * a byte order mark is dropped.
   * @throws {ResponseNotRead | StreamConsumedError} as `content`
   */
  get text(): string {
    const content = this.content;
    if (content === null || content.length === 0) return '';
    return decodeText(content, this.encoding ?? this.apparentEncoding);
  }

  /**
   * The body as JSON. UTF-8, UTF-16 and UTF-32 are told apart by the bytes, whatever the headers say.
   * @param reviver as that of `JSON.parse`
   * @throws {JSONDecodeError} where it is none; the message does not show the body
   * @throws {ResponseNotRead | StreamConsumedError} as `content`
   */
  json<T = unknown>(reviver?: JsonReviver): T {
    const content = this.content ?? new Uint8Array();
    return parseJson(
      jsonText(content, this.encoding, () => this.text),
      reviver,
      this,
    ) as T;
  }

  /**
   * The name of the charset that `text` is decoded with. It is that of the `Content-Type`; without one, ISO-8859-1 for `text/*` (RFC 2616)
   * or the session's `defaultEncoding`, UTF-8 for JSON, and `null` for the rest. Can be set.
   */
  get encoding(): string | null {
    if (this.#encoding !== undefined) return this.#encoding;
    const encoding = responseEncoding(this, this.#defaultEncoding);
    // a function may judge by what is not in yet: it is asked each time
    if (typeof this.#defaultEncoding !== 'function') this.#encoding = encoding;
    return encoding;
  }

  set encoding(name: string | null) {
    if (name !== null && name !== undefined) expectText(name, 'the encoding of a response');
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
    this.#cookies ??= this.#makeCookies?.() ?? null;
    return (this.#cookies as RequestsCookieJar | null) ?? inertCookieJar;
  }

  set cookies(jar: CookieJarLike) {
    if (jar !== null && jar !== undefined && !isCookieJar(jar)) {
      throw new InvalidOptionError(`the cookies of a response are a jar, not ${kindOf(jar)}`);
    }
    this.#cookies = jar;
  }

  /** The body's bytes as they came, before decompression, where the platform shows them. Once the body is read, an ended stream. */
  get raw(): ReadableStream<Uint8Array> {
    return (this.#body ?? new ResponseBody(this, new Uint8Array())).raw;
  }

  set raw(stream: ReadableStream<Uint8Array>) {
    if (typeof stream?.getReader !== 'function' || stream.locked) {
      throw new InvalidOptionError(`raw is a ReadableStream that nobody reads yet, not ${kindOf(stream)}`);
    }
    this.#takeBody(new ResponseBody(this, bodyOfStream(stream)));
  }

  /** Whether the status is no error: below 400, or 600 and above. */
  get ok(): boolean {
    const status = this.statusCode ?? 0;
    return status < 400 || status >= 600;
  }

  /** Whether this is a redirect that can be followed: 301, 302, 303, 307 or 308 with a `Location`. */
  get isRedirect(): boolean {
    return REDIRECTS.has(this.statusCode) && this.headers.has('location');
  }

  /** Whether this is a redirect for good: 301 or 308 with a `Location`. */
  get isPermanentRedirect(): boolean {
    return (this.statusCode === 301 || this.statusCode === 308) && this.headers.has('location');
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
    const side = (this.statusCode as number) < 500 ? 'Client' : 'Server';
    const message = `${this.statusCode} ${side} Error: ${this.reason ?? ''} for url: ${redactUrl(this.url ?? '')}`;
    throw new HTTPError(message, { response: this });
  }

  /**
   * Brings the body in, whole, and gives the connection back. Can be called again, and by several at once.
   * @throws {StreamConsumedError} where it was taken piece by piece, or closed
   * @throws {ChunkedEncodingError | ContentDecodingError | ConnectionError | Timeout} where it fails on the way
   */
  read(): Promise<Uint8Array> {
    this.#read ??= this.#readIn();
    return this.#read;
  }

  async #readIn(): Promise<Uint8Array> {
    if (this.#body === null) return new Uint8Array();
    const content = await this.#body.read();
    if (this.#loadCharsetDetector && lacksCharset(this.headers) && needsDetector(content)) {
      this.#detector = await this.#loadCharsetDetector();
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
   * for await (const piece of response.iterContent({ chunkSize: 65_536 })) hash.update(piece);
   * ```
   */
  iterContent(options: IterContentOptions & { decodeUnicode: true }): AsyncGenerator<string | Uint8Array, undefined>;
  iterContent(options?: IterContentOptions & { decodeUnicode?: false }): AsyncGenerator<Uint8Array, undefined>;
  iterContent(options?: IterContentOptions): AsyncGenerator<string | Uint8Array, undefined>;
  iterContent(options: IterContentOptions = {}): AsyncGenerator<string | Uint8Array, undefined> {
    const chunkSize = checkedChunkSize(options, 1);
    const pieces = this.#pieces();
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
    if (typeof delimiter !== 'string' && !(delimiter instanceof Uint8Array)) {
      throw new InvalidOptionError(`delimiter is a string or a Uint8Array, not ${typeof delimiter}.`);
    }
    const encoding = options.decodeUnicode ? this.encoding : null;
    if (encoding !== null) {
      const text = typeof delimiter === 'string' ? delimiter : decodeText(delimiter, encoding);
      return linesOfText(textPieces(this.#pieces(), encoding), text);
    }
    return linesOfBytes(
      this.#pieces(),
      typeof delimiter === 'string' ? new TextEncoder().encode(delimiter) : delimiter,
    );
  }

  /** Pieces of 128 bytes, as Requests has it. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    return this.iterContent({ chunkSize: 128 });
  }

  #pieces(): AsyncGenerator<Uint8Array, undefined> {
    const body = this.#body ?? new ResponseBody(this, new Uint8Array());
    body.assertReadable();
    return body.pieces();
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
    return toWebResponse(this, this.#body);
  }

  /** The response as plain data, without its request: for a log. Secrets in its URL and headers show as `***`, and cookies have no value. */
  toJSON(): ResponseData {
    const { statusCode, reason, url, elapsed, encoding } = this;
    return {
      statusCode,
      reason,
      url: url === null ? BLANK : redactUrl(url),
      headers: this.headers.toJSON(),
      encoding,
      elapsed,
      cookies: [...this.cookies].map(({ key, domain, path }) => ({ name: key, domain, path })),
      history: this.history.map((response) => response.toJSON()),
      content: this.#body?.stored ? toBase64(this.#body.content) : null,
    };
  }

  /** `<Response [200]>` */
  toString(): string {
    return `<Response [${this.statusCode}]>`;
  }

  /** @internal The body as an adapter has it; the encoding is now that of the headers. See `build-response.ts`. */
  adoptBody(body: IncomingBody, decoders: ContentDecoders | undefined): void {
    this.#encoding = undefined;
    this.#takeBody(new ResponseBody(this, body, decoders));
  }

  /** @internal How the body is to be read: told by the session before anybody reads. */
  configureBody(
    options: BodyOptions & {
      readonly defaultEncoding?: DefaultEncoding;
      readonly loadCharsetDetector?: CharsetDetectorLoader;
    },
  ): void {
    this.#defaultEncoding = options.defaultEncoding;
    this.#loadCharsetDetector = options.loadCharsetDetector;
    this.#body?.configure(options);
  }

  /** @internal Reads a redirect's body, so that its connection can be used again. Never throws. */
  drain(maxWireBytes: number): Promise<void> {
    return this.#body === null ? Promise.resolve() : this.#body.drain(maxWireBytes);
  }

  /** @internal The jar of this response's cookies is made when somebody looks; one that was set stays. */
  deferCookies(make: () => CookieJarLike): void {
    this.#makeCookies = make;
  }

  #takeBody(body: ResponseBody | null): void {
    this.#body = body;
    this.#read = null;
    this.#apparent = undefined;
    this.#detector = null;
  }
}

/** @throws {InvalidOptionError} naming what a response cannot be made of */
function checkInit(init: ResponseInit): void {
  expectObject(init, 'what a response is made of');
  const { statusCode, reason, url, history, encoding, elapsed } = init;
  if (statusCode !== null && statusCode !== undefined && typeof statusCode !== 'number') {
    throw new InvalidOptionError(`the status code of a response is a number, not ${kindOf(statusCode)}`);
  }
  if (url !== null && url !== undefined) expectText(url, 'the URL of a response');
  if (encoding !== null && encoding !== undefined) expectText(encoding, 'the encoding of a response');
  if (reason !== null && reason !== undefined && !(reason instanceof Uint8Array))
    expectText(reason, 'the reason of a response');
  if (elapsed !== undefined && typeof elapsed !== 'number') {
    throw new InvalidOptionError(`elapsed is a number of milliseconds, not ${kindOf(elapsed)}`);
  }
  if (history !== undefined && !(Array.isArray(history) && history.every((earlier) => earlier instanceof Response))) {
    throw new InvalidOptionError(`the history of a response is an array of responses, not ${kindOf(history)}`);
  }
}

/** @throws {InvalidOptionError} */
function checkedChunkSize(options: IterContentOptions, usual: number): number | null {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidOptionError(`Options are an object, { chunkSize: 1024 }, not ${kindOf(options)}.`);
  }
  const { chunkSize = usual } = options;
  if (chunkSize !== null && !(Number.isInteger(chunkSize) && chunkSize > 0)) {
    throw new InvalidOptionError(`chunkSize is a positive whole number of bytes, or null, not ${kindOf(chunkSize)}.`);
  }
  return chunkSize;
}
