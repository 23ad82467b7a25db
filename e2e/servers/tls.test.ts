/** TLS with nginx (and openssl s_server): what is trusted, what fails and what is said then. */
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { get, Session, SSLError, type TlsVerify } from '../../packages/beckon/src/index.ts';
import { fixedLookup, OwnAdapter } from './support/adapters.ts';
import {
  Authority,
  type Certificate,
  certificateTime,
  encryptKey,
  openssl,
  selfSigned,
} from './support/certificates.ts';
import { withCleanEnvironment } from './support/environment.ts';
import { failure } from './support/failure.ts';
import { startNginx } from './support/nginx.ts';
import { freePort, lacks, type ServerProcess, scratchFolder, startServer, stopServers } from './support/process.ts';

const SKIP = lacks('tls', 'nginx', 'openssl');
const NAMES = 'DNS:localhost,IP:127.0.0.1';
const DAY = 86_400_000;
const PASSPHRASE = 'open sesame';
// biome-ignore format: one a line is a page
const SERVERS = [
  'good', 'expired', 'early', 'wrongHost', 'selfSigned', 'unknown', 'chain', 'mutual', 'tls11', 'tls12', 'sni', 'http2', 'plain',
] as const;

let folder: string;
let own: Authority;
let other: Authority;
let client: Certificate;
let encryptedKey: string;
let ports: Record<(typeof SERVERS)[number], number>;
let session: Session;

function url(server: (typeof SERVERS)[number], host = 'localhost'): string {
  return `https://${host}:${ports[server]}/`;
}

withCleanEnvironment();
afterAll(stopServers);

describe.skipIf(SKIP)('TLS', () => {
  beforeAll(async () => {
    folder = scratchFolder('tls');
    own = new Authority(folder, 'own');
    other = new Authority(folder, 'other');
    client = own.issue('ann', { usage: 'clientAuth' });
    encryptedKey = encryptKey(client.key, PASSPHRASE);
    const good = own.issue('localhost', { names: NAMES });
    const rooted = other.issue('localhost', { names: NAMES });
    appendFileSync(rooted.cert, other.pem);
    ports = Object.fromEntries(
      await Promise.all(SERVERS.map(async (name) => [name, await freePort()])),
    ) as typeof ports;
    const past = { from: certificateTime(Date.now() - 9 * DAY), until: certificateTime(Date.now() - 2 * DAY) };
    const server = (name: keyof typeof ports, certificate: Certificate, rest = ''): string => `server {
      listen 127.0.0.1:${ports[name]} ssl;
      ssl_certificate ${certificate.cert};
      ssl_certificate_key ${certificate.key};
      ${rest}
      location / { return 200 "$ssl_protocol;$ssl_server_name;$ssl_client_s_dn;$connection;$ssl_client_verify"; }
    }`;
    const servers = [
      server('good', good),
      server('expired', own.issue('localhost', { names: NAMES, ...past })),
      server('early', own.issue('localhost', { names: NAMES, from: certificateTime(Date.now() + 2 * DAY) })),
      server('wrongHost', own.issue('other.test', { names: 'DNS:other.test,DNS:*.other.test' })),
      server('selfSigned', selfSigned(folder, 'localhost', NAMES)),
      server('unknown', other.issue('localhost', { names: NAMES })),
      server('chain', rooted),
      server('http2', good).replace('ssl;', 'ssl http2;').replace('return 200 "', 'return 200 "$server_protocol;'),
      server('mutual', good, `ssl_verify_client on; ssl_client_certificate ${own.cert};`),
      server('tls11', good, 'ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;'),
      server('tls12', good, 'ssl_protocols TLSv1.2;'),
      server('sni', own.issue('a.test', { names: 'DNS:a.test' }), 'server_name a.test;'),
      server('sni', own.issue('b.test', { names: 'DNS:b.test' }), 'server_name b.test;'),
      `server { listen 127.0.0.1:${ports.plain}; return 301 ${url('good')}; }`,
    ];
    await startNginx(ports.plain, `ssl_protocols TLSv1.2 TLSv1.3;\n${servers.join('\n')}`);
  });

  beforeEach(() => {
    const mine = new Session();
    session = mine;
    return () => mine.close();
  });

  describe('verify', () => {
    it('is on by default, also after a redirect from http', async () => {
      for (const at of [url('good'), `http://localhost:${ports.plain}/`]) {
        const error = await failure(get(at));
        expect(error).toBeInstanceOf(SSLError);
        expect(error.message).toContain(`localhost:${ports.good}`);
        expect(error.message).toContain('verify: "/path/to/ca.pem"');
      }
    });

    it('false takes anything', async () => {
      for (const name of ['good', 'expired', 'early', 'wrongHost', 'selfSigned', 'unknown', 'chain'] as const) {
        expect((await get(url(name), { verify: false })).statusCode).toBe(200);
      }
    });

    const FORMS: Record<string, () => TlsVerify> = {
      'the path of a certificate': () => own.cert,
      'the path of a bundle': () => {
        const bundle = join(folder, 'bundle.pem');
        writeFileSync(bundle, `# two\n${other.pem}\nown:\n${own.pem}`);
        return bundle;
      },
      'a folder hashed by openssl rehash': () => {
        const hashed = join(folder, 'hashed');
        mkdirSync(hashed);
        copyFileSync(other.cert, join(hashed, 'other.pem'));
        copyFileSync(own.cert, join(hashed, 'own.pem'));
        openssl('rehash', hashed);
        return hashed;
      },
      'PEM text': () => own.pem,
      '{ ca }': () => ({ ca: own.pem }),
      '{ ca } of several texts': () => ({ ca: [other.pem, own.pem] }),
    };

    it.each(Object.keys(FORMS))('%s is trusted, for a call and a session', async (name) => {
      const verify = (FORMS[name] as () => TlsVerify)();
      expect((await get(url('good'), { verify })).text).toContain('TLSv1.3');
      session.verify = verify;
      expect((await session.get(url('good', '127.0.0.1'))).statusCode).toBe(200);
    });

    it('the own authority in place of the system: another is not trusted', async () => {
      expect(await failure(get(url('unknown'), { verify: own.cert }))).toBeInstanceOf(SSLError);
    });

    it.each([
      ['a path that is not there', () => join(folder, 'missing.pem')],
      ['a file without a certificate', () => client.key],
      ['a folder without certificates', () => '/proc/self/fdinfo'],
    ])('%s is an error that names it', async (_, path) => {
      const error = await failure(get(url('good'), { verify: path() }));
      expect(error.message).toContain(path());
      expect(error.message).toContain('TLS CA certificate bundle');
    });
  });

  describe('the environment', () => {
    it.each(['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'])('%s is trusted, unless trustEnv is false', async (name) => {
      process.env[name] = own.cert;
      expect((await session.get(url('good'))).statusCode).toBe(200);
      expect(await failure(session.get(url('good'), { trustEnv: false }))).toBeInstanceOf(SSLError);
      expect(await failure(session.get(url('unknown')))).toBeInstanceOf(SSLError);
    });

    it('REQUESTS_CA_BUNDLE comes first, what the call says before both', async () => {
      process.env.REQUESTS_CA_BUNDLE = own.cert;
      process.env.CURL_CA_BUNDLE = other.cert;
      expect((await session.get(url('good'))).statusCode).toBe(200);
      expect(await failure(session.get(url('unknown')))).toBeInstanceOf(SSLError);
      expect((await session.get(url('unknown'), { verify: other.cert })).statusCode).toBe(200);
      expect((await session.get(url('unknown'), { verify: false })).statusCode).toBe(200);
    });

    it('holds after a redirect from http', async () => {
      process.env.REQUESTS_CA_BUNDLE = own.cert;
      const response = await session.get(`http://localhost:${ports.plain}/`);
      expect([response.statusCode, response.history.length]).toEqual([200, 1]);
    });
  });

  describe('connections', () => {
    const connection = async (verify: TlsVerify): Promise<string | undefined> =>
      (await session.get(url('good'), { verify })).text.split(';')[3];

    it('verify: false of one call is not the next one’s', async () => {
      await connection(false);
      expect(await failure(session.get(url('good')))).toBeInstanceOf(SSLError);
      expect(await failure(session.get(url('good'), { verify: other.cert }))).toBeInstanceOf(SSLError);
      await connection(false);
    });

    it('each setting has connections of its own, and uses them again', async () => {
      const settings: TlsVerify[] = [false, own.cert, { ca: own.pem }];
      const first = [];
      for (const verify of settings) first.push(await connection(verify));
      expect(new Set(first).size).toBe(3);
      const second = [];
      for (const verify of settings) second.push(await connection(verify));
      expect(second).toEqual(first);
    });

    it('a session without verification does not lend its connections to one with', async () => {
      session.verify = false;
      await session.get(url('good'));
      session.verify = true;
      expect(await failure(session.get(url('good')))).toBeInstanceOf(SSLError);
    });

    it('a certificate of one call is not the next one’s', async () => {
      const dn = async (cert?: [string, string]): Promise<string | undefined> =>
        (await session.get(url('mutual'), { verify: own.cert, ...(cert && { cert }) })).text.split(';')[2];
      expect(await dn([client.cert, client.key])).toBe('CN=ann');
      expect((await session.get(url('mutual'), { verify: own.cert })).statusCode).toBe(400);
    });

    it('a bundle that is written anew counts from the next connection on', async () => {
      const bundle = join(folder, 'changing.pem');
      writeFileSync(bundle, own.pem);
      const headers = { Connection: 'close' };
      expect((await session.get(url('good'), { verify: bundle, headers })).statusCode).toBe(200);
      writeFileSync(bundle, `${other.pem}\n# other\n`);
      expect(await failure(session.get(url('good'), { verify: bundle, headers }))).toBeInstanceOf(SSLError);
      expect((await session.get(url('unknown'), { verify: bundle, headers })).statusCode).toBe(200);
    });
  });

  describe('what an SSLError says', () => {
    it.each([
      ['expired', /has expired.*The server needs a new one/, 'CERT_HAS_EXPIRED'],
      ['early', /not valid yet\. Look at the clock/, 'CERT_NOT_YET_VALID'],
      ['wrongHost', /for another host: it holds DNS:other\.test, DNS:\*\.other\.test/, 'ERR_TLS_CERT_ALTNAME_INVALID'],
      ['selfSigned', /is self-signed\. If you trust it/, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['unknown', /unknown authority.* If you trust it/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      ['chain', /authority that is not known here \(self-signed in the chain\)/, 'SELF_SIGNED_CERT_IN_CHAIN'],
      ['tls11', /no version of TLS that both sides speak/, 'PROTOCOL_VERSION'],
      ['plain', /does not speak TLS at this port; is http:\/\/ meant\?/, 'WRONG_VERSION_NUMBER'],
    ] as const)('%s', async (name, words, code) => {
      const error = await failure(get(url(name), { verify: own.cert }));
      expect(error).toBeInstanceOf(SSLError);
      expect(error.message).toMatch(words);
      expect(error.message).toContain(code);
      expect(error.message).toContain(`localhost:${ports[name]}`);
      expect(error.request?.url).toBe(url(name));
    });

    it('an address that the certificate does not hold', async () => {
      const error = await failure(get(`https://127.0.0.1:${ports.wrongHost}/`, { verify: own.cert }));
      expect(error.message).toContain('for another host');
    });

    it('is not retried and not lost: the next request stands alone', async () => {
      await failure(session.get(url('expired'), { verify: own.cert }));
      expect((await session.get(url('good'), { verify: own.cert })).statusCode).toBe(200);
    });
  });

  describe('cert', () => {
    const FORMS = {
      'one file with both': () => {
        const both = join(folder, 'both.pem');
        writeFileSync(both, readFileSync(client.key, 'utf8') + readFileSync(client.cert, 'utf8'));
        return both;
      },
      'two paths': (): [string, string] => [client.cert, client.key],
      'PEM texts': () => ({ cert: readFileSync(client.cert, 'utf8'), key: readFileSync(client.key, 'utf8') }),
      'PEM texts with a passphrase': () => ({
        cert: readFileSync(client.cert, 'utf8'),
        key: readFileSync(encryptedKey, 'utf8'),
        passphrase: PASSPHRASE,
      }),
    };

    it.each(Object.keys(FORMS) as (keyof typeof FORMS)[])('%s, for a call and a session', async (name) => {
      const cert = FORMS[name]();
      const response = await get(url('mutual'), { verify: own.cert, cert });
      expect(response.text).toContain(';CN=ann;');
      expect(response.text).toContain(';SUCCESS');
      session.verify = own.cert;
      session.cert = cert;
      expect((await session.get(url('mutual'))).text).toContain(';CN=ann;');
    });

    it('none: nginx says so itself', async () => {
      const response = await get(url('mutual'), { verify: own.cert });
      expect(response.statusCode).toBe(400);
      expect(response.text).toContain('No required SSL certificate was sent');
    });

    it.each([
      ['a wrong passphrase', 'sesame'],
      ['no passphrase', undefined],
    ])('%s is an SSLError that does not hold it', async (_, passphrase) => {
      const pem = { cert: readFileSync(client.cert, 'utf8'), key: readFileSync(encryptedKey, 'utf8') };
      const cert = passphrase === undefined ? pem : { ...pem, passphrase };
      const error = await failure(get(url('mutual'), { verify: own.cert, cert }));
      expect(error).toBeInstanceOf(SSLError);
      expect(error.message).toContain('passphrase');
      expect(error.everything).not.toContain('sesame');
      expect(error.everything).not.toContain('BEGIN ENCRYPTED');
    });

    it('a key of another certificate is an SSLError', async () => {
      const error = await failure(get(url('mutual'), { verify: own.cert, cert: [client.cert, other.key] }));
      expect(error).toBeInstanceOf(SSLError);
      expect(error.message).toMatch(/key/i);
    });

    it('a path that is not there is named', async () => {
      const missing = join(folder, 'none.pem');
      for (const cert of [
        missing,
        [client.cert, missing] as [string, string],
        [missing, client.key] as [string, string],
      ]) {
        const error = await failure(get(url('mutual'), { verify: own.cert, cert }));
        expect(error.message).toContain(missing);
      }
    });
  });

  describe('a server that breaks the handshake without a client certificate', () => {
    let strict: ServerProcess;
    beforeAll(async () => {
      const port = await freePort();
      const certificate = own.issue('localhost', { names: NAMES });
      // biome-ignore format: one option a line would hide the command
      const options = ['s_server', '-accept', `127.0.0.1:${port}`, '-cert', certificate.cert, '-key', certificate.key, '-CAfile', own.cert,
        '-Verify', '2', '-verify_return_error', '-www', '-quiet'];
      strict = await startServer({ command: 'openssl', arguments: options, port });
    });

    it.each(['TLSv1.2', 'TLSv1.3'] as const)('%s', async (maxVersion) => {
      session.mount('https://', new OwnAdapter({ maxVersion }));
      const at = `https://localhost:${strict.port}/`;
      const error = await failure(session.get(at, { verify: own.cert }));
      expect(error).toBeInstanceOf(SSLError);
      expect(error.message).toContain('client certificate');
      expect(error.message).toContain('cert: [certPath, keyPath]');
      const cert: [string, string] = [client.cert, client.key];
      expect((await session.get(at, { verify: own.cert, cert })).text).toContain('Secure Renegotiation');
    });

    it('a certificate of an authority that it does not know', async () => {
      const stranger = other.issue('eve', { usage: 'clientAuth' });
      const cert: [string, string] = [stranger.cert, stranger.key];
      const error = await failure(get(`https://localhost:${strict.port}/`, { verify: own.cert, cert }));
      expect(error).toBeInstanceOf(SSLError);
      expect(error.message).toContain('does not trust the client certificate');
    });
  });

  describe('names and versions', () => {
    it('SNI: two names on one port, each with its certificate', async () => {
      session.verify = own.cert;
      session.mount('https://', new OwnAdapter({ lookup: fixedLookup('127.0.0.1').lookup }));
      for (const host of ['a.test', 'b.test', 'a.test']) {
        expect((await session.get(url('sni', host))).text.split(';')[1]).toBe(host);
      }
      const error = await failure(session.get(url('sni', 'c.test')));
      expect(error.message).toContain('DNS:a.test');
    });

    it('SNI is the host of the URL, whatever the header Host says, and none for an address', async () => {
      session.verify = own.cert;
      session.mount('https://', new OwnAdapter({ lookup: fixedLookup('127.0.0.1').lookup }));
      const response = await session.get(url('sni', 'b.test'), { headers: { Host: 'b.test' } });
      expect(response.text.split(';')[1]).toBe('b.test');
      expect((await session.get(url('good', '127.0.0.1'), { headers: { Host: 'a.test' } })).text.split(';')[1]).toBe(
        '',
      );
    });

    it('TLS 1.2 is spoken where there is no newer', async () => {
      expect((await get(url('tls12'), { verify: own.cert })).text).toMatch(/^TLSv1\.2;/);
    });

    it('HTTP/1.1 is agreed on with a server that would speak HTTP/2', async () => {
      expect((await get(url('http2'), { verify: own.cert })).text).toMatch(/^HTTP\/1\.1;TLSv1\.3;/);
    });

    it('a subclass says the oldest version: newer, and older than the default', async () => {
      session.verify = own.cert;
      session.mount('https://', new OwnAdapter({ minVersion: 'TLSv1.3' }));
      expect((await session.get(url('good'))).text).toMatch(/^TLSv1\.3;/);
      const error = await failure(session.get(url('tls12')));
      expect(error).toBeInstanceOf(SSLError);
      expect(error.message).toContain('no version of TLS');
      session.mount('https://', new OwnAdapter({ minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }));
      expect((await session.get(url('tls11'))).text).toMatch(/^TLSv1\.1;/);
    });
  });
});
