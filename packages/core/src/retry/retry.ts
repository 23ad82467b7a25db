import type { BaseAdapter } from '../adapter.ts';
import { ConnectionError, InvalidOptionError, ReadTimeout, RetryError } from '../errors.ts';
import { expectObject, expectRequest, expectText, kindOf } from '../expect.ts';
import type { HopOptions } from '../hop-options.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Response } from '../response.ts';
import { sendWithRetries } from '../send-with-retries.ts';
import { backoffTime } from './backoff.ts';
import { kindOfError } from './error-kind.ts';
import { RETRY_AFTER_MAX } from './parse-retry-after.ts';
import {
  BUDGETS,
  CHECKED,
  checkRetryOptions,
  type RetryAttempt,
  type RetryBudget,
  type RetryOptions,
} from './retry-options.ts';

export type { RetryAttempt, RetryBudget, RetryOptions } from './retry-options.ts';

/**
 * When and how often a request is tried again. It never changes: each try that fails makes a new one, so that one can serve many requests.
 * `n` retries are `n + 1` tries. Source: `urllib3.util.Retry`, with its times in milliseconds.
 *
 * @example
 * ```ts
 * const retry = new Retry({ total: 3, statusForcelist: [502, 503], backoffFactor: 10 });
 * const session = new Session({ adapters: { 'https://': new HTTPAdapter({ maxRetries: retry }) } });
 * (await session.get('https://api.example/flaky/2/docblock')).json(); // { attempt: 3 }
 * ```
 */
export class Retry {
  /** The methods that may be repeated: what they do twice is as if done once (RFC 9110 9.2.2). */
  static readonly DEFAULT_ALLOWED_METHODS: ReadonlySet<string> = new Set([
    'HEAD',
    'GET',
    'PUT',
    'DELETE',
    'OPTIONS',
    'TRACE',
  ]);
  /** The statuses with which `Retry-After` counts. */
  static readonly RETRY_AFTER_STATUS_CODES: ReadonlySet<number> = new Set([413, 429, 503]);
  /** The headers that urllib3 takes away on a redirect to another host. Here that is the session's rule. */
  static readonly DEFAULT_REMOVE_HEADERS_ON_REDIRECT: ReadonlySet<string> = new Set([
    'Cookie',
    'Authorization',
    'Proxy-Authorization',
  ]);
  /** In milliseconds. */
  static readonly DEFAULT_BACKOFF_MAX: number = 120_000;
  /** In milliseconds. */
  static readonly DEFAULT_RETRY_AFTER_MAX: number = RETRY_AFTER_MAX;

  /** Retries in all; `null`: the others alone count; `false`: none. */
  readonly total: RetryBudget;
  /** Retries after errors before anything was sent. */
  readonly connect: RetryBudget;
  /** Retries after a broken connection or no answer in time. */
  readonly read: RetryBudget;
  /** Has no effect: redirects are the session's. */
  readonly redirect: RetryBudget;
  /** Retries after a status of `statusForcelist` or a `Retry-After`. */
  readonly status: number | null;
  /** Retries after other errors: TLS, a proxy that refuses. */
  readonly other: number | null;
  /** In upper case; `null`: any. */
  readonly allowedMethods: ReadonlySet<string> | null;
  /** The statuses that are tried again. */
  readonly statusForcelist: ReadonlySet<number>;
  /** In milliseconds: the waits are 0, 2, 4, 8 … times this. */
  readonly backoffFactor: number;
  /** The longest wait by `backoffFactor`, in milliseconds. */
  readonly backoffMax: number;
  /** Up to so many milliseconds are added to each wait by chance. */
  readonly backoffJitter: number;
  /** Has no effect: redirects are the session's. */
  readonly raiseOnRedirect: boolean;
  /** Whether a `RetryError` is thrown where a status used the retries up, or else the response is given. */
  readonly raiseOnStatus: boolean;
  /** Whether `Retry-After` is heard with 413, 429 and 503. */
  readonly respectRetryAfterHeader: boolean;
  /** The longest wait by `Retry-After`, in milliseconds. */
  readonly retryAfterMax: number;
  /** In lower case. */
  readonly removeHeadersOnRedirect: ReadonlySet<string>;
  readonly #history: readonly RetryAttempt[];

  /** @throws {InvalidOptionError} for an option of a wrong name or value */
  constructor(options: RetryOptions = {}) {
    checkRetryOptions(options);
    this.total = options.total === undefined ? 10 : options.total;
    this.connect = options.connect ?? null;
    this.read = options.read ?? null;
    const noRedirect = options.redirect === false || options.total === false;
    this.redirect = noRedirect ? 0 : (options.redirect ?? null);
    this.status = options.status ?? null;
    this.other = options.other ?? null;
    this.allowedMethods = methodsOf(options.allowedMethods);
    this.statusForcelist = new Set(options.statusForcelist ?? []);
    this.backoffFactor = options.backoffFactor ?? 0;
    this.backoffMax = options.backoffMax ?? Retry.DEFAULT_BACKOFF_MAX;
    this.backoffJitter = options.backoffJitter ?? 0;
    this.raiseOnRedirect = noRedirect ? false : (options.raiseOnRedirect ?? true);
    this.raiseOnStatus = options.raiseOnStatus ?? true;
    this.respectRetryAfterHeader = options.respectRetryAfterHeader ?? true;
    this.retryAfterMax = options.retryAfterMax ?? Retry.DEFAULT_RETRY_AFTER_MAX;
    const remove = options.removeHeadersOnRedirect ?? Retry.DEFAULT_REMOVE_HEADERS_ON_REDIRECT;
    this.removeHeadersOnRedirect = new Set(texts(remove, 'removeHeadersOnRedirect').map((name) => name.toLowerCase()));
    this.#history = options.history ?? [];
  }

  /**
   * What `maxRetries` of an adapter means: a `Retry` is taken as it is, a number is that many in all; none, also `undefined`, lets every
   * error out as it is (RTY-1).
   *
   * @throws {InvalidOptionError} for anything else
   */
  static from(retries: number | Retry | false | null | undefined): Retry {
    if (retries instanceof Retry) return retries;
    if (retries === undefined || retries === null || retries === false || retries === 0) return NO_RETRIES;
    if (typeof retries === 'number') return new Retry({ total: retries });
    throw new InvalidOptionError(`maxRetries is a number of retries or a Retry, not of type ${typeof retries}`);
  }

  /** The tries that failed so far, in their order. Kept apart from the fields, so that printing a `Retry` shows no URL. */
  get history(): readonly RetryAttempt[] {
    return this.#history;
  }

  /** The wait before the next try by `backoffFactor`, in milliseconds. @param random gives a number from 0 to 1 */
  getBackoffTime(random: () => number = Math.random): number {
    let failures = 0;
    while (failures < this.#history.length && this.#history.at(-1 - failures)?.redirectLocation === null) failures++;
    return backoffTime(
      { factor: this.backoffFactor, max: this.backoffMax, jitter: this.backoffJitter },
      failures,
      random,
    );
  }

  /** Whether a request of this method may be repeated once something of it was sent. An empty list allows all, as in urllib3. */
  isMethodRetryable(method: string): boolean {
    return (
      this.allowedMethods === null ||
      this.allowedMethods.size === 0 ||
      (typeof method === 'string' && this.allowedMethods.has(method.toUpperCase()))
    );
  }

  /** Whether an answer of this status is to be tried again. */
  isRetry(method: string, status: number, hasRetryAfter: boolean = false): boolean {
    const listed = this.statusForcelist.has(status);
    const asked =
      hasRetryAfter &&
      this.respectRetryAfterHeader &&
      Boolean(this.total) &&
      Retry.RETRY_AFTER_STATUS_CODES.has(status);
    return (listed || asked) && this.isMethodRetryable(method);
  }

  /** @internal Whether there is anything to decide after a try: with `maxRetries: 0`, the default, there isn't. */
  get mayRetry(): boolean {
    return this !== NO_RETRIES;
  }

  /** @internal Sends a request, and again as this says. Asked for here, so that who makes no `Retry` loads nothing of this. */
  send(adapter: BaseAdapter, request: PreparedRequest, options: HopOptions): Promise<Response> {
    if (typeof adapter?.send !== 'function')
      throw new InvalidOptionError(`an adapter has a send, not ${kindOf(adapter)}`);
    expectRequest(request, 'what is sent again');
    expectObject(options, 'what is sent along');
    return sendWithRetries(this, adapter, request, options);
  }

  /** Whether a budget is overdrawn: 0 still allowed the try that was made (RTY-16). */
  isExhausted(): boolean {
    return BUDGETS.some((name) => (this[name] || 0) < 0);
  }

  /**
   * What is left after a try that failed.
   *
   * @throws the error itself, where it may not be tried again or the retries are used up; a `ReadTimeout` that used retries up is a
   * `ConnectionError` then, as in Requests
   * @throws {RetryError} where a status used the retries up
   */
  increment(attempt: Partial<RetryAttempt>): Retry {
    expectObject(attempt, 'an attempt');
    const { method = null, url = null, error = null, status = null, redirectLocation = null } = attempt;
    if (this.total === false && error !== null) throw error;
    const budgets = {
      connect: this.connect,
      read: this.read,
      redirect: this.redirect,
      status: this.status,
      other: this.other,
    };
    const spent = this.#budgetOf(error, method, status, redirectLocation);
    if (spent !== null) budgets[spent] = less(budgets[spent]) as number | null;
    const history = [...this.#history, { method, url, error, status, redirectLocation }];
    // as in urllib3: `false` lets errors out as they are, and has no try left for a status
    const total = this.total === false ? -1 : less(this.total);
    const next = this.#with({ ...budgets, total, history });
    if (next.isExhausted()) throw exhausted(error, status, redirectLocation, history.length);
    return next;
  }

  /** The budget that a try counts against beside `total`. Throws an error that may not be tried again. */
  #budgetOf(
    error: unknown,
    method: string | null,
    status: number | null,
    redirectLocation: string | null,
  ): Budget | null {
    if (error === null) return redirectLocation !== null ? 'redirect' : status !== null ? 'status' : null;
    const kind = kindOfError(error);
    if (kind === null) throw error;
    if (kind === 'connect' && this.connect === false) throw error;
    if (kind === 'read' && (this.read === false || method === null || !this.isMethodRetryable(method))) throw error;
    return kind;
  }

  /** One of the same class with other budgets. Its values were checked when the first one was made. */
  #with(changes: RetryOptions): Retry {
    const type = this.constructor as new (options: RetryOptions) => Retry;
    return new type({ ...this, ...changes, [CHECKED]: true } as RetryOptions);
  }
}

/** @throws {InvalidOptionError} where one of them is no text */
function texts(values: Iterable<string>, what: string): string[] {
  const list = [...values];
  for (const value of list) expectText(value, `each of ${what}`);
  return list;
}

type Budget = 'connect' | 'read' | 'redirect' | 'status' | 'other';

function less(budget: RetryBudget): RetryBudget {
  return typeof budget === 'number' ? budget - 1 : budget;
}

function methodsOf(methods: Iterable<string> | null | undefined): ReadonlySet<string> | null {
  if (methods === null) return null;
  return methods === undefined
    ? Retry.DEFAULT_ALLOWED_METHODS
    : new Set(texts(methods, 'allowedMethods').map((method) => method.toUpperCase()));
}

function exhausted(error: unknown, status: number | null, redirectLocation: string | null, tries: number): unknown {
  const count = `tried ${tries === 1 ? 'once' : `${tries} times`}`;
  if (redirectLocation !== null) return new RetryError(`too many redirects (${count})`);
  if (error === null)
    return new RetryError(
      status === null ? `too many error responses (${count})` : `too many ${status} error responses (${count})`,
    );
  // EXC-22: used-up retries are a ConnectionError, but for the classes that Requests names
  if (error instanceof ReadTimeout) {
    return new ConnectionError(`${error.message} (${count})`, {
      cause: error,
      request: error.request,
      response: error.response,
    });
  }
  return error;
}

/** ADP-12: with `read: false` an error comes out as it is, a `ReadTimeout` as a `ReadTimeout`. */
const NO_RETRIES: Retry = new Retry({ total: 0, read: false });
