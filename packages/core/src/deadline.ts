import { Timeout } from './errors.ts';

/** A bound on a whole exchange, redirects and retries and body included: `timeout: { total }`. */
export interface Deadline {
  /** Aborts at the deadline, with a `Timeout` for its reason, or when the caller's own signal does. */
  readonly signal: AbortSignal;
  /** Lets go of the timer. */
  clear(): void;
}

/**
 * Starts the clock.
 * @param total milliseconds from now
 */
export function startDeadline(total: number, callerSignal: AbortSignal | null | undefined): Deadline {
  const controller = new AbortController();
  const abort = (reason: unknown): void => controller.abort(reason);
  const onTime = (): void => abort(new Timeout(`The whole exchange took longer than timeout.total (${total} ms).`));
  // not AbortSignal.any: Vercel's edge runtime has none
  const { timer, clear } = startTimer(total, callerSignal, onTime, abort);
  // in Node, Deno and Bun a timer keeps the process alive: a streamed response that nobody reads to its end must not
  (timer as { unref?: () => void }).unref?.();
  return { signal: controller.signal, clear };
}

/** Waits, and rejects with the signal's reason where it is aborted meanwhile. */
export async function sleep(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve, reject) => {
    startTimer(milliseconds, signal, resolve, reject);
  });
}

/** Calls the one or the other, once. */
function startTimer(
  milliseconds: number,
  signal: AbortSignal | null | undefined,
  onTime: () => void,
  onAbort: (reason: unknown) => void,
): { timer: unknown; clear: () => void } {
  const aborted = (): void => {
    clear();
    onAbort(signal?.reason);
  };
  const timer = setTimeout(() => {
    clear();
    onTime();
  }, milliseconds);
  const clear = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  };
  signal?.addEventListener('abort', aborted);
  if (signal?.aborted) aborted();
  return { timer, clear };
}
