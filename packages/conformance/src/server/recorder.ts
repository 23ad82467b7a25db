import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply, WireEntry } from '../case.ts';
import { digestHolds } from './digest-holds.ts';

const EXHAUSTED: Reply = { status: 599, reason: 'Script Exhausted' };

/** The script of one case, and what came in on the wire. */
export class Recorder {
  readonly wire: WireEntry[] = [];
  readonly #replies: Reply[];
  #connections = 0;
  #halfRead = 0;

  constructor(replies: readonly Reply[]) {
    this.#replies = [...replies];
  }

  /** The number of a new connection, from 0. */
  nextConnection(): number {
    return this.#connections++;
  }

  /** Counts the request as half read while it is being read. */
  async reading<T>(read: () => Promise<T>): Promise<T> {
    this.#halfRead++;
    try {
      return await read();
    } finally {
      this.#halfRead--;
    }
  }

  /** Records a request and gives its reply: whichever is next, on whichever port it came. */
  nextReply(entry: WireEntry): Reply {
    const reply = this.#replies.shift() ?? EXHAUSTED;
    if (reply.digest) entry.digest = digestHolds(entry, ...reply.digest);
    this.wire.push(entry);
    return reply;
  }

  /** Waits until what is on its way has come in and no request is half read, half a second at most. */
  async settle(): Promise<void> {
    await sleep(4);
    for (let waited = 0; this.#halfRead > 0 && waited < 250; waited++) await sleep(2);
  }
}
