import { InvalidOptionError } from './errors.ts';
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
  if (typeof timeout === 'number') {
    const both = milliseconds(timeout, 'timeout');
    return { connect: both, read: both, total: null };
  }
  if (Array.isArray(timeout)) {
    if (timeout.length !== 2) throw invalid('timeout', `an array of ${timeout.length}`);
    return {
      connect: milliseconds(timeout[0], 'the connect timeout'),
      read: milliseconds(timeout[1], 'the read timeout'),
      total: null,
    };
  }
  if (Object.prototype.toString.call(timeout) !== '[object Object]') throw invalid('timeout', shown(timeout));
  const { connect, read, total, ...unknown } = timeout as { connect?: unknown; read?: unknown; total?: unknown };
  const [wrong] = Object.keys(unknown);
  if (wrong !== undefined) throw invalid('timeout', `an object with "${wrong}"`);
  return {
    connect: milliseconds(connect, 'timeout.connect'),
    read: milliseconds(read, 'timeout.read'),
    total: milliseconds(total, 'timeout.total'),
  };
}

function milliseconds(value: unknown, name: string): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'number' || !(value > 0)) throw invalid(name, shown(value));
  return value > LONGEST ? null : value;
}

function invalid(name: string, what: string): InvalidOptionError {
  return new InvalidOptionError(
    `${name} cannot be ${what}: a timeout is a positive number of milliseconds, [connect, read] or ` +
      '{ connect, read, total } of such, or null to wait for ever',
  );
}

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  return `of type ${typeof value}`;
}
