import { copyFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inDeno } from './support/run-in-deno.ts';
import { type Certificates, makeCertificates, Servers } from './support/servers.ts';

let made: Certificates;
let ca: string;
const servers = new Servers();

beforeAll(() => {
  made = makeCertificates();
  ca = made.path('ca.pem');
});
afterAll(() => rmSync(made.folder, { recursive: true }));
afterEach(() => servers.close());

describe('verify', () => {
  it('takes a bundle, a folder, PEM text and a list of such', async () => {
    const { url } = await servers.secure(made);
    const folder = made.path('authorities');
    mkdirSync(folder);
    writeFileSync(`${folder}/deadbeef.0`, made.text('ca.pem'));
    writeFileSync(`${folder}/readme.txt`, 'nothing');
    const bundle = made.text('self.pem') + made.text('ca.pem');
    writeFileSync(made.path('bundle.pem'), bundle);
    const verifies = [ca, made.path('bundle.pem'), folder, made.text('ca.pem'), { ca: bundle }, { ca: [bundle] }];
    const said = await inDeno(
      async ({ open }, { url, verifies }) => {
        const session = open();
        return Promise.all(verifies.map(async (verify) => (await session.get(url, { verify })).text));
      },
      { url, verifies },
    );
    expect(said).toEqual(verifies.map(() => 'nobody'));
  });

  it.each([
    ['an unknown authority', 'server', undefined],
    ['another host', 'other', 'ca.pem'],
    ['a certificate that has expired', 'expired', 'ca.pem'],
  ])('%s is an SSLError', async (_, name, authority) => {
    const { url } = await servers.secure(made, {}, name);
    const verify = authority === undefined ? true : made.path(authority);
    const error = await inDeno(
      async ({ failure, open }, { url, verify }) => {
        const session = open();
        return failure(session.get(url, { verify }));
      },
      { url, verify },
    );
    expect(error).toMatchObject({ name: 'SSLError', nothingSent: true, hasRequest: true });
  });

  it('false is refused before anything is sent', async () => {
    const origin = await servers.secure(made);
    const errors = await inDeno(
      async ({ DenoAdapter, failure, open, Request }, { url }) => {
        const adapter = new DenoAdapter();
        const session = open();
        const prepared = await session.prepareRequest(new Request('GET', url));
        return [
          await failure(session.get(url, { verify: false })),
          await failure(adapter.send(prepared, { verify: false })),
        ];
      },
      { url: origin.url },
    );
    expect(errors.map(({ name }) => name)).toEqual(['UnsupportedOptionError', 'UnsupportedOptionError']);
    for (const { message } of errors) expect(message).toContain("DenoAdapter can't do verify: false");
    expect(origin.connections).toBe(0);
  });

  it('of one call is not that of the next: no connection is shared', async () => {
    const origin = await servers.secure(made);
    const error = await inDeno(
      async ({ failure, open }, { url, ca }) => {
        const session = open();
        await session.get(url, { verify: ca });
        await session.get(url, { verify: ca });
        return failure(session.get(url));
      },
      { url: origin.url, ca },
    );
    expect(error.name).toBe('SSLError');
    expect(origin.requests.length).toBe(2);
    expect(origin.connections).toBe(1);
  });

  it('says nothing of http', async () => {
    const { url } = await servers.plain();
    const text = await inDeno(
      async ({ open }, { url }) => {
        const session = open();
        return (await session.get(url, { verify: '/nonexistent/ca.pem', cert: '/nonexistent/client.pem' })).text;
      },
      { url },
    );
    expect(text).toBe('ok');
  });
});

describe('cert', () => {
  const asking = { requestCert: true, rejectUnauthorized: true };

  it('is shown: as one file, as two, as text', async () => {
    const origin = await servers.secure(made, { ...asking, ca: made.text('ca.pem') });
    const certs = [
      made.path('client-both.pem'),
      [made.path('client.pem'), made.path('client.key')] as [string, string],
      { cert: made.text('client.pem'), key: made.text('client.key') },
    ];
    const said = await inDeno(
      async ({ failure, open }, { url, ca, certs }) => {
        const session = open({ verify: ca });
        const names: string[] = [];
        for (const cert of certs) names.push((await session.get(url, { cert })).text);
        return [...names, (await failure(session.get(url))).name];
      },
      { url: origin.url, ca, certs },
    );
    expect(said.slice(0, 3)).toEqual(['client', 'client', 'client']);
    expect(said[3]).toMatch(/^(SSLError|ConnectionError)$/);
    // the two ways to name files are two clients, and so is the text
    expect(origin.requests.length).toBe(3);
  });

  it('of one call is not shown with the next', async () => {
    const origin = await servers.secure(made, { requestCert: true, rejectUnauthorized: false });
    const said = await inDeno(
      async ({ open }, { url, ca, cert }) => {
        const session = open({ verify: ca });
        const ask = async (init: { cert?: string }): Promise<string> => (await session.get(url, init)).text;
        return [await ask({}), await ask({ cert }), await ask({}), await ask({ cert })];
      },
      { url: origin.url, ca, cert: made.path('client-both.pem') },
    );
    expect(said).toEqual(['nobody', 'client', 'nobody', 'client']);
    expect(origin.connections).toBe(2);
  });

  it('whose file has changed makes a new connection', async () => {
    const origin = await servers.secure(made, { requestCert: true, rejectUnauthorized: false });
    const cert = made.path('rotating.pem');
    copyFileSync(made.path('client-both.pem'), cert);
    utimesSync(cert, 1, 1);
    writeFileSync(made.path('next.pem'), made.text('other.pem') + made.text('other.key'));
    const said = await inDeno(
      async ({ open }, { url, ca, cert, next }) => {
        const { Deno } = globalThis as unknown as { Deno: { copyFile(from: string, to: string): Promise<void> } };
        const session = open({ verify: ca, cert });
        const before = (await session.get(url)).text;
        await Deno.copyFile(next, cert);
        return [before, (await session.get(url)).text];
      },
      { url: origin.url, ca, cert, next: made.path('next.pem') },
    );
    expect(said).toEqual(['client', 'other']);
  });

  it('that is not there, or none, is an error of its own, and nothing is sent', async () => {
    const origin = await servers.secure(made);
    const { path } = made;
    const cases: [options: object, message: RegExp][] = [
      [{ verify: '/nonexistent/ca.pem' }, /TLS CA certificate bundle, invalid path: \/nonexistent\/ca\.pem$/],
      [{ verify: { ca: 'hunter2' } }, /TLS CA certificate bundle: the text given is no PEM$/],
      [{ verify: path('client.key') }, /there is no PEM certificate in it/],
      [{ cert: '/nonexistent/client.pem' }, /TLS certificate file, invalid path/],
      [{ cert: [path('client.pem'), '/nonexistent/client.key'] }, /TLS key file, invalid path/],
      [{ cert: [path('client.pem'), path('server.key')] }, /KeyMismatch/],
      [{ cert: [path('client.pem'), path('client-locked.key')] }, /Unable to decode key/],
    ];
    const errors = await inDeno(
      async ({ failure, open }, { url, ca, given }) => {
        const session = open({ verify: ca });
        return Promise.all(given.map((options) => failure(session.get(url, options))));
      },
      { url: origin.url, ca, given: cases.map(([options]) => options) },
    );
    cases.forEach(([, message], at) => {
      expect(errors[at]).toMatchObject({ name: 'RequestException', hasRequest: true });
      expect(errors[at]?.message).toMatch(message);
      expect(errors[at]?.shown).not.toContain('hunter2');
    });
    expect(origin.connections).toBe(0);
  });

  it('with a passphrase is refused', async () => {
    const error = await inDeno(
      async ({ failure, open }, { cert }) => {
        const session = open();
        return failure(session.get('https://localhost:1/', { cert }));
      },
      { cert: { cert: made.text('client.pem'), key: made.text('client-locked.key'), passphrase: 'secret' } },
    );
    expect(error.name).toBe('UnsupportedOptionError');
    expect(error.message).toContain("can't do a passphrase of a key");
  });
});

it('HTTP/2 is spoken with a server that offers it, unless it is switched off', async () => {
  const server = createSecureServer(
    { cert: made.text('server.pem'), key: made.text('server.key'), allowHTTP1: true },
    (request, response) => void response.end(`${request.httpVersion} ${request.headers.connection ?? ''}`),
  );
  const url = `https://localhost:${await servers.listen(server)}/`;
  const said = await inDeno(
    async ({ open }, { url, verify }) => {
      const answers = [{}, { http2: false }].map((settings) => open({ verify }, settings).post(url, { data: 'tea' }));
      return (await Promise.all(answers)).map(({ text }) => text);
    },
    { url, verify: ca },
  );
  expect(said).toEqual(['2.0 ', '1.1 keep-alive']);
});

it('a file that Deno may not read is an error that names the permission', async () => {
  const origin = await servers.secure(made);
  const error = await inDeno(
    async ({ failure, open }, { url, ca }) => {
      const session = open();
      return failure(session.get(url, { verify: ca }));
    },
    { url: origin.url, ca },
    { flags: ['--allow-net', '--allow-env'] },
  );
  expect(error.name).toBe('RequestException');
  expect(error.message).toContain(`--allow-read=${ca}`);
  expect(origin.connections).toBe(0);
});
