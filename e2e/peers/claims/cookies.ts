import type { Claim } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';
import type { PeerServer } from '../support/server.ts';

/** As small as a jar can be: what is tried is whether a client takes one. */
class Jar {
  #cookie = '';

  async setCookie(cookie: string, _url: string): Promise<void> {
    this.#cookie = cookie.split(';')[0] ?? '';
  }

  async getCookieString(_url: string): Promise<string> {
    return this.#cookie;
  }
}

async function comesBack(client: ClientName, { origin, seen }: PeerServer, options?: object): Promise<boolean> {
  const get = newClient(client);
  await get(`${origin}/cookies/set`, options);
  await get(`${origin}/cookies`, options);
  return seen.at(-1)?.headers.cookie === 'theme=dark';
}

export const cookies: Claim = {
  title: 'Cookies kept between calls',
  async find(client, server) {
    if (await comesBack(client, server)) return 'yes';
    if (client === 'beckon') return 'no';
    return (await comesBack(client, server, { cookieJar: new Jar() }).catch(() => false)) ? 'part' : 'no';
  },
};
