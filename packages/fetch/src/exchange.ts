import { type PreparedRequest, ReadTimeout } from '@beckon/core';

/**
 * One request on its way and its answer, and what may end them early: the caller's signal, the silence of the server, a body that can't be
 * read. Whoever waits is told the very reason, whatever fetch makes of it, also where it never settles.
 */
export interface Exchange {
  /** What fetch is told. */
  readonly signal: AbortSignal;
  /**
   * Waits for one step, as long as the read timeout.
   * @param foreign makes one of the library's errors of what the platform throws
   * @param late what is done with a result that comes when nobody waits any more
   */
  wait<T>(step: Promise<T>, foreign: (error: unknown) => unknown, late?: (value: T) => void): Promise<T>;
  /** Something was sent: the server is not silent, it is listening. */
  moved(): void;
  /** Ends the exchange for a reason, which whoever waits is told. */
  stop(reason: unknown): void;
  /** Everything is in: nothing has to be watched any longer. */
  end(): void;
}

/**
 * @param where the host, for messages
 * @param readTimeout milliseconds of silence, or `null`
 */
export function openExchange(
  request: PreparedRequest,
  where: string,
  readTimeout: number | null,
  callerSignal: AbortSignal | null,
): Exchange {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped: { readonly reason: unknown } | undefined;
  let giveUp: ((reason: unknown) => void) | undefined;

  const onAbort = (): void => stop(callerSignal?.reason);
  const end = (): void => {
    clearTimeout(timer);
    callerSignal?.removeEventListener('abort', onAbort);
  };
  const stop = (reason: unknown): void => {
    if (stopped) return;
    stopped = { reason };
    end();
    giveUp?.(reason);
    giveUp = undefined;
    controller.abort(reason);
  };
  const moved = (): void => {
    if (!giveUp || readTimeout === null) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      stop(new ReadTimeout(`${where} sent nothing for ${readTimeout} ms (read timeout)`, { request }));
    }, readTimeout);
  };
  const rest = (): void => {
    giveUp = undefined;
    clearTimeout(timer);
  };

  callerSignal?.addEventListener('abort', onAbort);
  return {
    signal,
    moved,
    stop,
    end,
    wait: (step, foreign, late) =>
      new Promise((resolve, reject) => {
        if (stopped) reject(stopped.reason);
        giveUp = reject;
        moved();
        step.then(
          (value) => {
            if (stopped) late?.(value);
            rest();
            resolve(value);
          },
          (error) => {
            rest();
            reject(stopped ? stopped.reason : foreign(error));
          },
        );
      }),
  };
}
