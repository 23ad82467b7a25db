import type { Transform } from 'node:stream';
import { ContentDecodingError } from '@beckon/core';
import type { PieceReader } from './piece-reader.ts';

/** A decompressing stream of `node:zlib`. */
export type Engine = Transform & { readonly bytesWritten: number };

/** What has happened to an engine since it was last looked at. */
class EngineWatch {
  /** Whether it has taken all that was written. */
  idle = true;
  ended = false;
  failure: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(engine: Engine) {
    engine.on('readable', () => this.#notify());
    engine.on('end', () => {
      this.ended = true;
      this.#notify();
    });
    // stays on: an engine that is destroyed halfway may fail later still
    engine.on('error', (error) => {
      this.failure ??= error;
      this.#notify();
    });
  }

  /** The callback of a write. */
  readonly written = (error?: Error | null): void => {
    if (error) this.failure ??= error;
    this.idle = true;
    this.#notify();
  };

  /** The next event. None is lost: all that happens between two looks is in the fields. */
  event(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}

/**
 * Runs compressed bytes through an engine until its data ends, and leaves what follows in the reader. Only when all output is taken is
 * the next piece asked for, and an engine whose output is not taken stops at 32 KiB: whoever reads slowly holds the sender back.
 * @param coding the name for the error's message
 * @throws {ContentDecodingError} where the data is corrupt or ends early
 */
export async function* runEngine(
  engine: Engine,
  reader: PieceReader,
  coding: string,
): AsyncGenerator<Uint8Array, void> {
  const watch = new EngineWatch(engine);
  let piece: Uint8Array | null = null;
  let given = 0;
  try {
    for (;;) {
      const output = engine.read() as Uint8Array | null;
      if (output !== null) {
        yield output;
        continue;
      }
      if (watch.failure) throw invalid(coding, watch.failure);
      // what it does not take lies behind the end of its data; 'end' comes a moment later, and the next piece is not for it
      if (watch.ended || (watch.idle && engine.bytesWritten < given)) break;
      if (watch.idle) {
        watch.idle = false;
        if (await reader.more()) {
          piece = reader.take();
          given += piece.length;
          engine.write(piece, watch.written);
        } else {
          engine.end();
        }
      }
      await watch.event();
    }
    const left = given - engine.bytesWritten;
    if (piece !== null && left > 0) reader.unread(piece.subarray(piece.length - left));
  } finally {
    engine.destroy();
  }
}

/** The error for data that the coding's format does not allow. */
export function invalid(coding: string, cause: unknown): ContentDecodingError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ContentDecodingError(`The body is no valid ${coding}, as its Content-Encoding says: ${why}.`, { cause });
}
