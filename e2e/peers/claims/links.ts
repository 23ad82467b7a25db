import got from 'got';
import type { Claim } from '../claim.ts';
import { newClient } from '../clients.ts';

export const links: Claim = {
  title: '`Link` headers read',
  async find(client, { origin }) {
    const { native } = await newClient(client)(`${origin}/page/1`);
    const { links: found } = native as { links?: { next?: { url?: string } } };
    if (found?.next?.url === '/page/2') return 'yes';
    if (client !== 'got') return 'no';
    const all = await got.paginate.all<number>(`${origin}/page/1`);
    return all.join() === '1,2' ? 'part' : 'no';
  },
};
