import { chunksOf, type IncomingBody, isNullBodyStatus } from '@beckon/core';
import type { Exchange } from './exchange.ts';

/**
 * The body of a fetched response: nothing is read ahead of what is asked for.
 * @param timed whether somebody has to look at each piece: else the body may come in as one
 * @param bodiless whether there is nothing to come, whatever is there: the answer to a HEAD
 * @param foreign makes one of the library's errors of what the platform throws
 */
export function fetchedBody(
  response: Response,
  exchange: Exchange,
  timed: boolean,
  bodiless: boolean,
  foreign: (error: unknown) => unknown,
): IncomingBody {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let over = false;

  const finish = (): void => {
    over = true;
    exchange.end();
  };
  const cancel = (): void => {
    if (over) return;
    finish();
    // what is locked elsewhere is not ours to end
    (reader ?? response.body)?.cancel().catch(() => {});
  };
  const bytes = async (): Promise<Uint8Array> => {
    if (over) return new Uint8Array();
    try {
      return new Uint8Array(await exchange.wait(response.arrayBuffer(), foreign));
    } finally {
      finish();
    }
  };
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    if (over) return { done: true, value: undefined };
    const { body } = response;
    if (body === undefined) return { done: false, value: await bytes() };
    reader ??= body?.getReader();
    if (!reader) {
      finish();
      return { done: true, value: undefined };
    }
    const result = await exchange.wait(reader.read(), foreign);
    if (result.done) finish();
    return result as IteratorResult<Uint8Array>;
  };

  // not asked of `body`: some platforms make a stream of it then, and have no quick way to the whole any more
  if (bodiless || isNullBodyStatus(response.status)) cancel();
  return {
    [Symbol.asyncIterator]: () => chunksOf(() => ({ next, return: cancel })),
    cancel,
    // a fetch without streams gives the whole or nothing
    ...((!timed || !('body' in response)) && { bytes }),
  };
}
