import { InvalidOptionError } from '../errors.ts';

/** A number of retries; `null`: as many as the other budgets allow; `false`: none, and the error as it is. */
export type RetryBudget = number | null | false;

/**
 * What makes a `Retry`. Times are in milliseconds. Source: `urllib3.util.Retry`.
 *
 * @example
 * ```ts
 * new Retry({ total: 5, statusForcelist: [429, 503], backoffFactor: 100, backoffMax: 5000 }).total; // 5
 * ```
 */
export interface RetryOptions {
  /** Retries in all; it comes before the others. Default: 10. `null`: the others alone count. */
  readonly total?: RetryBudget | undefined;
  /** Retries after errors before anything was sent. Default: `null`. */
  readonly connect?: RetryBudget | undefined;
  /** Retries after a broken connection or no answer in time. Default: `null`. */
  readonly read?: RetryBudget | undefined;
  /** Has no effect: redirects are the session's (`maxRedirects`). Default: `null`. */
  readonly redirect?: RetryBudget | undefined;
  /** Retries after a status of `statusForcelist` or a `Retry-After`. Default: `null`. */
  readonly status?: number | null | undefined;
  /** Retries after other errors: TLS, a proxy that refuses. Default: `null`. */
  readonly other?: number | null | undefined;
  /** The methods that may be repeated once something was sent; `null`: all. Default: `Retry.DEFAULT_ALLOWED_METHODS`. */
  readonly allowedMethods?: Iterable<string> | null | undefined;
  /** The statuses that are tried again. Default: none. */
  readonly statusForcelist?: Iterable<number> | null | undefined;
  /** The wait grows from this: 0, twice, four times … Default: 0, no wait. */
  readonly backoffFactor?: number | undefined;
  /** The longest wait by `backoffFactor`. Default: 120 000. */
  readonly backoffMax?: number | undefined;
  /** Up to so much is added to each wait by chance. Default: 0. */
  readonly backoffJitter?: number | undefined;
  /** Has no effect: redirects are the session's. Default: `true`. */
  readonly raiseOnRedirect?: boolean | undefined;
  /** Whether a status of `statusForcelist` is a `RetryError` once the retries are used up, or else the response. Default: `true`. */
  readonly raiseOnStatus?: boolean | undefined;
  /** Whether a 413, 429 or 503 with `Retry-After` is tried again after that time. Default: `true`. */
  readonly respectRetryAfterHeader?: boolean | undefined;
  /** The longest wait by `Retry-After`. Default: 21 600 000, 6 hours. */
  readonly retryAfterMax?: number | undefined;
  /** Has no effect: what a redirect takes away is the session's rule. Default: `Retry.DEFAULT_REMOVE_HEADERS_ON_REDIRECT`. */
  readonly removeHeadersOnRedirect?: Iterable<string> | undefined;
  /** The tries so far. Default: none. */
  readonly history?: readonly RetryAttempt[] | undefined;
}

/** One try that failed. */
export interface RetryAttempt {
  readonly method: string | null;
  readonly url: string | null;
  /** What failed, or `null` where there was an answer. */
  readonly error: unknown;
  /** The status of the answer, or `null`. */
  readonly status: number | null;
  readonly redirectLocation: string | null;
}

export const BUDGETS = ['total', 'connect', 'read', 'redirect', 'status', 'other'] as const;
const DISABLING: ReadonlySet<string> = new Set(['total', 'connect', 'read', 'redirect']);
const TIMES = ['backoffFactor', 'backoffMax', 'backoffJitter', 'retryAfterMax'] as const;
const FLAGS = ['raiseOnRedirect', 'raiseOnStatus', 'respectRetryAfterHeader'] as const;
const LISTS = ['allowedMethods', 'statusForcelist', 'removeHeadersOnRedirect', 'history'] as const;
const NAMES: ReadonlySet<string> = new Set([...BUDGETS, ...TIMES, ...FLAGS, ...LISTS]);

/** Says that options come from a `Retry` itself: an overdrawn budget is below 0. */
export const CHECKED: unique symbol = Symbol('checked');

/** @throws {InvalidOptionError} for an option of a wrong name or value */
export function checkRetryOptions(options: RetryOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new InvalidOptionError('a Retry is made from an object of options: new Retry({ total: 3 })');
  }
  if (CHECKED in options) return;
  for (const [name, value] of Object.entries(options)) {
    if (!NAMES.has(name))
      throw new InvalidOptionError(`a Retry has no option "${name}": it has ${[...NAMES].join(', ')}`);
    if (value !== undefined) checkOption(name, value);
  }
}

function checkOption(name: string, value: unknown): void {
  const among = (names: readonly string[]): boolean => names.includes(name);
  if (among(BUDGETS)) {
    if (
      value === null ||
      (value === false && DISABLING.has(name)) ||
      (Number.isInteger(value) && (value as number) >= 0)
    )
      return;
    throw refused(name, `a number of retries from 0 on${DISABLING.has(name) ? ', false' : ''} or null`, value);
  }
  if (among(TIMES) && !(typeof value === 'number' && value >= 0))
    throw refused(name, 'a number of milliseconds from 0 on', value);
  if (among(FLAGS) && typeof value !== 'boolean') throw refused(name, 'true or false', value);
  if (
    among(LISTS) &&
    value !== null &&
    (typeof value !== 'object' || typeof (value as Iterable<unknown>)[Symbol.iterator] !== 'function')
  ) {
    throw refused(name, 'a list', value);
  }
}

function refused(name: string, wanted: string, value: unknown): InvalidOptionError {
  const shown = typeof value === 'number' || typeof value === 'boolean' ? String(value) : `of type ${typeof value}`;
  return new InvalidOptionError(`${name} of a Retry is ${wanted}, not ${shown}`);
}
