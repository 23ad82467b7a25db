import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inDeno } from './support/run-in-deno.ts';
import { type Certificates, makeCertificates, Servers } from './support/servers.ts';

const BASIC = 'Basic dXNAZXI6cDpzcw=='; // us@er:p:ss
const LOGIN = 'us%40er:p%3Ass@';

let made: Certificates;
let ca: string;
const servers = new Servers();

beforeAll(() => {
  made = makeCertificates();
  ca = made.path('ca.pem');
});
afterAll(() => rmSync(made.folder, { recursive: true }));
afterEach(() => servers.close());

/** Sends a GET twice in one session, through the proxy. */
function twice(url: string, proxy: string, headers: Record<string, string> = {}): Promise<string[]> {
  return inDeno(
    async ({ open }, { url, proxy, ca, headers }) => {
      const session = open({ verify: ca, proxies: { all: proxy }, headers });
      return [(await session.get(url)).text, (await session.get(url)).text];
    },
    { url, proxy, ca, headers },
  );
}

/** What a GET through the proxy fails with. */
function refused(
  url: string,
  proxy: string,
  options: object = {},
): Promise<{ name: string; message: string; nothingSent: boolean; shown: string }> {
  return inDeno(
    async ({ failure, open }, { url, proxy, options }) =>
      failure(open().get(url, { proxies: { all: proxy }, ...options })),
    { url, proxy, options },
  );
}

describe('an http proxy', () => {
  it('gets the whole URL of an http server, and its password with it', async () => {
    const heads: string[] = [];
    const port = await servers.proxy(heads);
    expect(await twice('http://127.0.0.1:8000/x?y#z', `http://${LOGIN}127.0.0.1:${port}`)).toEqual(['ok', 'ok']);
    expect(heads.length).toBe(2);
    for (const head of heads) {
      expect(head).toMatch(/^GET http:\/\/127\.0\.0\.1:8000\/x\?y HTTP\/1\.1\r\n/);
      expect(head.match(/proxy-authorization/gi)?.length).toBe(1);
      expect(head).toContain(`: ${BASIC}\r\n`);
    }
  });

  it('takes the password of its URL before a header of the same name', async () => {
    const heads: string[] = [];
    const port = await servers.proxy(heads);
    await twice('http://127.0.0.1:8000/', `http://${LOGIN}127.0.0.1:${port}`, { 'Proxy-Authorization': 'Basic own' });
    expect(heads[0]).not.toContain('Basic own');
    expect(heads[0]).toContain(BASIC);
    await twice('http://127.0.0.1:8000/', `http://127.0.0.1:${port}`, { 'Proxy-Authorization': 'Basic own' });
    expect(heads[2]).toContain('Basic own');
  });

  it('opens one tunnel to an https server', async () => {
    const heads: string[] = [];
    const origin = await servers.secure(made);
    const port = await servers.proxy(heads);
    expect(await twice(origin.url, `http://localhost:${port}`)).toEqual(['nobody', 'nobody']);
    expect(heads.length).toBe(1);
    expect(heads[0]).toMatch(/^CONNECT localhost:\d+ HTTP\/1\.1\r\n/);
    expect(origin.requests.join()).not.toMatch(/proxy/i);
  });

  it.each([
    ['a password', LOGIN, {}],
    ['a header of the caller', '', { headers: { 'Proxy-Authorization': 'Basic c2VjcmV0' } }],
  ])('is refused with %s where the server behind it would get that', async (_, login, options) => {
    const heads: string[] = [];
    const origin = await servers.secure(made);
    const port = await servers.proxy(heads);
    const error = await refused(origin.url, `http://${login}localhost:${port}`, { verify: ca, ...options });
    expect(error.name).toBe('UnsupportedOptionError');
    expect(error.message).toMatch(/DenoAdapter can't do .*nothing was sent.*HTTPAdapter/);
    expect(error.shown).not.toMatch(/p:ss|p%3Ass|c2VjcmV0/);
    expect(heads).toEqual([]);
    expect(origin.connections).toBe(0);
  });

  it('that refuses or is not there is a ProxyError', async () => {
    const port = await servers.proxy([], undefined, 407);
    const denied = await refused('https://localhost:44444/', `http://127.0.0.1:${port}`);
    expect(denied).toMatchObject({ name: 'ProxyError', nothingSent: true });
    await servers.close();
    for (const url of ['http://localhost/', 'https://localhost/']) {
      const error = await refused(url, `http://127.0.0.1:${port}`);
      expect(error).toMatchObject({ name: 'ProxyError', nothingSent: true });
    }
  });
});

describe('an https proxy', () => {
  it('gets its password in the CONNECT, and the server behind it does not', async () => {
    const heads: string[] = [];
    const origin = await servers.secure(made);
    const port = await servers.proxy(heads, made);
    expect(await twice(origin.url, `https://${LOGIN}localhost:${port}`)).toEqual(['nobody', 'nobody']);
    expect(heads.length).toBe(1);
    expect(heads[0]).toContain(`Proxy-Authorization: ${BASIC}\r\n`);
    expect(origin.requests.length).toBe(2);
    expect(origin.requests.join()).not.toMatch(/proxy/i);
  });

  it('gets its password with the request for an http server', async () => {
    const heads: string[] = [];
    const port = await servers.proxy(heads, made);
    expect(await twice('http://127.0.0.1:8000/', `https://${LOGIN}localhost:${port}`)).toEqual(['ok', 'ok']);
    expect(heads[1]).toMatch(/^GET http:\/\/127\.0\.0\.1:8000\/ HTTP\/1\.1\r\n/);
    expect(heads[1]).toContain(`: ${BASIC}\r\n`);
  });

  it('has to be trusted, and is not shown a certificate that is for the server', async () => {
    const port = await servers.proxy([], made);
    const proxy = `https://localhost:${port}`;
    expect((await refused('https://localhost:44444/', proxy)).name).toBe('SSLError');
    for (const options of [{ verify: false }, { cert: made.path('client-both.pem') }]) {
      expect((await refused('https://localhost:44444/', proxy, options)).name).toBe('UnsupportedOptionError');
    }
    const direct = await inDeno(
      async ({ DenoAdapter, Request, failure, open }, { proxy }) => {
        const prepared = await open().prepareRequest(new Request('GET', 'http://127.0.0.1:8000/'));
        return failure(new DenoAdapter().send(prepared, { verify: false, proxies: { all: proxy } }));
      },
      { proxy },
    );
    expect(direct.name).toBe('UnsupportedOptionError');
  });
});

it.each(['socks4', 'socks4a', 'socks5', 'socks5h'])(
  'a proxy of the kind %s is refused, by the session and by the adapter',
  async (kind) => {
    const errors = await inDeno(
      async ({ DenoAdapter, Request, failure, open }, { proxies }) => {
        const session = open();
        const prepared = await session.prepareRequest(new Request('GET', 'http://127.0.0.1:8000/'));
        return [
          await failure(session.send(prepared, { proxies })),
          await failure(new DenoAdapter().send(prepared, { proxies })),
        ];
      },
      { proxies: { all: `${kind}://127.0.0.1:44444` } },
    );
    for (const { name, message } of errors) {
      expect(name).toBe('UnsupportedOptionError');
      expect(message).toContain(`DenoAdapter can't do a ${kind} proxy`);
    }
  },
);

describe('the environment', () => {
  it('is asked last, and not at all where nobody trusts it', async () => {
    const heads: string[] = [];
    const other: string[] = [];
    const origin = await servers.plain();
    const proxy = `http://127.0.0.1:${await servers.proxy(heads)}`;
    const mine = `http://127.0.0.1:${await servers.proxy(other)}`;
    const env = { HTTP_PROXY: proxy, ALL_PROXY: proxy, http_proxy: proxy };
    const after = await inDeno(
      async ({ open }, { url, mine }) => {
        await open().get(url);
        await open({ trustEnv: false }).get(url);
        await open().get(url, { proxies: { http: null } });
        await open({ proxies: { http: mine } }).get(url);
        const { Deno } = globalThis as unknown as { Deno: { env: { get(name: string): string } } };
        return ['HTTP_PROXY', 'ALL_PROXY', 'http_proxy'].map((name) => Deno.env.get(name));
      },
      { url: origin.url, mine },
      { env },
    );
    expect(heads.length).toBe(1);
    expect(origin.requests.length).toBe(2);
    expect(other.length).toBe(1);
    expect(after).toEqual([proxy, proxy, proxy]);
  });

  it("keeps NO_PROXY off a proxy that is the call's own", async () => {
    const heads: string[] = [];
    const origin = await servers.plain();
    const proxy = `http://127.0.0.1:${await servers.proxy(heads)}`;
    await inDeno(
      async ({ open }, { url, proxy }) => {
        await open().get(url, { proxies: { http: proxy } });
        await open().get(url);
      },
      { url: origin.url, proxy },
      { env: { NO_PROXY: '127.0.0.1', HTTP_PROXY: proxy } },
    );
    expect(heads.length).toBe(1);
    expect(origin.requests.length).toBe(1);
  });

  it('that nobody may look at: nothing is sent, as Deno itself would take its proxies', async () => {
    const heads: string[] = [];
    const origin = await servers.plain();
    const proxy = `http://127.0.0.1:${await servers.proxy(heads)}`;
    for (const flags of [['--allow-net'], ['--allow-net', '--allow-env=HTTP_PROXY']]) {
      const error = await inDeno(
        async ({ failure, open }, { url }) => failure(open({ trustEnv: false }).get(url)),
        { url: origin.url },
        { flags, env: { HTTP_PROXY: proxy } },
      );
      expect(error).toMatchObject({ name: 'UnsupportedOptionError', hasRequest: true });
      expect(error.message).toMatch(/--allow-env=ALL_PROXY.*HTTPAdapter/);
    }
    expect([...heads, ...origin.requests]).toEqual([]);
  });

  it('may be looked at as far as it names proxies, and no further', async () => {
    const { url } = await servers.plain();
    const names = 'ALL_PROXY,all_proxy,HTTPS_PROXY,https_proxy,HTTP_PROXY,http_proxy,NO_PROXY,no_proxy';
    const flags = ['--allow-net', `--allow-env=${names}`];
    expect(await inDeno(async ({ open }, { url }) => (await open().get(url)).text, { url }, { flags })).toBe('ok');
  });
});
