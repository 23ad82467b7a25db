/** Requests through squid, tinyproxy, microsocks and danted. */
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  get,
  HTTPAdapter,
  type Proxies,
  ProxyError,
  post,
  Session,
  SSLError,
} from '../../packages/beckon/src/index.ts';
import { fixedLookup, OwnAdapter } from './support/adapters.ts';
import { Authority } from './support/certificates.ts';
import { withCleanEnvironment } from './support/environment.ts';
import { failure } from './support/failure.ts';
import { type Origin, startOrigin } from './support/origin.ts';
import { freePort, lacks, scratchFolder, stopServers } from './support/process.ts';
import {
  type Login,
  type RunningProxy,
  type RunningSocks,
  startDante,
  startMicrosocks,
  startSquid,
  startTinyproxy,
} from './support/proxies.ts';
import { type Socks4, startSocks4 } from './support/socks4.ts';

const SKIP = lacks(
  'proxies',
  'squid',
  'htpasswd',
  '/usr/lib/squid/basic_ncsa_auth',
  'tinyproxy',
  'microsocks',
  'danted',
  'openssl',
);

/** Characters that stand in a URL only escaped. */
const LOGIN: Login = { user: 'ann@corp', password: 'p:ss/w@rd %25#?&=+' };
/** The configuration of tinyproxy has room for fewer. */
const TINY_LOGIN: Login = { user: 'ann', password: 'p-ss_w.rd' };
const WRONG = 'letmein';

let plain: Origin;
let secure: Origin;
let verify: { ca: string };
let open: { squid: RunningProxy; tinyproxy: RunningProxy; microsocks: RunningSocks; dante: RunningSocks };
let guarded: { squid: RunningProxy; tinyproxy: RunningProxy; microsocks: RunningSocks };
let tlsSquid: RunningProxy;
let socks4: Socks4;
let session: Session;

withCleanEnvironment();
afterAll(async () => {
  await stopServers();
  await plain?.close();
  await secure?.close();
  await socks4?.close();
});

describe.skipIf(SKIP)('proxies', () => {
  beforeAll(async () => {
    const folder = scratchFolder('proxies');
    const authority = new Authority(folder, 'authority');
    verify = { ca: authority.pem };
    const names = 'DNS:localhost,DNS:only-squid.test,DNS:api.example.test,IP:127.0.0.1';
    const certificate = authority.issue('localhost', { names });
    const { chmodSync } = await import('node:fs');
    for (const path of [folder, authority.folder]) chmodSync(path, 0o755);
    const known = { names: ['only-squid.test', 'api.example.test', 'example.test'], forbidden: 'forbidden.test' };
    const [squid, tinyproxy, microsocks, dante, squid2, tinyproxy2, microsocks2, squid3] = await Promise.all([
      startSquid(known),
      startTinyproxy(),
      startMicrosocks(),
      startDante(),
      startSquid({ ...known, login: LOGIN }),
      startTinyproxy(TINY_LOGIN),
      startMicrosocks(LOGIN),
      startSquid({ ...known, login: LOGIN, certificate }),
    ]);
    open = { squid, tinyproxy, microsocks, dante };
    guarded = { squid: squid2, tinyproxy: tinyproxy2, microsocks: microsocks2 };
    tlsSquid = squid3;
    plain = await startOrigin();
    secure = await startOrigin(certificate);
    socks4 = await startSocks4();
  });

  beforeEach(async () => {
    plain.forget();
    secure.forget();
    const mine = new Session({ verify });
    session = mine;
    return () => mine.close();
  });

  describe.each([
    { name: 'squid', login: LOGIN },
    { name: 'tinyproxy', login: TINY_LOGIN },
  ] as const)('$name', ({ name, login }) => {
    it('http: the whole URL is asked for at the proxy, the server sees the path', async () => {
      const response = await get(plain.url('/a%20b?q=1'), { proxies: { http: open[name].url() } });
      expect(response.text).toBe('here: GET /a%20b?q=1');
      expect(plain.last().headers.via).toContain(name);
      expect(plain.last().headers.host).toBe(`127.0.0.1:${plain.port}`);
    });

    it('http: bodies, of a length and without', async () => {
      const proxies = { http: open[name].url() };
      expect((await post(plain.url('/up'), { data: 'x'.repeat(100_000), proxies })).statusCode).toBe(200);
      expect(plain.last().body.length).toBe(100_000);
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        yield new TextEncoder().encode('one ');
        yield new TextEncoder().encode('two');
      };
      const streamed = await post(plain.url('/up'), { data: pieces(), proxies });
      expect(streamed.statusCode).toBe(200);
      expect(plain.last().body).toBe('one two');
    });

    it('https: a tunnel, which is used again and of which the server sees nothing', async () => {
      session.proxies = { https: open[name].url() };
      for (const path of ['/1', '/2', '/3']) {
        expect((await session.get(secure.url(path))).text).toBe(`here: GET ${path}`);
      }
      expect(secure.received.map((one) => one.connection)).toEqual([1, 1, 1]);
      expect(secure.last().headers).not.toHaveProperty('via');
      await tunnelled(open[name]);
    });

    it('credentials in the URL, escaped: http', async () => {
      const response = await get(plain.url('/x'), { proxies: { http: guarded[name].url(login) } });
      expect(response.text).toBe('here: GET /x');
      expect(plain.last().headers).not.toHaveProperty('proxy-authorization');
      expect(plain.last().headers).not.toHaveProperty('authorization');
    });

    it('credentials in the URL, escaped: https', async () => {
      const response = await get(secure.url('/x'), { proxies: { https: guarded[name].url(login) }, verify });
      expect(response.text).toBe('here: GET /x');
      expect(secure.last().headers).not.toHaveProperty('proxy-authorization');
    });

    it.each([
      ['no', undefined],
      ['wrong', { user: login.user, password: WRONG }],
    ])('%s credentials: 407 is the answer for http, a ProxyError for https', async (_, wrong) => {
      // tinyproxy says 401 where they are wrong
      const status = name === 'tinyproxy' && wrong !== undefined ? 401 : 407;
      const url = guarded[name].url(wrong);
      const answer = await get(plain.url(), { proxies: { http: url } });
      expect(answer.statusCode).toBe(status);
      const error = await failure(get(secure.url(), { proxies: { https: url }, verify }));
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain(`: ${status} `);
      expect(error.message).toContain(`127.0.0.1:${guarded[name].port}`);
      expect(error.everything).not.toContain(WRONG);
      expect([...plain.received, ...secure.received]).toEqual([]);
    });
  });

  it('the session can go on after a 407, with the right credentials', async () => {
    const answer = await session.get(plain.url(), { proxies: { http: guarded.squid.url() } });
    expect(answer.statusCode).toBe(407);
    await failure(session.get(secure.url(), { proxies: { https: guarded.squid.url() } }));
    const proxies = { all: guarded.squid.url(LOGIN) };
    expect((await session.get(plain.url(), { proxies })).statusCode).toBe(200);
    expect((await session.get(secure.url(), { proxies })).statusCode).toBe(200);
  });

  it('http: the connection to the proxy is used again, for other servers too', async () => {
    const other = await startOrigin();
    try {
      const proxies = { http: open.squid.url() };
      const before = open.squid.log().length;
      for (const origin of [plain, other, plain]) await session.get(origin.url(), { proxies });
      // squid keeps its own connection to the server; what it wrote down has the client's port nowhere, so count by the pool
      const pool = adapterOf(session).getConnection(
        (await session.get(plain.url(), { proxies })).request as never,
        true,
        proxies,
      );
      expect(pool.idle).toBe(1);
      await vi.waitFor(() => expect(open.squid.log().slice(before)).toContain(other.url()), 5000);
    } finally {
      await other.close();
    }
  });

  it('a header Proxy-Authorization of the caller goes to the proxy and not to the server', async () => {
    const value = `Basic ${btoa(`${LOGIN.user}:${LOGIN.password}`)}`;
    const response = await session.get(secure.url(), {
      headers: { 'Proxy-Authorization': value },
      proxies: { https: guarded.squid.url() },
    });
    expect(response.statusCode).toBe(200);
    expect(secure.last().headers).not.toHaveProperty('proxy-authorization');
  });

  it('names are resolved by an HTTP proxy', async () => {
    const proxies = { all: open.squid.url() };
    expect((await session.get(plain.url('/n', 'only-squid.test'), { proxies })).text).toBe('here: GET /n');
    expect((await session.get(secure.url('/n', 'only-squid.test'), { proxies })).text).toBe('here: GET /n');
    expect(secure.last().servername).toBe('only-squid.test');
    expect(plain.last().headers.host).toBe(`only-squid.test:${plain.port}`);
  });

  it('TLS through a tunnel is verified', async () => {
    const error = await failure(get(secure.url(), { proxies: { https: open.squid.url() } }));
    expect(error).toBeInstanceOf(SSLError);
    expect(error).not.toBeInstanceOf(ProxyError);
    expect(error.message).toContain(`127.0.0.1:${secure.port}`);
  });

  describe('redirects', () => {
    it('of http to https go from the proxy into a tunnel', async () => {
      session.proxies = { all: guarded.squid.url(LOGIN) };
      const response = await session.get(plain.url(`/to?${encodeURIComponent(secure.url('/end'))}`));
      expect(response.text).toBe('here: GET /end');
      expect(plain.last().headers.via).toContain('squid');
      expect(secure.last().headers).not.toHaveProperty('proxy-authorization');
      await tunnelled(guarded.squid);
    });

    it.each([false, true])(
      'that leave the proxy by NO_PROXY leave its credentials behind (from https: %s)',
      async (tls) => {
        process.env.ALL_PROXY = guarded.squid.url(LOGIN);
        process.env.NO_PROXY = `localhost:${plain.port}`;
        const from = tls ? secure : plain;
        const end = plain.url('/end', 'localhost');
        const response = await session.get(from.url(`/to?${encodeURIComponent(end)}`));
        expect(response.text).toBe('here: GET /end');
        expect(plain.last().headers).not.toHaveProperty('via');
        for (const one of [...plain.received, ...secure.received])
          expect(one.headers).not.toHaveProperty('proxy-authorization');
      },
    );

    it('that come to the proxy bring its credentials', async () => {
      process.env.HTTP_PROXY = guarded.squid.url(LOGIN);
      process.env.NO_PROXY = 'localhost';
      const response = await session.get(plain.url(`/to?${encodeURIComponent(plain.url('/end'))}`, 'localhost'));
      expect(response.text).toBe('here: GET /end');
      expect(plain.received.map((one) => 'via' in one.headers)).toEqual([false, true]);
    });
  });

  describe('the environment', () => {
    const proxied = (): boolean => 'via' in plain.last().headers;

    it.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'])('%s is for http', async (name) => {
      process.env[name] = open.squid.url();
      await get(plain.url());
      expect(proxied()).toBe(true);
    });

    it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'])(
      '%s is for https, and has credentials',
      async (name) => {
        process.env[name] = guarded.squid.url(LOGIN);
        // a name that only squid knows
        const response = await session.get(secure.url('/', 'only-squid.test'));
        expect(response.statusCode).toBe(200);
      },
    );

    it('a proxy without a scheme is an HTTP proxy', async () => {
      process.env.http_proxy = `127.0.0.1:${open.squid.port}`;
      await get(plain.url());
      expect(proxied()).toBe(true);
    });

    it('HTTP_PROXY is not for https, and a lower-case name comes first', async () => {
      process.env.HTTP_PROXY = `http://127.0.0.1:${await freePort()}`;
      expect((await session.get(secure.url())).statusCode).toBe(200);
      process.env.http_proxy = open.squid.url();
      await get(plain.url());
      expect(proxied()).toBe(true);
    });

    it('trustEnv: false turns it off, for a session and for a call', async () => {
      process.env.ALL_PROXY = `http://127.0.0.1:${await freePort()}`;
      expect((await failure(session.get(plain.url()))).name).toBe('ProxyError');
      expect((await session.get(plain.url(), { trustEnv: false })).statusCode).toBe(200);
      session.trustEnv = false;
      expect((await session.get(secure.url())).statusCode).toBe(200);
    });

    it('proxies of the call and of the session come before it', async () => {
      process.env.HTTP_PROXY = `http://127.0.0.1:${await freePort()}`;
      session.proxies = { http: open.squid.url() };
      await session.get(plain.url());
      expect(plain.last().headers.via).toContain('squid');
      await session.get(plain.url(), { proxies: { http: open.tinyproxy.url() } });
      expect(plain.last().headers.via).toContain('tinyproxy');
    });

    it.each([
      ['127.0.0.1', '127.0.0.1', false],
      ['127.0.0.2,127.0.0.1', '127.0.0.1', false],
      ['127.0.0.2', '127.0.0.1', true],
      ['127.0.0.0/8', '127.0.0.1', false],
      ['10.0.0.0/8, 127.0.0.0/24', '127.0.0.1', false],
      ['10.0.0.0/8', '127.0.0.1', true],
      ['*', '127.0.0.1', false],
      ['', '127.0.0.1', true],
      ['localhost', 'localhost', false],
      ['LOCALHOST', 'localhost', false],
      ['localhost:PORT', 'localhost', false],
      ['localhost:1', 'localhost', true],
      ['example.test', 'api.example.test', false],
      ['.example.test', 'api.example.test', false],
      ['ample.test', 'api.example.test', true],
      ['api.example.test', 'example.test', true],
      ['api.example.test:PORT', 'api.example.test', false],
    ])('NO_PROXY=%s, %s through the proxy: %s', async (list, host, expected) => {
      session.mount('http://', new OwnAdapter({ lookup: fixedLookup('127.0.0.1').lookup }));
      process.env.HTTP_PROXY = open.squid.url();
      process.env.NO_PROXY = list.replace('PORT', String(plain.port));
      expect((await session.get(plain.url('/', host))).statusCode).toBe(200);
      expect(proxied()).toBe(expected);
    });

    it.each([
      ['::1', false],
      ['[::1]', false],
      ['[::1]:PORT', false],
      ['::/64', false],
      ['fd00::/8', true],
      ['127.0.0.0/8', true],
    ])('NO_PROXY=%s, [::1] through the proxy: %s', async (list, expected) => {
      process.env.http_proxy = open.squid.url();
      process.env.no_proxy = list.replace('PORT', String(plain.port));
      expect((await session.get(plain.url('/', '[::1]'))).statusCode).toBe(200);
      expect(proxied()).toBe(expected);
    });
  });

  describe('keys', () => {
    it.each<[string, (dead: string) => Proxies, string]>([
      ['a scheme comes before all', (dead) => ({ all: dead, http: open.squid.url() }), 'squid'],
      ['a host comes before its scheme', (dead) => ({ http: dead, 'http://127.0.0.1': open.squid.url() }), 'squid'],
      [
        'all:// with a host comes before all',
        (dead) => ({ all: dead, 'all://127.0.0.1': open.tinyproxy.url() }),
        'tinyproxy',
      ],
      ['another host says nothing', (dead) => ({ 'http://localhost': dead, http: open.squid.url() }), 'squid'],
      ['null for a host takes its proxy away', (dead) => ({ http: dead, 'http://127.0.0.1': null }), 'none'],
    ])('%s', async (_, proxies, expected) => {
      session.proxies = proxies(`http://127.0.0.1:${await freePort()}`);
      await session.get(plain.url());
      expect(plain.last().headers.via ?? 'none').toContain(expected);
    });
  });

  describe('that fail', () => {
    it('a proxy that is not there', async () => {
      const port = await freePort();
      for (const url of [plain.url(), secure.url()]) {
        const error = await failure(session.get(url, { proxies: { all: `http://ann:${WRONG}@127.0.0.1:${port}` } }));
        expect(error).toBeInstanceOf(ProxyError);
        expect(error.message).toContain(`127.0.0.1:${port}`);
        expect(error.message).toContain('refused');
        expect(error.everything).not.toContain(WRONG);
      }
    });

    it('a proxy whose name does not exist', async () => {
      const { lookup } = fixedLookup('127.0.0.1');
      const lost: typeof lookup = (host, _options, answer) =>
        answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), '', 4);
      session.mount('http://', new OwnAdapter({ lookup: lost }));
      const error = await failure(session.get(plain.url(), { proxies: { http: 'http://proxy.test:3128' } }));
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain('proxy.test:3128');
    });

    it('a tunnel that the proxy does not open: 403', async () => {
      const error = await failure(session.get('https://forbidden.test/', { proxies: { all: open.squid.url() } }));
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain('403');
      expect(error.message).toContain('forbidden.test:443');
    });

    it('a tunnel to a server that is not there: 5xx', async () => {
      const port = await freePort();
      for (const proxy of [open.squid, open.tinyproxy]) {
        const error = await failure(session.get(`https://127.0.0.1:${port}/`, { proxies: { all: proxy.url() } }));
        expect(error).toBeInstanceOf(ProxyError);
        expect(error.message).toMatch(/: 5\d\d /);
      }
    });

    it('a proxy that does not answer CONNECT: a ConnectTimeout', async () => {
      const silent: Server = createServer(() => {});
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const { port } = silent.address() as { port: number };
      const error = await failure(
        session.get(secure.url(), { proxies: { all: `http://127.0.0.1:${port}` }, timeout: [200, 5000] }),
      );
      silent.close();
      expect(error.name).toBe('ConnectTimeout');
    });

    it('an HTTP proxy that is told as https://', async () => {
      const error = await failure(
        session.get(secure.url(), { proxies: { all: open.squid.url().replace('http:', 'https:') } }),
      );
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain('does not speak TLS');
    });
  });

  describe('https:// proxies', () => {
    it('TLS in TLS, with credentials; the tunnel is used again', async () => {
      session.proxies = { all: tlsSquid.url(LOGIN) };
      for (const path of ['/1', '/2']) expect((await session.get(secure.url(path))).text).toBe(`here: GET ${path}`);
      expect(secure.received.map((one) => one.connection)).toEqual([1, 1]);
      expect(secure.last().headers).not.toHaveProperty('proxy-authorization');
      await tunnelled(tlsSquid);
    });

    it('http over TLS to the proxy', async () => {
      session.proxies = { http: tlsSquid.url(LOGIN) };
      expect((await session.get(plain.url('/p'))).text).toBe('here: GET /p');
      expect(plain.last().headers.via).toContain('squid');
      expect(plain.last().headers).not.toHaveProperty('proxy-authorization');
    });

    it('many at once, and large bodies both ways', async () => {
      session.proxies = { all: tlsSquid.url(LOGIN) };
      const data = 'y'.repeat(300_000);
      const all = await Promise.all(Array.from({ length: 8 }, (_, at) => session.post(secure.url(`/${at}`), { data })));
      expect(all.map((one) => one.text)).toEqual(all.map((_, at) => `here: POST /${at}`));
      expect(secure.received.every((one) => one.body === data)).toBe(true);
    });

    it('wrong credentials: 407, no password', async () => {
      const error = await failure(
        session.get(secure.url(), { proxies: { all: tlsSquid.url({ user: 'ann', password: WRONG }) } }),
      );
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain('407');
      expect(error.everything).not.toContain(WRONG);
    });

    it('a proxy that is not trusted: a ProxyError that names TLS', async () => {
      const error = await failure(get(plain.url(), { proxies: { all: tlsSquid.url(LOGIN) } }));
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain('TLS');
      expect(error.message).toContain('authority');
      expect(plain.received).toEqual([]);
    });

    it('verify: false is for the proxy too', async () => {
      const response = await get(secure.url(), { proxies: { all: tlsSquid.url(LOGIN) }, verify: false });
      expect(response.statusCode).toBe(200);
    });
  });

  describe('SOCKS', () => {
    it.each(['socks5', 'socks5h'] as const)('%s without and with credentials: http and https', async (scheme) => {
      for (const url of [open.microsocks.url(scheme), guarded.microsocks.url(scheme, LOGIN), open.dante.url(scheme)]) {
        const proxies = { all: url };
        expect((await session.get(plain.url('/p'), { proxies })).text).toBe('here: GET /p');
        expect(plain.last().target).toBe('/p');
        expect((await session.get(secure.url('/s'), { proxies })).text).toBe('here: GET /s');
      }
    });

    it('socks4: http and https, by address and by name', async () => {
      const proxies = { all: open.dante.url('socks4') };
      for (const host of ['127.0.0.1', 'localhost']) {
        expect((await session.get(plain.url('/p', host), { proxies })).text).toBe('here: GET /p');
        expect((await session.get(secure.url('/s', host), { proxies })).text).toBe('here: GET /s');
      }
    });

    it('socks4a: http and https, the name is told to the proxy; the user too', async () => {
      const proxies = { all: `socks4a://ann%40corp@127.0.0.1:${socks4.port}` };
      expect((await session.get(plain.url('/p', 'only-squid.test'), { proxies })).text).toBe('here: GET /p');
      expect((await session.get(secure.url('/s', 'only-squid.test'), { proxies })).text).toBe('here: GET /s');
      expect((await session.get(plain.url('/p'), { proxies })).text).toBe('here: GET /p');
      expect(socks4.asked).toEqual([
        `ann@corp@only-squid.test:${plain.port}`,
        `ann@corp@only-squid.test:${secure.port}`,
        `ann@corp@127.0.0.1:${plain.port}`,
      ]);
      const refused = { all: `socks4a://nobody@127.0.0.1:${socks4.port}` };
      expect(await failure(session.get(plain.url(), { proxies: refused }))).toBeInstanceOf(ProxyError);
    });

    it.each([
      ['socks4', 'dante', true],
      ['socks4a', 'own', false],
      ['socks5', 'microsocks', true],
      ['socks5h', 'microsocks', false],
    ] as const)('%s (%s): the name is looked up on this side: %s', async (scheme, name, here) => {
      const { lookup, asked } = fixedLookup('127.0.0.1');
      session.mount('http://', new OwnAdapter({ lookup }));
      const before = open.microsocks.said().length;
      const http = name === 'own' ? `${scheme}://127.0.0.1:${socks4.port}` : open[name].url(scheme);
      const response = await session.get(plain.url('/', 'localhost'), { proxies: { http } });
      expect(response.statusCode).toBe(200);
      expect(asked).toEqual(here ? ['localhost'] : []);
      if (name !== 'microsocks') return;
      // what the proxy was asked for: an address, or a name
      const host = here ? '127.0.0.1' : 'localhost';
      await vi.waitFor(() => expect(open.microsocks.said().slice(before)).toContain(`${host}:${plain.port}`), 5000);
    });

    it('the environment names one, for one scheme', async () => {
      process.env.HTTP_PROXY = open.microsocks.url('socks5h');
      const before = open.microsocks.said().length;
      await session.get(plain.url());
      await vi.waitFor(() => expect(open.microsocks.said().slice(before)).toContain(`:${plain.port}`), 5000);
      await session.get(secure.url());
      expect(open.microsocks.said().slice(before)).not.toContain(`:${secure.port}`);
    });

    it('connections are used again', async () => {
      session.proxies = { all: open.microsocks.url('socks5h') };
      for (let at = 0; at < 3; at++) {
        await session.get(plain.url());
        await session.get(secure.url());
      }
      expect(plain.received.map((one) => one.connection)).toEqual([1, 1, 1]);
      expect(secure.received.map((one) => one.connection)).toEqual([1, 1, 1]);
    });

    it.each(['socks5', 'socks5h'] as const)('%s: IPv6 targets', async (scheme) => {
      const response = await session.get(plain.url('/6', '[::1]'), { proxies: { http: open.microsocks.url(scheme) } });
      expect(response.text).toBe('here: GET /6');
    });

    it.each([
      ['no', undefined],
      ['wrong', { user: LOGIN.user, password: WRONG }],
    ])('%s credentials: a ProxyError without the password', async (_, wrong) => {
      const error = await failure(
        session.get(plain.url(), { proxies: { http: guarded.microsocks.url('socks5', wrong) } }),
      );
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain(`127.0.0.1:${guarded.microsocks.port}`);
      expect(error.everything).not.toContain(WRONG);
    });

    it('a server that is not there: a ProxyError that names it', async () => {
      const port = await freePort();
      for (const url of [open.microsocks.url('socks5'), open.dante.url('socks4')]) {
        const error = await failure(session.get(`http://127.0.0.1:${port}/`, { proxies: { http: url } }));
        expect(error).toBeInstanceOf(ProxyError);
        expect(error.message).toContain(`127.0.0.1:${port}`);
      }
    });

    it('a proxy that is not there', async () => {
      const port = await freePort();
      const error = await failure(session.get(plain.url(), { proxies: { http: `socks5://127.0.0.1:${port}` } }));
      expect(error).toBeInstanceOf(ProxyError);
      expect(error.message).toContain('refused');
    });

    it('a proxy that speaks HTTP only: an error, no wait', async () => {
      const proxies = { http: `socks5h://127.0.0.1:${open.tinyproxy.port}` };
      const error = await failure(session.get(plain.url(), { proxies, timeout: [3000, 3000] }));
      expect(error.name).toMatch(/ProxyError|ConnectTimeout/);
    });
  });
});

/** How many tunnels to `secure` a proxy wrote down. */
function tunnels(proxy: RunningProxy): number {
  return proxy.log().split(`CONNECT 127.0.0.1:${secure.port}`).length - 1;
}

/** squid writes a tunnel down when it ends. */
async function tunnelled(proxy: RunningProxy, count = 1): Promise<void> {
  await session.close();
  await vi.waitFor(() => expect(tunnels(proxy)).toBeGreaterThanOrEqual(count), 5000);
}

function adapterOf(session: Session): HTTPAdapter {
  const adapter = session.getAdapter('http://');
  if (!(adapter instanceof HTTPAdapter)) throw new Error('another adapter is mounted');
  return adapter;
}
