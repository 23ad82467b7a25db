import { type Claim, failureOf } from '../claim.ts';
import { newClient } from '../clients.ts';

export const misspelt: Claim = {
  title: 'A misspelt option is an error',
  async find(client, { origin, seen }) {
    const error = await failureOf(newClient(client)(`${origin}/misspelt`, { tiemout: 5 }));
    return error !== undefined && seen.length === 0 && String(error).includes('tiemout') ? 'yes' : 'no';
  },
};
