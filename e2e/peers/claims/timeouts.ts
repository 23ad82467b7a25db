import { Agent } from 'undici';
import { type Claim, failureOf } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';
import { openFullPort } from '../support/full-port.ts';
import { SLOW } from '../support/server.ts';

const SHORT = 300;
const LONG = 3 * SLOW;

/** A short wait for the connection, a long one for the answer; where there is one for both, a short one. */
const apart: Readonly<Record<ClientName, object>> = {
  beckon: { timeout: [SHORT, LONG] },
  axios: { timeout: SHORT },
  got: { timeout: { connect: SHORT, response: LONG }, retry: { limit: 0 } },
  ky: { timeout: SHORT, retry: 0 },
  undici: { dispatcher: new Agent({ connect: { timeout: SHORT }, headersTimeout: LONG, bodyTimeout: LONG }) },
  ofetch: { timeout: SHORT, retry: 0 },
  fetch: {},
};

export const timeouts: Claim = {
  title: 'Connect and read timeouts apart',
  async find(client, { origin }) {
    const options = (): object => (client === 'fetch' ? { signal: AbortSignal.timeout(SHORT) } : { ...apart[client] });
    const slow = await failureOf(newClient(client)(`${origin}/slow`, options()));
    await using port = await openFullPort();
    const started = performance.now();
    const unreached = await failureOf(newClient(client)(port.origin, options()));
    const waited = performance.now() - started;
    return slow === undefined && unreached !== undefined && waited < LONG ? 'yes' : 'no';
  },
};
