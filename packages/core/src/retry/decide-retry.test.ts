import { describe, expect, test } from 'vitest';
import { ConnectionError, ConnectTimeout, ReadTimeout, RetryError, Timeout } from '../errors.ts';
import { decideRetry, type RetriedRequest, type RetryDecision, type RetryOutcome } from './decide-retry.ts';
import { markNothingSent } from './error-kind.ts';
import { Retry, type RetryOptions } from './retry.ts';

const clock = { now: () => 0, random: () => 0.5 };
const GET: RetriedRequest = { method: 'GET', url: 'http://h/', bodyReplayable: true, bodySent: false };
const POST: RetriedRequest = { ...GET, method: 'POST', bodySent: true };
const answer = (status: number, headers: Record<string, string> = {}): RetryOutcome => ({
  status,
  headers: new Map(Object.entries(headers)),
});
const decide = (options: RetryOptions, outcome: RetryOutcome, request: RetriedRequest = GET): RetryDecision =>
  decideRetry(new Retry(options), outcome, request, clock);

/** Decides over and over, as the send loop does. */
function run(
  retry: Retry,
  outcome: RetryOutcome,
  request: RetriedRequest,
): { tries: number; waits: number[]; last: RetryDecision } {
  const waits: number[] = [];
  for (let tries = 1; ; tries++) {
    const last = decideRetry(retry, outcome, request, clock);
    if (last.kind !== 'retry') return { tries, waits, last };
    waits.push(last.wait);
    retry = last.retry;
  }
}

describe('decideRetry', () => {
  test('by default nothing is tried again', () => {
    for (const error of [new ConnectionError(), new ReadTimeout(), new ConnectTimeout()]) {
      expect(decideRetry(Retry.from(undefined), { error }, GET)).toEqual({ kind: 'give-up', error });
    }
    expect(decideRetry(Retry.from(0), answer(503, { 'Retry-After': '1' }), GET)).toEqual({ kind: 'done' });
    expect(decideRetry(Retry.from(0), answer(200), GET)).toEqual({ kind: 'done' });
  });

  test('a number: so many retries, then the error', () => {
    const error = new ConnectionError('reset');
    expect(run(Retry.from(2), { error }, GET)).toEqual({ tries: 3, waits: [0, 0], last: { kind: 'give-up', error } });
  });

  test('what reached the server is repeated for allowed methods only', () => {
    for (const error of [new ConnectionError(), new ReadTimeout()]) {
      expect(decide({ total: 3 }, { error }, POST)).toEqual({ kind: 'give-up', error });
      expect(decide({ total: 3 }, { error }, { ...POST, method: 'PUT' }).kind).toBe('retry');
      expect(decide({ total: 3, allowedMethods: null }, { error }, POST).kind).toBe('retry');
    }
  });

  test('what never reached it, for any', () => {
    for (const error of [markNothingSent(new ConnectionError()), new ConnectTimeout()]) {
      expect(decide({ total: 3 }, { error }, POST).kind).toBe('retry');
    }
  });

  test('listed statuses, until they are a RetryError', () => {
    const { tries, last } = run(new Retry({ total: 2, statusForcelist: [500] }), answer(500), GET);
    expect(tries).toBe(3);
    expect(last.kind === 'give-up' && last.error).toBeInstanceOf(RetryError);
    expect(last.kind === 'give-up' && String(last.error)).toContain('too many 500 error responses');
  });

  test('or the last answer, with raiseOnStatus false', () => {
    const retry = new Retry({ total: 2, statusForcelist: [500], raiseOnStatus: false });
    expect(run(retry, answer(500), GET)).toMatchObject({ tries: 3, last: { kind: 'done' } });
  });

  test('total 0 with a listed status is used up at once', () => {
    expect(decide({ total: 0, statusForcelist: [500] }, answer(500)).kind).toBe('give-up');
  });

  test('read 0 tries no broken connection again', () => {
    expect(decide({ total: 5, read: 0 }, { error: new ConnectionError() }).kind).toBe('give-up');
  });

  test('Retry-After is waited for in the place of the backoff', () => {
    expect(decide({ total: 2 }, answer(503, { 'Retry-After': '7' }))).toMatchObject({ kind: 'retry', wait: 7000 });
    expect(decide({ total: 2 }, answer(503, { 'Retry-After': 'Thu, 01 Jan 1970 00:00:05 GMT' }))).toMatchObject({
      wait: 5000,
    });
    expect(decide({ total: 2, retryAfterMax: 10 }, answer(503, { 'Retry-After': '7' }))).toMatchObject({ wait: 10 });
    expect(decide({ total: 2 }, answer(500, { 'Retry-After': '7' })).kind).toBe('done');
    expect(decide({ total: 2, statusForcelist: [500] }, answer(500, { 'Retry-After': '7' }))).toMatchObject({
      wait: 7000,
    });
    expect(decide({ total: 2, respectRetryAfterHeader: false }, answer(503, { 'Retry-After': '7' })).kind).toBe('done');
    const forced = { total: 2, statusForcelist: [503], respectRetryAfterHeader: false };
    expect(decide(forced, answer(503, { 'Retry-After': '7' }))).toMatchObject({ wait: 0 });
  });

  test('once its retries are used up, a Retry-After alone is the answer', () => {
    expect(run(new Retry({ total: 1 }), answer(503, { 'Retry-After': '0' }), GET)).toMatchObject({
      tries: 2,
      last: { kind: 'done' },
    });
  });

  test('one that cannot be read counts for nothing', () => {
    expect(decide({ total: 2 }, answer(503, { 'Retry-After': 'soon' })).kind).toBe('done');
    expect(decide({ total: 2, statusForcelist: [503] }, answer(503, { 'Retry-After': 'soon' }))).toMatchObject({
      wait: 0,
    });
  });

  test('the backoff grows', () => {
    const retry = new Retry({
      total: 4,
      statusForcelist: [500],
      backoffFactor: 100,
      backoffJitter: 10,
      raiseOnStatus: false,
    });
    expect(run(retry, answer(500), GET).waits).toEqual([0, 205, 405, 805]);
  });

  test('a body that can be read once is never sent again once it was opened', () => {
    const once: RetriedRequest = { ...GET, method: 'PUT', bodyReplayable: false, bodySent: true };
    const error = new ConnectionError();
    expect(decide({ total: 3 }, { error }, once)).toEqual({ kind: 'give-up', error });
    expect(decide({ total: 3, statusForcelist: [500] }, answer(500), once)).toEqual({ kind: 'done' });
    expect(decide({ total: 3 }, { error }, { ...once, bodySent: false }).kind).toBe('retry');
  });

  test('an abort and a total timeout are given on', () => {
    for (const error of [new DOMException('stop', 'AbortError'), new Timeout(), 'reason', undefined]) {
      expect(decide({ total: 3 }, { error })).toEqual({ kind: 'give-up', error });
    }
  });
});
