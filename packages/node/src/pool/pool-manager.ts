import { InvalidOptionError, inspectAs, kindOf } from '@beckon/core';
import type { ConnectionPool } from './connection-pool.ts';
import type { PoolOptions } from './pool-options.ts';
import { checkPoolOptions } from './pool-options.ts';

/** @throws {InvalidOptionError} where `value` is no whole number from 1 */
export function checkCount(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new InvalidOptionError(`${name} is a whole number from 1, not ${kindOf(value)}`);
}

/** The pools that are kept, the least recently used one in front. Source: `urllib3.PoolManager`. */
export class PoolManager {
  static {
    inspectAs(this, () => '<PoolManager>');
  }

  /** How many pools are kept. */
  readonly connections: number;
  /** How many idle connections each pool keeps. */
  readonly maxsize: number;
  /** Whether a pool has no more connections than that, and who comes later waits. */
  readonly block: boolean;
  /** How connections are made, where a call says nothing else. */
  readonly options: Readonly<PoolOptions>;
  readonly #pools: Map<string, ConnectionPool> = new Map();
  #last: readonly [key: string, pool: ConnectionPool] | null = null;

  /** For a log: never the options, which may have a key. */
  toJSON(): { connections: number; maxsize: number; block: boolean } {
    const { connections, maxsize, block } = this;
    return { connections, maxsize, block };
  }

  constructor(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}) {
    this.connections = checkCount('poolConnections', connections);
    this.maxsize = checkCount('poolMaxsize', maxsize);
    this.block = block;
    checkPoolOptions(options);
    this.options = options;
  }

  /** How many pools there are. */
  get size(): number {
    return this.#pools.size;
  }

  /** The pool of `key`; where there is none yet, what `create` makes. The one that was not used for longest makes room. */
  pool(key: string, create: () => ConnectionPool): ConnectionPool {
    if (this.#last !== null && this.#last[0] === key) return this.#last[1];
    let pool = this.#pools.get(key);
    if (pool === undefined) {
      pool = create();
    } else {
      this.#pools.delete(key);
    }
    this.#pools.set(key, pool);
    this.#last = [key, pool];
    if (this.#pools.size > this.connections) {
      const [oldestKey, oldest] = this.#pools.entries().next().value as [string, ConnectionPool];
      this.#pools.delete(oldestKey);
      oldest.close();
    }
    return pool;
  }

  /** Ends every idle connection; those in use end when their response does. */
  clear(): void {
    this.#last = null;
    for (const pool of this.#pools.values()) pool.close();
    this.#pools.clear();
  }
}
