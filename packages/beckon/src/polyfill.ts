/**
 * WHATWG streams where a platform lacks them, or lacks their async iteration: import it before anything else. What is there, stays.
 *
 * @example
 * ```ts
 * import 'beckon/polyfill';
 * import { get } from 'beckon';
 * ```
 * @module
 */
import * as ponyfill from 'web-streams-polyfill';

/** The parts of a stream that it takes to iterate over one. */
interface Readable {
  getReader(): {
    read(): Promise<IteratorResult<unknown>>;
    cancel(reason?: unknown): Promise<void>;
    releaseLock(): void;
  };
}

function define(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}

/** Iteration by a reader, as the Streams Standard has it: who breaks off cancels the stream, unless `preventCancel` is set. */
async function* iterate(reader: ReturnType<Readable['getReader']>, keeps: boolean): AsyncGenerator<unknown, undefined> {
  let over = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      over = done === true;
      if (over) return undefined;
      yield value;
    }
  } catch (error) {
    over = true;
    throw error;
  } finally {
    if (!over && !keeps) await reader.cancel();
    reader.releaseLock();
  }
}

function values(this: Readable, { preventCancel = false }: { preventCancel?: boolean } = {}): AsyncGenerator<unknown> {
  return iterate(this.getReader(), preventCancel);
}

// The classes belong together: where the first is missing, all of them come from one hand.
const lacksStreams = typeof (globalThis as { ReadableStream?: unknown }).ReadableStream !== 'function';
for (const [name, value] of Object.entries(ponyfill)) {
  if (lacksStreams || !(name in globalThis)) define(globalThis, name, value);
}

const { prototype } = ReadableStream;
if (!(Symbol.asyncIterator in prototype)) {
  define(prototype, 'values', values);
  define(prototype, Symbol.asyncIterator, values);
}
