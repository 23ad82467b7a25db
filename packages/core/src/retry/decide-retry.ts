import { expectObject } from '../expect.ts';
import { kindOfError } from './error-kind.ts';
import { parseRetryAfter } from './parse-retry-after.ts';
import type { Retry } from './retry.ts';

/** What came of a try: an error, or an answer. */
export type RetryOutcome =
  | { readonly error: unknown }
  | { readonly status: number; readonly headers: { get(name: string): unknown } };

/** What a decision needs to know of the request. */
export interface RetriedRequest {
  readonly method: string;
  readonly url: string;
  /** Whether the body can be read once more; `true` where there is none. */
  readonly bodyReplayable: boolean;
  /** Whether the body was opened: its first bytes may be gone. */
  readonly bodySent: boolean;
}

/**
 * What to do next:
 * - `done`: the answer is the answer;
 * - `give-up`: throw `error`;
 * - `retry`: wait so many milliseconds, then send again, with `retry` for the next decision.
 */
export type RetryDecision =
  | { readonly kind: 'done' }
  | { readonly kind: 'give-up'; readonly error: unknown }
  | { readonly kind: 'retry'; readonly wait: number; readonly retry: Retry };

/** Time and chance, as arguments. */
export interface RetryClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 to 1. */
  random(): number;
}

const DONE: RetryDecision = { kind: 'done' };
const CLOCK: RetryClock = { now: () => Date.now(), random: () => Math.random() };

/**
 * Decides what follows a try. It only decides: the send loop waits, and sends again.
 * A body that can be read once only is never sent again: the answer or the error stays as it is (RTY-10).
 */
export function decideRetry(
  retry: Retry,
  outcome: RetryOutcome,
  request: RetriedRequest,
  clock: RetryClock = CLOCK,
): RetryDecision {
  expectObject(request, 'what is sent again');
  expectObject(outcome, 'what came of a try');
  if (!('error' in outcome)) expectObject(outcome.headers, 'what holds the headers of an answer');
  const { method, url } = request;
  const repeatable = request.bodyReplayable || !request.bodySent;
  if ('error' in outcome) {
    const { error } = outcome;
    if (!repeatable || kindOfError(error) === null) return { kind: 'give-up', error };
    return next(clock, null, () => retry.increment({ method, url, error }));
  }
  if (!repeatable) return DONE;
  const { status } = outcome;
  const wait = retryAfter(retry, outcome.headers, status, clock);
  if (!retry.isRetry(method, status, wait !== null)) return DONE;
  const decision = next(clock, wait, () => retry.increment({ method, url, status }));
  return decision.kind === 'give-up' && !retry.raiseOnStatus ? DONE : decision;
}

/** The wait that the answer asks for, or `null`: one that can't be read counts for nothing (RTY-7). */
function retryAfter(
  retry: Retry,
  headers: { get(name: string): unknown },
  status: number,
  clock: RetryClock,
): number | null {
  if (status < 400 && !retry.statusForcelist.has(status)) return null;
  const header = retry.respectRetryAfterHeader ? headers.get('Retry-After') : undefined;
  return typeof header === 'string' && header !== '' ? parseRetryAfter(header, clock.now(), retry.retryAfterMax) : null;
}

function next(clock: RetryClock, wait: number | null, increment: () => Retry): RetryDecision {
  let left: Retry;
  try {
    left = increment();
  } catch (error) {
    return { kind: 'give-up', error };
  }
  // RTY-9: a wait that the server names stands in the place of the backoff
  return { kind: 'retry', wait: wait || left.getBackoffTime(clock.random), retry: left };
}
