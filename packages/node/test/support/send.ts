import type { AdapterSendOptions, BodySource, IncomingBody, PreparedBody, Response } from '@beckon/core';
import { CaseInsensitiveDict, PreparedRequest } from '@beckon/core';
import type { HTTPAdapter, RawResponse } from '../../src/index.ts';
import { HTTPAdapter as Adapter } from '../../src/index.ts';

/** An adapter that gives the raw answer in the place of a response. */
export class RawAdapter extends Adapter {
  override buildResponse(_request: PreparedRequest, raw: RawResponse): Response {
    return raw as unknown as Response;
  }
}

/** What is sent. */
export interface Sent {
  method?: string;
  headers?: Record<string, string | Uint8Array>;
  body?: PreparedBody;
  options?: AdapterSendOptions;
}

export function prepared(url: string, sent: Sent = {}): PreparedRequest {
  const request = new PreparedRequest();
  request.method = sent.method ?? 'GET';
  request.url = url;
  request.headers = new CaseInsensitiveDict<string | Uint8Array>(sent.headers ?? { Connection: 'keep-alive' });
  request.body = sent.body ?? null;
  return request;
}

/** Sends a request by an adapter that gives raw answers. */
export async function send(adapter: HTTPAdapter, url: string, sent: Sent = {}): Promise<RawResponse> {
  return (await adapter.send(prepared(url, sent), sent.options)) as unknown as RawResponse;
}

/** Sends a request and reads its whole body. */
export async function text(adapter: HTTPAdapter, url: string, sent: Sent = {}): Promise<string> {
  const { body } = await send(adapter, url, sent);
  return new TextDecoder().decode(await body.bytes());
}

/** All pieces of a body. */
export async function pieces(body: IncomingBody): Promise<string[]> {
  const list: string[] = [];
  for await (const piece of body) list.push(new TextDecoder().decode(piece));
  return list;
}

/** A source of the given pieces, and how often it was opened, pulled and closed. */
export class Source implements BodySource {
  readonly length: number | null;
  readonly replayable: boolean;
  readonly #parts: readonly string[];
  opened = 0;
  pulled = 0;
  closed = 0;
  failAfter = Number.POSITIVE_INFINITY;

  constructor(parts: readonly string[], init: { length?: number | null; replayable?: boolean } = {}) {
    this.#parts = parts;
    this.length = init.length ?? null;
    this.replayable = init.replayable ?? false;
  }

  stream(): ReadableStream<Uint8Array> {
    throw new Error('chunks() is the quicker way');
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    this.opened++;
    try {
      for (const part of this.#parts) {
        if (this.pulled++ >= this.failAfter) throw new RangeError('the source broke');
        yield new TextEncoder().encode(part);
      }
    } finally {
      this.closed++;
    }
  }
}

/** Settles with what a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<Error & { nothingSent?: boolean }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}
