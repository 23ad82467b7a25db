import { type PreparedRequest, ReadTimeout } from '@beckon/core';

/**
 * One request on its way and its answer, and what may end them early: the caller's signal, the silence of the server, a body that can't be
 * read. Whoever waits is told the very reason, whatever fetch makes of it, also where it never settles.
 */
export class Exchange {
  readonly #request: PreparedRequest;
  readonly #where: string;
  readonly #readTimeout: number | null;
  readonly #callerSignal: AbortSignal | null;
  readonly #controller: AbortController = new AbortController();
  #onAbort: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped: { readonly reason: unknown } | null = null;
  #giveUp: ((reason: unknown) => void) | null = null;

  /**
   * @param where the host, for messages
   * @param readTimeout milliseconds of silence, or `null`
   */
  constructor(request: PreparedRequest, where: string, readTimeout: number | null, callerSignal: AbortSignal | null) {
    this.#request = request;
    this.#where = where;
    this.#readTimeout = readTimeout;
    this.#callerSignal = callerSignal;
    if (callerSignal !== null) {
      this.#onAbort = () => this.stop(callerSignal.reason);
      callerSignal.addEventListener('abort', this.#onAbort, { once: true });
    }
  }

  /** What fetch is told. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether somebody has to look at each piece: else the body may come in as one. */
  get timed(): boolean {
    return this.#readTimeout !== null;
  }

  /**
   * Waits for one step, as long as the read timeout.
   * @param foreign makes one of the library's errors of what the platform throws
   * @param late what is done with a result that comes when nobody waits any more
   */
  wait<T>(step: Promise<T>, foreign: (error: unknown) => unknown, late?: (value: T) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#stopped !== null) reject(this.#stopped.reason);
      this.#giveUp = reject;
      this.#arm();
      step.then(
        (value) => {
          if (this.#stopped !== null) late?.(value);
          this.#rest();
          resolve(value);
        },
        (error) => {
          this.#rest();
          reject(this.#stopped === null ? foreign(error) : this.#stopped.reason);
        },
      );
    });
  }

  /** Something was sent: the server is not silent, it is listening. */
  moved(): void {
    if (this.#giveUp !== null) this.#arm();
  }

  /** Ends the exchange for a reason, which whoever waits is told. */
  stop(reason: unknown): void {
    if (this.#stopped !== null) return;
    this.#stopped = { reason };
    const giveUp = this.#giveUp;
    this.#rest();
    this.end();
    giveUp?.(reason);
    this.#controller.abort(reason);
  }

  /** Everything is in: nothing has to be watched any longer. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#onAbort !== null) this.#callerSignal?.removeEventListener('abort', this.#onAbort);
    this.#onAbort = null;
  }

  #arm(): void {
    const milliseconds = this.#readTimeout;
    if (milliseconds === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const message = `${this.#where} sent nothing for ${milliseconds} ms (read timeout)`;
      this.stop(new ReadTimeout(message, { request: this.#request }));
    }, milliseconds);
  }

  #rest(): void {
    this.#giveUp = null;
    clearTimeout(this.#timer);
  }
}
