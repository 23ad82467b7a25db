import type { AdapterSendOptions, BaseAdapter } from './adapter.ts';
import { isBodySource } from './body/body-source.ts';
import { sleep } from './deadline.ts';
import { RequestException } from './errors.ts';
import type { HopOptions } from './hop-options.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { redirectDrainBytes } from './redirect/drain.ts';
import type { Response } from './response.ts';
import { decideRetry, type RetryDecision, type RetryOutcome } from './retry/decide-retry.ts';
import type { Retry } from './retry/retry.ts';

/**
 * Sends a request through its adapter, and again as a `Retry` says: that of the adapter. Each hop of a redirect has a budget of its own (RTY-13).
 * The waits end with the caller's signal and with the total timeout (RTY-14).
 */
export async function sendWithRetries(
  maxRetries: Retry,
  adapter: BaseAdapter,
  request: PreparedRequest,
  options: HopOptions,
): Promise<Response> {
  const adapterOptions = options as AdapterSendOptions;
  const bodyReplayable = !isBodySource(request.body) || request.body.replayable;
  const facts = {
    method: request.method ?? 'GET',
    url: request.url ?? '',
    bodyReplayable,
    bodySent: request.body !== null,
  };
  let retry = maxRetries;
  for (;;) {
    let outcome: Attempt;
    try {
      const response = await adapter.send(request, adapterOptions);
      outcome = { response, seen: { status: response.statusCode ?? 0, headers: response.headers } };
    } catch (error) {
      // an abort is no failure to try again
      if (options.signal?.aborted) throw error;
      outcome = { error };
    }
    const decision = decideRetry(retry, 'response' in outcome ? outcome.seen : outcome, facts);
    if (decision.kind === 'done' && 'response' in outcome) {
      outcome.response.retries = retry;
      return outcome.response;
    }
    if ('response' in outcome) await outcome.response.drain(redirectDrainBytes);
    if (decision.kind !== 'retry') throw usedUp(decision, outcome, request);
    retry = decision.retry;
    await sleep(decision.wait, options.signal);
  }
}

/** What is thrown when nothing is left to try; it tells what was asked and what came. */
function usedUp(decision: RetryDecision, outcome: Attempt, request: PreparedRequest): unknown {
  const error = decision.kind === 'give-up' ? decision.error : (outcome as { error: unknown }).error;
  if (error instanceof RequestException) {
    error.request ??= request;
    if ('response' in outcome) error.response ??= outcome.response;
  }
  return error;
}

type Attempt = { readonly error: unknown } | { readonly response: Response; readonly seen: RetryOutcome };
