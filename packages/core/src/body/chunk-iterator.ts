/** How bytes are pulled from somewhere, one piece at a time. */
export interface ChunkPull {
  /** The next piece, or `undefined` at the end. */
  pull(): Promise<Uint8Array | undefined>;
  /** Gives up what is not read yet. Called once at most, and never after the end. */
  close(): void;
}

/**
 * An async iterator of bytes. Unlike an async generator's, its `return` works at once, also while a piece is waited for:
 * an upload that is given up must not wait for a source that is silent.
 */
export function iterateChunks({ pull, close }: ChunkPull): AsyncIterableIterator<Uint8Array, undefined> {
  let over = false;
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (over) return end;
      try {
        const value = await pull();
        if (value !== undefined && !over) return { done: false, value };
        over = true;
        return end;
      } catch (error) {
        // what was given up may fail as it likes
        if (over) return end;
        over = true;
        close();
        throw error;
      }
    },
    async return() {
      if (!over) {
        over = true;
        close();
      }
      return end;
    },
  };
}

/** A WHATWG stream over an iterator of bytes. Nothing is read before it is asked for; to cancel it ends the iterator. */
export function streamOfChunks(open: () => AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = open();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The bytes of a source by the quicker way, where it has one. */
export function openChunks(source: {
  stream(): ReadableStream<Uint8Array>;
  chunks?(): AsyncIterable<Uint8Array>;
}): AsyncIterator<Uint8Array> {
  if (source.chunks) return source.chunks()[Symbol.asyncIterator]();
  const reader = source.stream().getReader();
  return iterateChunks({
    async pull() {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        if (value.length > 0) return value;
      }
    },
    close: () => ignoreFailure(() => reader.cancel()),
  });
}

/** Gives a source up. How it takes that matters to nobody: neither an error nor a wait comes of it. */
export function ignoreFailure(close: () => unknown): void {
  try {
    Promise.resolve(close()).catch(() => {});
  } catch {
    // given up all the same
  }
}
