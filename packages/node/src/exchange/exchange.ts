import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { PreparedRequest } from '@beckon/core';
import { ConnectionError, ReadTimeout } from '@beckon/core';
import { builtin, isNode } from '../builtin.ts';
import { ConnectAttempt } from '../connect/connect-attempt.ts';
import { bodyError, exchangeError, refusedError } from '../map-error.ts';
import type { ConnectionPool } from '../pool/connection-pool.ts';
import { type OutgoingHeaders, WITHOUT_BODY } from './outgoing-headers.ts';
import { SocketWatch } from './socket-watch.ts';
import type { OutgoingBody } from './write-body.ts';
import { StreamedBody } from './write-body.ts';

/** Requests takes lines of 64 KiB; the whole of the headers has to end somewhere. In bytes. */
const MOST_HEADER_BYTES = 1 << 20;

/** What one request is sent with. */
export interface ExchangePlan {
  readonly pool: ConnectionPool;
  readonly request: PreparedRequest;
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHeaders;
  /** `host:port` of the server, for messages. */
  readonly where: string;
  /** Opened when it is sent: until then there is none. */
  body: OutgoingBody;
  /** In milliseconds. */
  readonly connectTimeout: number | null;
  readonly readTimeout: number | null;
  readonly signal: AbortSignal | null;
}

/** Thrown where a kept connection was closed by the server as the request went out: nothing came back, it can be sent again. */
export class LostRace {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

const LOST: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** One request over one connection, from the first byte to the last one of the answer. */
export class Exchange {
  readonly where: string;
  readonly readTimeout: number | null;
  readonly #plan: ExchangePlan;
  #attempt: ConnectAttempt | null = null;
  #onAbort: (() => void) | null = null;
  #onTimeout: (() => void) | null = null;
  #outgoing: ClientRequest | null = null;
  #socket: Socket | null = null;
  #bytesBefore = 0;
  #watch: SocketWatch | null = null;
  #answered = false;
  #reject: ((reason: unknown) => void) | null = null;
  #stopped = false;
  #reason: unknown;
  #late: unknown;
  #finished = false;
  /** Whether somebody waits for bytes of the body; silence while nobody does is no fault of the server's. */
  waiting = false;

  constructor(plan: ExchangePlan) {
    this.#plan = plan;
    this.where = plan.where;
    this.readTimeout = plan.readTimeout;
  }

  get request(): PreparedRequest {
    return this.#plan.request;
  }

  /** The attempt to connect, made where no connection was left over. */
  get attempt(): ConnectAttempt {
    if (this.#attempt === null) {
      this.#attempt = new ConnectAttempt(this.#plan.connectTimeout);
      if (this.#stopped) this.#attempt.stop(this.#reason);
    }
    return this.#attempt;
  }

  /** Sends the request; settles with the head of the answer. */
  begin(): Promise<IncomingMessage> {
    const { signal } = this.#plan;
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (signal !== null) {
        this.#onAbort = () => this.stop(signal.reason);
        signal.addEventListener('abort', this.#onAbort, { once: true });
      }
      try {
        this.#send(resolve);
      } catch (error) {
        this.#fail(refusedError(error, this.#plan.request));
        this.#outgoing?.destroy();
      }
    });
  }

  #send(resolve: (message: IncomingMessage) => void): void {
    const plan = this.#plan;
    const { pool, headers } = plan;
    const writtenAtOnce = canWriteAtOnce(plan.method, headers);
    const outgoing = builtin('http').request({
      agent: pool.agent,
      protocol: pool.route.secure ? 'https:' : 'http:',
      host: pool.route.host,
      port: pool.route.port,
      method: plan.method,
      path: plan.path,
      headers: writtenAtOnce ? headers.pairs : undefined,
      setHost: false,
      insecureHTTPParser: false,
      maxHeaderSize: MOST_HEADER_BYTES,
      exchange: this,
    } as object);
    this.#outgoing = outgoing;
    // Deno sends a request again by itself when a kept connection was lost, a POST too; with this flag it takes that for done. The rule is ours
    (outgoing as { _retrying?: boolean })._retrying = true;
    outgoing.maxHeadersCount = 0;
    outgoing.on('error', (error) => this.#onError(error));
    outgoing.on('close', () => this.#onClose());
    outgoing.on('socket', (socket) => this.#onSocket(socket));
    const answered = (message: IncomingMessage): void => {
      this.#answered = true;
      this.#watch?.headEnded(isChunked(message.rawHeaders));
      this.#reject = null;
      resolve(message);
    };
    outgoing.on('response', answered);
    // 101, and the answer to a CONNECT of the caller's own: there is no HTTP after it, and so no body
    const switched = (message: IncomingMessage, socket: Socket): void => {
      message.push(null);
      socket.destroy();
      answered(message);
    };
    outgoing.on('upgrade', switched);
    if (plan.method === 'CONNECT') outgoing.on('connect', switched);
    if (!writtenAtOnce) writeHeaders(outgoing, headers);
    if (headers.close) outgoing.shouldKeepAlive = false;
    this.#sendBody(outgoing);
  }

  #sendBody(outgoing: ClientRequest): void {
    const { body, headers, request } = this.#plan;
    if (body === null) outgoing.end();
    else if (typeof body === 'string') outgoing.end(isAscii(headers) ? body : Buffer.from(body));
    else if (!(body instanceof StreamedBody)) outgoing.end(body);
    else body.write(outgoing, headers.contentLength, request).catch((error: unknown) => this.stop(error));
  }

  #onSocket(socket: Socket): void {
    this.#socket = socket;
    const { readTimeout, request } = this.#plan;
    if (readTimeout !== null) {
      this.#onTimeout = () => {
        if (this.#answered && !this.waiting) return;
        const message = `${this.where} sent nothing for ${readTimeout} ms (read timeout)`;
        this.stop(new ReadTimeout(message, { request }));
      };
      socket.setTimeout(readTimeout);
      socket.on('timeout', this.#onTimeout);
    }
    if (this.#outgoing?.reusedSocket) this.#bytesBefore = socket.bytesRead;
    this.#watch = SocketWatch.of(socket);
    this.#watch?.begin();
  }

  #onError(error: Error): void {
    if (this.#answered) {
      this.#late ??= error;
      return;
    }
    // the reason it was given up for: whoever waited has it already
    if (this.#stopped) return;
    const { request } = this.#plan;
    const lost =
      this.#outgoing?.reusedSocket === true &&
      LOST.has((error as { code?: string }).code) &&
      this.#socket?.bytesRead === this.#bytesBefore;
    const mapped = exchangeError(error, this.where, request);
    this.#fail(lost ? new LostRace(mapped) : mapped);
  }

  /** The body is in: the request is over too, even where the server didn't wait for all of it. */
  ended(): void {
    const outgoing = this.#outgoing as ClientRequest;
    if (!outgoing.writableEnded) {
      this.#cancelBody();
      outgoing.destroy();
    }
    this.finish();
  }

  #onClose(): void {
    if (!this.#answered) {
      this.#fail(
        new ConnectionError(`${this.where} closed the connection without an answer`, { request: this.#plan.request }),
      );
    }
    this.#cancelBody();
    this.finish();
  }

  #fail(reason: unknown): void {
    const reject = this.#reject;
    this.#reject = null;
    this.finish();
    reject?.(this.#stopped ? this.#reason : reason);
  }

  /** Gives all up for `reason`: the connection is closed, and whoever waits is told. */
  stop(reason: unknown): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#reason = reason;
    this.#attempt?.stop(reason);
    this.#cancelBody();
    this.#fail(reason);
    this.#outgoing?.destroy(reason instanceof Error ? reason : undefined);
  }

  #cancelBody(): void {
    const { body } = this.#plan;
    // a request that lost its connection may need it once more
    if (body instanceof StreamedBody && (this.#answered || this.#stopped)) void body.cancel();
  }

  /** Why the body broke off. */
  whyBroken(error: unknown): unknown {
    if (this.#stopped) return this.#reason;
    return bodyError(this.#late ?? error, this.where, this.#plan.request);
  }

  /** Counts the silence from now on. */
  listen(): void {
    if (this.readTimeout !== null) this.#socket?.setTimeout(this.readTimeout);
  }

  /** Closes the connection: the rest of the answer is not wanted. */
  giveUp(): void {
    this.#cancelBody();
    this.#outgoing?.destroy();
    this.finish();
  }

  /** Leaves nothing of this request on what outlives it. */
  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    if (this.#onAbort !== null) this.#plan.signal?.removeEventListener('abort', this.#onAbort);
    if (this.#onTimeout !== null) this.#socket?.off('timeout', this.#onTimeout);
    this.#watch?.stop();
    this.#plan.pool.release();
  }
}

function isChunked(rawHeaders: readonly string[]): boolean {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string;
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') return true;
  }
  return false;
}

/** Node writes the head and a body of text as one text in UTF-8: of a head in latin-1 other bytes would go out. */
function isAscii(headers: OutgoingHeaders): boolean {
  return !headers.pairs.some((text) => /[\x80-\xff]/.test(text));
}

/**
 * Whether the headers can be handed over as a list, which Node writes out at once and in half the time: where they say all that Node
 * would otherwise add. Bun and Deno are given them one by one.
 */
function canWriteAtOnce(method: string, headers: OutgoingHeaders): boolean {
  if (!isNode || !headers.connection) return false;
  return headers.contentLength !== null || headers.chunked || WITHOUT_BODY.has(method);
}

/** Puts the headers on in their order, and keeps Node from adding any. */
function writeHeaders(outgoing: ClientRequest, headers: OutgoingHeaders): void {
  const { pairs } = headers;
  for (let at = 0; at < pairs.length; at += 2) outgoing.setHeader(pairs[at] as string, pairs[at + 1] as string);
  // Node tells the connection where it was not removed by name
  if (!headers.connection) outgoing.removeHeader('connection');
  // and chunks where there is no length: a request without a body has neither (RFC 9112 §6.3)
  if (headers.contentLength === null && !headers.chunked) outgoing.useChunkedEncodingByDefault = false;
}
