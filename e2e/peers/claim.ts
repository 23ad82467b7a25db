import type { ClientName } from './clients.ts';
import type { Verdict } from './support/readme-table.ts';
import type { PeerServer } from './support/server.ts';

/**
 * A row of the README's table. `yes`: the client does it by itself, or by an option of its own. `part`: not all of it, or with a piece that the
 * client or Node brings and that has to be put in; the README's note says which. `no`: it takes another package, or code of one's own.
 */
export interface Claim {
  readonly title: string;
  /** Tries it. */
  readonly find: (client: ClientName, server: PeerServer) => Promise<Verdict>;
}

/** What a promise fails with; undefined where it doesn't. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error ?? new Error('failed with nothing'),
  );
}
