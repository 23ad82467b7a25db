/** Subclasses of HTTPAdapter, as Requests' documentation makes them, each against nginx. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ConnectionError,
  HTTPAdapter,
  InvalidOptionError,
  type PreparedRequest,
  Session,
  SSLError,
} from '../../packages/beckon/src/index.ts';
import { fixedLookup, OwnAdapter, type PoolOptions } from './support/adapters.ts';
import { Authority, type Certificate } from './support/certificates.ts';
import { withCleanEnvironment } from './support/environment.ts';
import { failure } from './support/failure.ts';
import { type Nginx, startNginx } from './support/nginx.ts';
import { freePort, lacks, scratchFolder, stopServers } from './support/process.ts';

const SKIP = lacks('adapters', 'nginx', 'openssl');

let nginx: Nginx;
let authority: Authority;
let certificate: Certificate;
let ports: { plain: number; tls: number; tls12: number };
let session: Session;

const url = (path = '/'): string => `http://127.0.0.1:${ports.plain}${path}`;

/** A minimum of its own for TLS. */
class Tls13Adapter extends HTTPAdapter {
  override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
    super.initPoolmanager(connections, maxsize, block, { ...options, minVersion: 'TLSv1.3' });
  }
}

/** Requests leave from one address of this machine. */
class SourceAddressAdapter extends HTTPAdapter {
  readonly #address: string;

  constructor(address: string) {
    super();
    this.#address = address;
  }

  override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
    super.initPoolmanager(connections, maxsize, block, { ...options, localAddress: this.#address });
  }
}

/** Requests go to a Unix socket, whatever the host. */
class UnixSocketAdapter extends HTTPAdapter {
  readonly #path: string;

  constructor(path: string) {
    super();
    this.#path = path;
  }

  override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
    super.initPoolmanager(connections, maxsize, block, { ...options, socketPath: this.#path });
  }
}

withCleanEnvironment();
afterAll(stopServers);

describe.skipIf(SKIP)('subclasses of HTTPAdapter', () => {
  beforeAll(async () => {
    const folder = scratchFolder('adapters');
    authority = new Authority(folder, 'authority');
    certificate = authority.issue('api.example.test', { names: 'DNS:api.example.test,IP:127.0.0.1' });
    ports = { plain: await freePort(), tls: await freePort(), tls12: await freePort() };
    const answer =
      'location / { return 200 "$remote_addr;$host;$ssl_protocol;$ssl_server_name;$http_x_added;$request_uri"; }';
    nginx = await startNginx(
      ports.plain,
      `ssl_certificate ${certificate.cert};
      ssl_certificate_key ${certificate.key};
      server { listen 127.0.0.1:${ports.plain}; listen unix:FOLDER/http.sock; ${answer} }
      server { listen 127.0.0.1:${ports.tls} ssl; listen unix:FOLDER/https.sock ssl; ssl_protocols TLSv1.2 TLSv1.3; ${answer} }
      server { listen 127.0.0.1:${ports.tls12} ssl; ssl_protocols TLSv1.2; ${answer} }`,
    );
  });

  beforeEach(() => {
    const mine = new Session({ verify: { ca: authority.pem } });
    session = mine;
    return () => mine.close();
  });

  it('a TLS minimum of its own, for one server', async () => {
    session.mount(`https://127.0.0.1:${ports.tls12}`, new Tls13Adapter());
    session.mount(`https://127.0.0.1:${ports.tls}/only13`, new Tls13Adapter());
    expect((await session.get(`https://127.0.0.1:${ports.tls}/only13`)).text).toContain(';TLSv1.3;');
    expect(await failure(session.get(`https://127.0.0.1:${ports.tls12}/`))).toBeInstanceOf(SSLError);
    const other = new Session({ verify: { ca: authority.pem } });
    expect((await other.get(`https://127.0.0.1:${ports.tls12}/`)).text).toContain(';TLSv1.2;');
    await other.close();
  });

  it('a source address', async () => {
    expect((await session.get(url())).text).toMatch(/^127\.0\.0\.1;/);
    session.mount('http://', new SourceAddressAdapter('127.0.0.2'));
    session.mount('https://', new SourceAddressAdapter('127.0.0.3'));
    expect((await session.get(url())).text).toMatch(/^127\.0\.0\.2;/);
    expect((await session.get(`https://127.0.0.1:${ports.tls}/`)).text).toMatch(/^127\.0\.0\.3;/);
  });

  it('a source address that this machine does not have', async () => {
    session.mount('http://', new SourceAddressAdapter('192.0.2.1'));
    const error = await failure(session.get(url()));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain('EADDRNOTAVAIL');
  });

  it('a Unix socket: the host is that of the URL', async () => {
    session.mount('http://docker.test/', new UnixSocketAdapter(join(nginx.folder, 'http.sock')));
    const response = await session.get('http://docker.test/containers/json');
    expect(response.text).toBe('unix:;docker.test;;;;/containers/json');
    expect((await session.get(url())).text).toMatch(/^127/);
  });

  it('a Unix socket with TLS: the certificate is that of the host', async () => {
    session.mount('https://', new UnixSocketAdapter(join(nginx.folder, 'https.sock')));
    expect((await session.get('https://api.example.test/')).text).toContain(';TLSv1.3;api.example.test;');
    expect((await failure(session.get('https://other.test/'))).message).toContain('DNS:api.example.test');
  });

  it('a Unix socket that is not there is named', async () => {
    const path = join(nginx.folder, 'none.sock');
    session.mount('http://', new UnixSocketAdapter(path));
    const error = await failure(session.get('http://docker.test/'));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain(path);
  });

  it('a fixed DNS answer, with the name in Host and in TLS', async () => {
    const { lookup, asked } = fixedLookup('127.0.0.1');
    session.mount('http://', new OwnAdapter({ lookup }));
    session.mount('https://', new OwnAdapter({ lookup }));
    expect((await session.get(`http://api.example.test:${ports.plain}/`)).text).toContain(';api.example.test;');
    expect((await session.get(`https://api.example.test:${ports.tls}/`)).text).toContain(
      ';api.example.test;TLSv1.3;api.example.test;',
    );
    expect(asked).toEqual(['api.example.test', 'api.example.test']);
    expect(await failure(session.get(`https://other.test:${ports.tls}/`))).toBeInstanceOf(SSLError);
  });

  it('another name for TLS than that of the URL', async () => {
    session.mount(
      'https://',
      new OwnAdapter({ servername: 'api.example.test', lookup: fixedLookup('127.0.0.1').lookup }),
    );
    expect((await session.get(`https://other.test:${ports.tls}/`)).text).toContain(
      ';other.test;TLSv1.3;api.example.test;',
    );
  });

  it('a pinned certificate', async () => {
    const raw = new X509Certificate(readFileSync(certificate.cert)).raw;
    const pinned = createHash('sha256').update(raw).digest('hex');
    const pin = (expected: string): OwnAdapter =>
      new OwnAdapter({
        checkServerIdentity: (_, { raw: given }) =>
          createHash('sha256').update(given).digest('hex') === expected ? undefined : new Error('another certificate'),
      });
    session.mount('https://', pin(pinned));
    expect((await session.get(`https://127.0.0.1:${ports.tls}/`)).statusCode).toBe(200);
    session.mount('https://', pin('00'));
    expect((await failure(session.get(`https://127.0.0.1:${ports.tls}/`))).message).toContain('another certificate');
  });

  it('the pools of a subclass are shared by its requests and ended by close()', async () => {
    const adapter = new SourceAddressAdapter('127.0.0.2');
    session.mount('http://', adapter);
    const first = await session.get(url());
    await session.get(url());
    const pool = adapter.getConnection(first.request as PreparedRequest);
    expect(pool.idle).toBe(1);
    await session.close();
    await vi.waitFor(() => expect(pool.idle).toBe(0));
    expect((await session.get(url())).text).toMatch(/^127\.0\.0\.2;/);
  });

  it('addHeaders, requestUrl, buildResponse and certVerify', async () => {
    class Own extends HTTPAdapter {
      override addHeaders(request: PreparedRequest): void {
        request.headers.set('X-Added', 'yes');
      }
      override requestUrl(...given: Parameters<HTTPAdapter['requestUrl']>): string {
        return `/base${super.requestUrl(...given)}`;
      }
      override buildResponse(
        ...given: Parameters<HTTPAdapter['buildResponse']>
      ): ReturnType<HTTPAdapter['buildResponse']> {
        const response = super.buildResponse(...given);
        response.headers.set('X-Built', 'here');
        return response;
      }
      override certVerify(options: PoolOptions, ...rest: [string, never, never]): void {
        super.certVerify(options, ...rest);
        options.ca = authority.pem;
      }
    }
    const adapter = new Own();
    const bare = new Session({ adapters: { 'http://': adapter, 'https://': adapter } });
    const response = await bare.get(url('/a'));
    expect(response.text).toMatch(/;yes;\/base\/a$/);
    expect(response.headers.get('X-Built')).toBe('here');
    expect((await bare.get(`https://127.0.0.1:${ports.tls}/`)).statusCode).toBe(200);
    await bare.close();
  });

  it('an option that a pool does not have is refused', async () => {
    session.mount('http://', new OwnAdapter({ sourceAddress: '127.0.0.2' } as PoolOptions));
    const error = await failure(session.get(url()));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error.message).toContain('localAddress');
  });
});
