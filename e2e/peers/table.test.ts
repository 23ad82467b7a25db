/** The README's table beside the clients as they are installed here: every cell is tried, against a server of this machine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Claim } from './claim.ts';
import { bombs, charset } from './claims/bodies.ts';
import { certificates } from './claims/certificates.ts';
import { cookies } from './claims/cookies.ts';
import { digest, netrc } from './claims/credentials.ts';
import { links } from './claims/links.ts';
import { misspelt } from './claims/mistakes.ts';
import { environment, socks } from './claims/proxies.ts';
import { history } from './claims/redirects.ts';
import { retries } from './claims/retries.ts';
import { timeouts } from './claims/timeouts.ts';
import { transports } from './claims/transports.ts';
import { CLIENTS } from './clients.ts';
import { readRows, versionIn } from './support/readme-table.ts';
import { startServer } from './support/server.ts';

const claims: readonly Claim[] = [
  cookies,
  digest,
  netrc,
  environment,
  socks,
  certificates,
  timeouts,
  retries,
  history,
  charset,
  links,
  bombs,
  transports,
  misspelt,
];
const rows = readRows();

test('the rows are the claims that are tried here', () => {
  expect(rows.map(({ title }) => title)).toEqual(claims.map(({ title }) => title));
});

describe.each(rows)('$title', ({ title, cells }) => {
  test.each(CLIENTS)('%s', async (client) => {
    await using server = await startServer();
    const claim = claims.find((other) => other.title === title);
    expect(await claim?.find(client, server)).toBe(cells[client]);
  });
});

test.each(['axios', 'got', 'ky', 'undici', 'ofetch'] as const)('the version of %s is the one that is named', (name) => {
  const manifest = join(import.meta.dirname, '../node_modules', name, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  expect(version).toMatch(new RegExp(`^${versionIn(name)}\\.`));
});
