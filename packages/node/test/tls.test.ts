import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { SSLError } from '@beckon/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HTTPAdapter, PoolOptions } from '../src/index.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { failure, prepared, RawAdapter, text } from './support/send.ts';
import { closeServers, listen } from './support/servers.ts';

let made: Certificates;
let adapter: RawAdapter;
const open: Server[] = [];

beforeAll(() => {
  made = makeCertificates();
});
afterAll(() => rmSync(made.folder, { recursive: true }));
beforeEach(() => {
  adapter = new RawAdapter();
});
afterEach(async () => {
  await adapter.close();
  await closeServers(open);
});

interface Secure {
  readonly url: string;
  readonly port: number;
  readonly connections: TLSSocket[];
  readonly reused: boolean[];
}

/** A server that tells the SNI, the client's name and the protocol. */
async function serve(name: string, options: object = {}): Promise<Secure> {
  const connections: TLSSocket[] = [];
  const server = createServer(
    { cert: made.text(`${name}.pem`), key: made.text(`${name}.key`), ...options },
    (request, response) => {
      const socket = request.socket as TLSSocket;
      const client = socket.getPeerCertificate().subject?.CN ?? null;
      response.end(
        JSON.stringify({
          sni: (socket as { servername?: string | false }).servername || null,
          client,
          version: socket.getProtocol(),
        }),
      );
    },
  );
  const reused: boolean[] = [];
  server.on('secureConnection', (socket) => {
    connections.push(socket);
    reused.push(socket.isSessionReused());
  });
  open.push(server);
  const port = await listen(server);
  return { url: `https://localhost:${port}/`, port, connections, reused };
}

describe('verify', () => {
  it.each([
    ['an unknown authority', 'server', undefined, /unknown authority.*verify:/],
    ['a self-signed certificate', 'self', undefined, /self-signed.*verify:/],
    ['another host', 'other', 'ca.pem', /another host.*other\.example/],
    ['a certificate that has expired', 'expired', 'ca.pem', /has expired/],
  ])('%s is an SSLError that says so', async (_, name, ca, message) => {
    const server = await serve(name);
    const verify = ca === undefined ? true : made.path(ca);
    const error = (await failure(text(adapter, server.url, { options: { verify } }))) as SSLError & {
      nothingSent?: boolean;
    };
    expect(error.name).toBe('SSLError');
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`localhost:${server.port}`);
    expect(error.nothingSent).toBe(true);
    expect(error.request?.url).toBe(server.url);
    expect(server.connections.length).toBeLessThan(2);
    expect(await text(adapter, server.url, { options: { verify: false } })).toContain('sni');
  });

  it('takes a bundle, a folder, PEM text and a list of such', async () => {
    const server = await serve('server');
    const folder = made.path('authorities');
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/deadbeef.0`, made.text('ca.pem'));
    writeFileSync(`${folder}/readme.txt`, 'nothing');
    const bundle = made.text('self.pem') + made.text('ca.pem');
    writeFileSync(made.path('bundle.pem'), bundle);
    for (const verify of [
      made.path('ca.pem'),
      made.path('bundle.pem'),
      folder,
      made.text('ca.pem'),
      { ca: bundle },
      { ca: [made.text('ca.pem')] },
    ]) {
      expect(await text(adapter, server.url, { options: { verify } })).toContain('localhost');
    }
  });

  it.each([
    ['verify', { verify: '/nonexistent/ca.pem' }],
    ['cert', { verify: false, cert: '/nonexistent/client.pem' }],
    ['key', { verify: false, cert: ['client.pem', '/nonexistent/client.key'] as const }],
    ['text without a certificate', { verify: { ca: 'nothing' } }],
  ])('a path that is not there is an error of its own: %s', async (_, options) => {
    const server = await serve('server');
    const given =
      'cert' in options && Array.isArray(options.cert)
        ? { ...options, cert: [made.path('client.pem'), options.cert[1]] as const }
        : options;
    const error = await failure(text(adapter, server.url, { options: given as never }));
    expect(error.name).toBe('RequestException');
    expect(server.connections.length).toBe(0);
  });

  it('a certificate that was accepted unverified is not trusted by the next call', async () => {
    const server = await serve('server');
    const verified = { verify: made.path('ca.pem') };
    await text(adapter, server.url, { options: { verify: false } });
    expect((await failure(text(adapter, server.url))).name).toBe('SSLError');
    await text(adapter, server.url, { options: verified });
    await text(adapter, server.url, { options: { verify: false } });
    await text(adapter, server.url, { options: verified });
    expect(server.connections.filter((socket) => !socket.destroyed).length).toBe(2);
  });

  it('a session is taken up again by the next connection of a pool', async () => {
    const server = await serve('server');
    const options = { verify: made.path('ca.pem') };
    await text(adapter, server.url, { options, headers: { Connection: 'close' } });
    await text(adapter, server.url, { options, headers: { Connection: 'close' } });
    expect(server.reused).toEqual([false, true]);
  });

  it('an address is no server name, and its certificate is checked', async () => {
    const server = await serve('server');
    const url = server.url.replace('localhost', '127.0.0.1');
    expect(JSON.parse(await text(adapter, url, { options: { verify: made.path('ca.pem') } })).sni).toBeNull();
  });

  it('a port that speaks no TLS is told as that', async () => {
    const { rudeServer } = await import('./support/rude-server.ts');
    const server = await rudeServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = await failure(text(adapter, server.origin.replace('http', 'https')));
    expect(error.name).toBe('SSLError');
    expect(error.message).toContain('does not speak TLS');
    await server.close();
  });

  it('a handshake that hangs is a ConnectTimeout', async () => {
    const { rudeServer } = await import('./support/rude-server.ts');
    const server = await rudeServer(() => {});
    const error = await failure(
      text(adapter, server.origin.replace('http', 'https'), { options: { timeout: [40, null] } }),
    );
    expect(error.name).toBe('ConnectTimeout');
    expect(error.nothingSent).toBe(true);
    await expect.poll(() => server.open()).toBe(0);
    await server.close();
  });
});

describe('cert', () => {
  const asking = (): object => ({ requestCert: true, rejectUnauthorized: true, ca: made.text('ca.pem') });

  it('takes one file, two, PEM text, and a key with a passphrase', async () => {
    const server = await serve('server', asking());
    const certificates = [
      made.path('client-both.pem'),
      [made.path('client.pem'), made.path('client.key')] as const,
      { cert: made.text('client.pem'), key: made.text('client.key') },
      { cert: made.text('client.pem'), key: made.text('client-locked.key'), passphrase: 'secret' },
    ];
    for (const cert of certificates) {
      const answer = JSON.parse(await text(adapter, server.url, { options: { verify: made.path('ca.pem'), cert } }));
      expect(answer.client).toBe('client');
    }
  });

  it.each(['TLSv1.2', 'TLSv1.3'])('where it is missing the error says so (%s)', async (version) => {
    const server = await serve('server', { ...asking(), minVersion: version, maxVersion: version });
    const error = await failure(text(adapter, server.url, { options: { verify: made.path('ca.pem') } }));
    expect(error.name).toBe('SSLError');
    expect(error.message).toMatch(/client certificate.*cert:/);
  });

  it('a wrong passphrase is an SSLError that does not show it', async () => {
    const server = await serve('server', asking());
    const cert = { cert: made.text('client.pem'), key: made.text('client-locked.key'), passphrase: 'hunter2' };
    const error = await failure(text(adapter, server.url, { options: { verify: false, cert } }));
    expect(error.name).toBe('SSLError');
    expect(error.message).not.toContain('hunter2');
  });
});

describe('subclasses, as the documentation of Requests has them', () => {
  class PoolAdapter extends RawAdapter {
    readonly #options: PoolOptions;
    constructor(options: PoolOptions) {
      super();
      this.#options = options;
    }
    override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
      super.initPoolmanager(connections, maxsize, block, { ...options, ...this.#options });
    }
  }

  it('own TLS minimum', async () => {
    const old = await serve('server', { maxVersion: 'TLSv1.2' });
    const options = { verify: made.path('ca.pem') };
    expect(JSON.parse(await text(adapter, old.url, { options })).version).toBe('TLSv1.2');
    adapter = new PoolAdapter({ minVersion: 'TLSv1.3' });
    expect((await failure(text(adapter, old.url, { options }))).name).toBe('SSLError');
  });

  it('own server name and fixed DNS answer', async () => {
    const server = await serve('other');
    adapter = new PoolAdapter({ lookup: (_name, _options, callback) => callback(null, '127.0.0.1', 4) });
    const options = { verify: made.path('ca.pem') };
    const url = `https://other.example:${server.port}/`;
    expect(JSON.parse(await text(adapter, url, { options })).sni).toBe('other.example');
    adapter = new PoolAdapter({ servername: 'other.example' });
    expect(JSON.parse(await text(adapter, server.url, { options })).sni).toBe('other.example');
  });

  it('own check of the certificate', async () => {
    const server = await serve('other');
    const seen: string[] = [];
    adapter = new PoolAdapter({
      checkServerIdentity: (_host, certificate) => {
        seen.push(certificate.fingerprint256);
        return undefined;
      },
    });
    await text(adapter, server.url, { options: { verify: made.path('ca.pem') } });
    expect(seen.length).toBe(1);
  });

  it('certVerify takes part', async () => {
    const server = await serve('server');
    const ca = made.path('ca.pem');
    class OwnAuthority extends RawAdapter {
      override certVerify(...args: Parameters<HTTPAdapter['certVerify']>): void {
        super.certVerify(...args);
        args[0].caPath = ca;
      }
    }
    adapter = new OwnAuthority();
    expect(await text(adapter, server.url)).toContain('localhost');
  });

  it('an option that a pool does not have is refused', async () => {
    const wrong = new PoolAdapter({ minversion: 'TLSv1.3' } as object);
    expect((await failure(wrong.send(prepared('https://localhost/')))).name).toBe('InvalidOptionError');
  });
});
