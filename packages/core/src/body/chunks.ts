import { RequestException } from '../errors.ts';
import { pieceEncoder } from './piece-to-bytes.ts';

/** The pieces of a body as their source gives them: any iterator, whose `return` gives up what is not read yet. */
export interface Pieces {
  next(): IteratorResult<unknown> | Promise<IteratorResult<unknown>>;
  return?(value?: undefined): unknown;
}

/** The bytes of a body on their way. */
export type Chunks = AsyncIterableIterator<Uint8Array, undefined> & {
  return(): Promise<IteratorReturnResult<undefined>>;
};

const NOTHING = new Uint8Array();

/**
 * Pieces as bytes, read when they are asked for. Empty ones are left out: they would end a body that is sent in chunks (BODY-18).
 * Unlike an async generator's, its `return` works at once, also while a piece is waited for: an upload that is given up must not wait
 * for a source that is silent. How the source takes that matters to nobody: neither an error nor a wait comes of it.
 *
 * @param open begins to read them
 * @param explain makes the error that is thrown of the one that the source threw
 * @param length how many bytes there have to be, where that is known. More or fewer are an error, so that no request goes out whose bytes are
 * taken for those of the next one; not one byte too many is given.
 */
export function chunksOf(
  open: () => Pieces,
  explain: (error: unknown) => unknown = (error) => error,
  length: number | null = null,
): Chunks {
  const encode = pieceEncoder();
  const end = { done: true, value: undefined } as const;
  let pieces: Pieces | undefined;
  let over = false;
  let given = 0;
  const giveUp = (): void => {
    if (over) return;
    over = true;
    (async () => (pieces ?? open()).return?.())().catch(() => {});
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        while (!over) {
          pieces ??= open();
          const { done, value } = await pieces.next();
          // given up meanwhile
          if (over) break;
          const chunk = encode(done ? NOTHING : value);
          given += chunk.length;
          if (length !== null && (done ? given !== length : given > length)) {
            throw new RequestException(
              `the length of the body was said to be ${length} bytes, and there are ${done ? given : 'more'}`,
            );
          }
          over = done === true;
          if (chunk.length > 0) return { done: false, value: chunk };
        }
      } catch (error) {
        // what was given up may fail as it likes
        if (!over) {
          giveUp();
          throw explain(error);
        }
      }
      return end;
    },
    async return() {
      giveUp();
      return end;
    },
  };
}

/** The pieces of a WHATWG stream. */
export function piecesOfStream(stream: ReadableStream<unknown>): Pieces {
  const reader = stream.getReader();
  return { next: () => reader.read() as Promise<IteratorResult<unknown>>, return: () => reader.cancel() };
}
