import { type Claim, failureOf } from '../claim.ts';
import { newClient } from '../clients.ts';
import { BOMB } from '../support/server.ts';

export const charset: Claim = {
  title: 'Text decoded as the server declares',
  async find(client, { origin }) {
    const { text } = await newClient(client)(`${origin}/latin-1`);
    return text === 'Grüße aus Köln' ? 'yes' : 'no';
  },
};

export const bombs: Claim = {
  title: 'Bodies that unpack without end refused',
  async find(client, { origin }) {
    const get = newClient(client);
    let length = 0;
    const measure = async (options?: object): Promise<void> => {
      length = (await get(`${origin}/bomb`, options)).text.length;
    };
    if ((await failureOf(measure())) !== undefined) return 'yes';
    if (length !== BOMB) throw new Error(`${length} characters came`);
    if (client !== 'axios') return 'no';
    return (await failureOf(measure({ maxContentLength: 2 ** 20 }))) === undefined ? 'no' : 'part';
  },
};
