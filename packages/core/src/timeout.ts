import { InvalidOptionError } from './errors.ts';
import { kindOf } from './expect.ts';
import type { TimeoutOption } from './options.ts';

/** Times in milliseconds; `null` is for ever. */
export interface NormalizedTimeout {
  /** Until the connection can be used. */
  readonly connect: number | null;
  /** Silence of the server, at the most. */
  readonly read: number | null;
  /** The whole exchange. */
  readonly total: number | null;
}

const FOR_EVER: NormalizedTimeout = Object.freeze({ connect: null, read: null, total: null });

/** What a timer can hold (24.8 days). A longer one would fire at once, so a longer time is no limit. */
const LONGEST = 2 ** 31 - 1;

/**
 * A timeout in its one form.
 *
 * @param timeout in milliseconds: a number for connect and read, `[connect, read]`, or `{ connect, read, total }`; `null` and
 * `undefined`, also for one of them, wait for ever
 * @throws {InvalidOptionError} for anything else: 0, negative numbers, NaN, text, booleans, arrays of another length, unknown keys (TMO-6)
 * @example
 * ```ts
 * normalizeTimeout([3050, 27_000]); // { connect: 3050, read: 27000, total: null }
 * ```
 */
export function normalizeTimeout(timeout: TimeoutOption | undefined): NormalizedTimeout {
  if (timeout === undefined || timeout === null) return FOR_EVER;
  const given = typeof timeout === 'number' ? [timeout, timeout] : timeout;
  const parts = Array.isArray(given) && given.length === 2 ? { connect: given[0], read: given[1] } : given;
  if (Object.prototype.toString.call(parts) !== '[object Object]') throw invalid('timeout', timeout);
  const { connect, read, total, ...unknown } = parts as Record<string, unknown>;
  for (const key of Object.keys(unknown)) throw invalid(`timeout.${key}`, unknown[key]);
  return {
    connect: milliseconds(connect, 'connect'),
    read: milliseconds(read, 'read'),
    total: milliseconds(total, 'total'),
  };
}

function milliseconds(value: unknown, key: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'number' || !(value > 0)) throw invalid(`timeout.${key}`, value);
  return value > LONGEST ? null : value;
}

function invalid(name: string, value: unknown): InvalidOptionError {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : kindOf(value);
  return new InvalidOptionError(
    `${name} cannot be ${shown}${Array.isArray(value) ? ` of ${value.length}` : ''}: give a positive number of milliseconds, [connect, read], { connect, read, total }, or null to wait for ever`,
  );
}
