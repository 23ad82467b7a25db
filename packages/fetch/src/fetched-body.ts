import type { IncomingBody } from '@beckon/core';
import type { Exchange } from './exchange.ts';

const END = { done: true, value: undefined } as const;

/** The body of a fetched response: nothing is read ahead of what is asked for. */
export class FetchedBody implements IncomingBody {
  readonly #response: Response;
  readonly #exchange: Exchange;
  readonly #foreign: (error: unknown) => unknown;
  /** All of it at once, where nobody has to look at each piece. */
  readonly bytes?: () => Promise<Uint8Array>;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #over = false;

  /**
   * @param bodiless whether there is nothing to come, whatever is there: the answer to a HEAD
   * @param foreign makes one of the library's errors of what the platform throws
   */
  constructor(response: Response, exchange: Exchange, bodiless: boolean, foreign: (error: unknown) => unknown) {
    this.#response = response;
    this.#exchange = exchange;
    this.#foreign = foreign;
    if (bodiless) this.cancel();
    else if (response.body === null) this.#finish();
    // a fetch without streams gives the whole or nothing
    if (!exchange.timed || response.body === undefined) this.bytes = () => this.#whole();
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return {
      next: () => this.#next(),
      return: async () => {
        this.cancel();
        return END;
      },
    };
  }

  /** Gives the rest up. */
  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#exchange.end();
    const { body } = this.#response;
    // what is locked elsewhere is not ours to end
    (this.#reader ?? body)?.cancel().catch(() => {});
  }

  async #next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#over) return END;
    if (this.#response.body === undefined) {
      const value = await this.#whole();
      return { done: false, value };
    }
    this.#reader ??= (this.#response.body as ReadableStream<Uint8Array>).getReader();
    const { done, value } = await this.#step(this.#reader.read());
    if (!done) return { done: false, value };
    this.#finish();
    return END;
  }

  async #whole(): Promise<Uint8Array> {
    if (this.#over) return new Uint8Array(0);
    const bytes = await this.#step(this.#response.arrayBuffer());
    this.#finish();
    return new Uint8Array(bytes);
  }

  async #step<T>(step: Promise<T>): Promise<T> {
    try {
      return await this.#exchange.wait(step, this.#foreign);
    } catch (error) {
      this.cancel();
      throw error;
    }
  }

  #finish(): void {
    this.#over = true;
    this.#exchange.end();
  }
}
