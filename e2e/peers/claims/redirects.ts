import type { Claim } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';

const read = (from: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], from);

/** Where a response keeps the way to it. */
const ways: Readonly<Record<ClientName, readonly string[]>> = {
  beckon: ['history'],
  axios: ['request', 'history'],
  got: ['redirectUrls'],
  ky: ['history'],
  undici: ['context', 'history'],
  ofetch: ['history'],
  fetch: ['history'],
};

export const history: Claim = {
  title: "Each redirect's response kept",
  async find(client, { origin }) {
    const heads: unknown[] = [];
    const options = client === 'axios' ? { beforeRedirect: (_: unknown, head: unknown) => heads.push(head) } : {};
    const { native, text } = await newClient(client)(`${origin}/redirect`, options);
    if (text !== 'ok') throw new Error(`not followed: ${text}`);
    const way = read(native, ...ways[client]);
    const [first] = Array.isArray(way) && way.length >= 2 ? way : heads;
    if (first === undefined) return 'no';
    const { statusCode, headers, request } = first as Record<string, unknown>;
    const isResponse = statusCode === 302 && headers !== undefined && request !== undefined;
    return isResponse && way !== undefined ? 'yes' : 'part';
  },
};
