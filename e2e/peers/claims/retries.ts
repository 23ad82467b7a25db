import type { Claim } from '../claim.ts';
import { newClient } from '../clients.ts';

export const retries: Claim = {
  title: 'Retries with backoff and `Retry-After`',
  async find(client, { origin, seen }) {
    await newClient(client)(`${origin}/busy`).catch(() => {});
    const [first, second] = seen.filter(({ path }) => path === '/busy');
    if (first === undefined || second === undefined) return 'no';
    // the server asks for a second
    return second.at - first.at >= 990 ? 'yes' : 'part';
  },
};
