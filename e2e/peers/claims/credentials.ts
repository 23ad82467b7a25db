import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTTPDigestAuth } from 'beckon';
import type { Claim } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';
import { getInChild } from '../support/in-child.ts';

/** How each takes a user and a password; those without a way get the header. */
const header = { headers: { authorization: `Basic ${btoa('ann:s3cret')}` } };
const passwords: Readonly<Record<ClientName, object>> = {
  beckon: { auth: new HTTPDigestAuth('ann', 's3cret') },
  axios: { auth: { username: 'ann', password: 's3cret' } },
  got: { username: 'ann', password: 's3cret' },
  ky: header,
  undici: header,
  ofetch: header,
  fetch: header,
};

export const digest: Claim = {
  title: 'Digest authentication',
  async find(client, { origin, seen }) {
    await newClient(client)(`${origin}/digest`, passwords[client]).catch(() => {});
    return seen.some(({ headers }) => headers.authorization?.startsWith('Digest ')) ? 'yes' : 'no';
  },
};

export const netrc: Claim = {
  title: 'Passwords from `~/.netrc`',
  async find(client, { origin, seen }) {
    const home = mkdtempSync(join(tmpdir(), 'beckon-peers-'));
    try {
      writeFileSync(join(home, '.netrc'), 'machine 127.0.0.1 login ann password s3cret\n', { mode: 0o600 });
      await getInChild(client, `${origin}/netrc`, { HOME: home });
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
    return seen.at(-1)?.headers.authorization === header.headers.authorization ? 'yes' : 'no';
  },
};
