import type { IncomingMessage } from 'node:http';
import type { PreparedBody, TransferProgress } from '@beckon/core';
import { isBodySource, openSource, reportProgress } from '@beckon/core';
import type { ExchangePlan } from './exchange.ts';
import { Exchange, LostRace } from './exchange.ts';
import { IncomingMessageBody } from './incoming-message-body.ts';
import { responseHeaders } from './response-headers.ts';
import type { OutgoingBody } from './write-body.ts';
import { StreamedBody } from './write-body.ts';

/** A body in memory goes out in pieces of so many bytes where somebody wants to see how far it is. */
const PROGRESS_BYTES = 65536;

type OnProgress = (progress: TransferProgress) => void;

/** The head of an answer as Node has it, and its body. */
export interface RawResponse {
  readonly message: IncomingMessage;
  readonly headers: readonly [name: string, value: string][];
  readonly body: IncomingMessageBody;
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array, undefined> {
  for (let at = 0; at < bytes.length; at += PROGRESS_BYTES) yield bytes.subarray(at, at + PROGRESS_BYTES);
  return undefined;
}

/** Opens a body: one in memory goes out as it is, unless its progress is watched. */
function openBody(body: PreparedBody, onProgress: OnProgress | undefined): OutgoingBody | Promise<StreamedBody> {
  if (isBodySource(body)) {
    const chunks = { [Symbol.asyncIterator]: () => openSource(body) };
    const watched = onProgress === undefined ? chunks : reportProgress(chunks, body.length, onProgress);
    return StreamedBody.open(body.length, watched);
  }
  if (body === null || onProgress === undefined) return body;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return StreamedBody.open(bytes.length, reportProgress(slices(bytes), bytes.length, onProgress));
}

/** Whether a request whose connection was lost can be sent once more. */
function canRepeat(body: PreparedBody, sent: OutgoingBody): boolean {
  return !isBodySource(body) || body.replayable || (sent instanceof StreamedBody && sent.fresh);
}

/** Whether an answer has no body, whatever its headers say (RFC 9112 §6.3). */
function isBodiless(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

function answerOf(message: IncomingMessage, exchange: Exchange, plan: ExchangePlan): RawResponse {
  try {
    const { pairs, length } = responseHeaders(message.rawHeaders, plan.where, plan.request);
    const bodiless = isBodiless(plan.method, message.statusCode ?? 0);
    const body = new IncomingMessageBody(message, exchange, bodiless ? 0 : length);
    // nobody has to read what isn't there for the connection to be free again
    if (bodiless) body.release();
    return { message, headers: pairs, body };
  } catch (error) {
    message.on('error', ignore);
    exchange.giveUp();
    throw error;
  }
}

function ignore(): void {}

/**
 * Sends one request over the pool's connections. Where the server closed a kept connection as the request went out, it is sent once more
 * over a fresh one, if no byte of an answer came and its body can be told again.
 * @param runAgain `false` where the caller counts its tries: a lost one is then among them
 */
export async function sendRequest(
  plan: ExchangePlan,
  body: PreparedBody,
  onProgress: OnProgress | undefined,
  runAgain: boolean,
): Promise<RawResponse> {
  const opening = openBody(body, onProgress);
  let sent = opening instanceof Promise ? await opening : opening;
  for (let again = false; ; again = true) {
    try {
      const place = plan.pool.acquire(plan.connectTimeout, plan.signal);
      if (place !== undefined) await place;
      if (plan.signal?.aborted) {
        plan.pool.release();
        throw plan.signal.reason;
      }
      plan.body = sent;
      const exchange = new Exchange(plan);
      const message = await exchange.begin();
      return answerOf(message, exchange, plan);
    } catch (error) {
      const lost = error instanceof LostRace;
      if (!lost || again || !runAgain || !canRepeat(body, sent)) {
        if (sent instanceof StreamedBody) void sent.cancel();
        throw lost ? error.error : error;
      }
      plan.pool.dropIdle();
      if (sent instanceof StreamedBody && !sent.fresh) {
        void sent.cancel();
        sent = await openBody(body, onProgress);
      }
    }
  }
}
