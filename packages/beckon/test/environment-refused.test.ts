/** A proxy or a CA bundle that only the environment names, with an adapter that knows none: going past it in silence could leak. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FetchAdapter, Session, type SessionInit, UnsupportedOptionError } from '../src/index.ts';

const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
});
afterEach(() => vi.unstubAllEnvs());

function overFetch(init: SessionInit = {}): Session {
  const adapter = new FetchAdapter({
    fetch: async (url) => {
      asked.push(url);
      return new Response('ok');
    },
  });
  return new Session({ ...init, adapters: { 'http://': adapter, 'https://': adapter } });
}

it.each([
  ['HTTP_PROXY', 'http://user:secret@proxy.test:3128', 'http://a.test/', 'a http proxy'],
  ['ALL_PROXY', 'socks5://proxy.test:1080', 'https://a.test/', 'a socks5 proxy'],
  ['REQUESTS_CA_BUNDLE', '/etc/corporate.pem', 'https://a.test/', 'verify with authorities of your own'],
  ['CURL_CA_BUNDLE', '/etc/corporate.pem', 'https://a.test/', 'verify with authorities of your own'],
])('%s is refused by name, with the ways out; nothing is sent', async (variable, value, url, option) => {
  vi.stubEnv(variable, value);
  await using session = overFetch();
  const error = await session.get(url).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnsupportedOptionError);
  const { message } = error as Error;
  expect(message).toContain(`FetchAdapter can't do ${option}; nothing was sent.`);
  for (const part of [variable, 'trustEnv: false', 'Mount an HTTPAdapter']) expect(message).toContain(part);
  expect(message).not.toContain('secret');
  expect(asked).toEqual([]);
});

it('with trustEnv: false the environment has no say, for a session and for a call', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.test:3128');
  vi.stubEnv('REQUESTS_CA_BUNDLE', '/etc/corporate.pem');
  await using never = overFetch({ trustEnv: false });
  await never.get('https://a.test/');
  await using once = overFetch();
  await once.get('https://b.test/', { trustEnv: false });
  expect(asked).toEqual(['https://a.test/', 'https://b.test/']);
});
