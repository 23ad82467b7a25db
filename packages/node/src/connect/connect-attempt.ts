import type { Socket } from 'node:net';
import { ConnectTimeout, markNothingSent } from '@beckon/core';

/**
 * One attempt to get a connection that can be used: names, TCP, the proxy's tunnel and TLS together (TMO-4). It ends at its timeout and when
 * it is stopped, and whatever it opened is closed then, also what arrives later.
 */
export class ConnectAttempt {
  readonly #timeout: number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: ((reason: unknown) => void) | null = null;
  #open: Socket[] = [];
  #stopped = false;
  #reason: unknown;

  /** @param timeout in milliseconds, or `null` for none */
  constructor(timeout: number | null) {
    this.#timeout = timeout;
  }

  /** Runs `connect`; settles as it does, or earlier where the attempt is stopped. */
  run(where: string, connect: () => Promise<Socket>): Promise<Socket> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(this.#reason);
      this.#reject = reject;
      if (this.#timeout !== null) {
        const message = `No connection to ${where} within ${this.#timeout} ms (connect timeout)`;
        this.#timer = setTimeout(() => this.stop(markNothingSent(new ConnectTimeout(message))), this.#timeout);
      }
      connect().then(
        (socket) => {
          if (this.#stopped) socket.destroy();
          this.#settle();
          resolve(socket);
        },
        (error: unknown) => {
          for (const socket of this.#open) socket.destroy();
          this.#settle();
          reject(error);
        },
      );
    });
  }

  /** Takes a socket into the attempt's care; closed at once where the attempt is over. */
  track(socket: Socket): void {
    this.#open.push(socket);
    if (this.#stopped) socket.destroy();
  }

  /** Ends the attempt with `reason`. Nothing happens where it is over. */
  stop(reason: unknown): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#reason = reason;
    const reject = this.#reject;
    const open = this.#open;
    this.#settle();
    if (reject === null) return;
    for (const socket of open) socket.destroy();
    reject(reason);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#reject = null;
    this.#open = [];
  }
}

/** Settles with the first of `event` and `error`, and leaves no listener behind. */
export function once(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => {
      done();
      reject(error);
    };
    const onClose = (): void => onError(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const onEvent = (): void => {
      done();
      resolve();
    };
    const done = (): void => {
      socket.off(event, onEvent);
      socket.off('error', onError);
      socket.off('close', onClose);
      // an error after the end of an attempt has nobody to hear it
      socket.on('error', ignore);
    };
    socket.on(event, onEvent);
    socket.on('error', onError);
    socket.on('close', onClose);
  });
}

function ignore(): void {}
