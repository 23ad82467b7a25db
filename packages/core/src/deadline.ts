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
  const timer: unknown = setTimeout(() => {
    callerSignal?.removeEventListener('abort', onAbort);
    controller.abort(new Timeout(`The whole exchange took longer than timeout.total (${total} ms).`));
  }, total);
  // in Node, Deno and Bun a timer keeps the process alive: a streamed response that nobody reads to its end must not
  (timer as { unref?: () => void }).unref?.();
  // not AbortSignal.any: Vercel's edge runtime has none
  const onAbort = (): void => controller.abort(callerSignal?.reason);
  if (callerSignal?.aborted) onAbort();
  callerSignal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer as Parameters<typeof clearTimeout>[0]);
      callerSignal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits, and rejects with the signal's reason where it is aborted meanwhile. */
export async function sleep(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
