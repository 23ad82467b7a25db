/**
 * The world that the documentation speaks of, on this machine: the names under `.example` (RFC 2606) lead to the server of the examples, over
 * TLS where the URL says so. Nothing of the library is replaced: only where a connection to such a name goes is changed, as a hosts file would.
 *
 *     any.example:80, :443     the server of the examples
 *     internal.example:443     the same, with a certificate of a company's own authority (company-ca.pem)
 *     bank.example:443         the same, for clients with a certificate (client.pem, client.key)
 *     proxy.example:3128       an HTTP proxy for ann with the password s3cret; :8080 is one for everybody
 *     socks.example:1080       a SOCKS proxy
 *     closed.example           nobody listens there
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
  type TlsOptions,
} from 'node:tls';
import { makeAuthority, makeKeyPair } from '../../examples/server/certificates.ts';
import { httpProxy, socksProxy } from '../../examples/server/proxies.ts';
import { startServer } from '../../examples/server.ts';

export interface World extends AsyncDisposable {
  /** The folder that the programs of the documentation run in, with the files that they name. */
  readonly folder: string;
}

const CLOSED_PORT = 1;

/** TLS in front of the server of the examples. */
function tlsFront(options: TlsOptions, port: number): Server {
  return createTlsServer(options, (socket) => {
    const onward = connect({ host: '127.0.0.1', port });
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward])
      end.on('error', () => {
        socket.destroy();
        onward.destroy();
      });
  }).on('tlsClientError', () => {});
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return (server.address() as AddressInfo).port;
}

/** Leads connections to names under `.example` to ports of this machine, whoever opens them. @returns what undoes it */
function leadNames(portOf: (host: string, port: number) => number): () => void {
  const original = Socket.prototype.connect;
  Socket.prototype.connect = function lead(this: Socket, ...args: unknown[]): Socket {
    const [first] = args;
    // Node hands its own calls on as [options, callback]
    const options = (Array.isArray(first) ? first[0] : first) as { host?: string; port?: number } | undefined;
    if (typeof options?.host === 'string' && options.host.endsWith('.example')) {
      const port = portOf(options.host, Number(options.port));
      const led = { ...options, host: '127.0.0.1', port, lookup: undefined };
      if (Array.isArray(first)) first[0] = led;
      else args[0] = led;
    }
    return Reflect.apply(original, this, args);
  } as typeof original;
  return () => {
    Socket.prototype.connect = original;
  };
}

function writeFiles(folder: string): void {
  writeFileSync(join(folder, 'report.csv'), 'tea,cups\ngreen,3\nblack,5\n');
  writeFileSync(join(folder, 'photo.jpg'), Buffer.from('ffd8ffe000104a46494600', 'hex'));
  writeFileSync(join(folder, 'backup.tar'), Buffer.alloc(3_000_000, 'backup'));
  writeFileSync(join(folder, 'netrc'), 'machine api.example login user password pass\n', { mode: 0o600 });
}

/** Starts the servers. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'beckon-docs-'));
  const server = await startServer();
  const port = Number(new URL(server.url).port);
  setDefaultCACertificates([...getCACertificates('default'), makeAuthority(folder, 'public-ca')]);
  makeAuthority(folder, 'company-ca');
  const hosts = ['*.example', ...['api', 'shop', 'files', 'bank', 'other'].map((name) => `${name}.example`)];
  const anybody = makeKeyPair(folder, 'server', 'public-ca', hosts);
  const internal = makeKeyPair(folder, 'internal', 'company-ca', ['internal.example']);
  makeKeyPair(folder, 'client', 'company-ca', []);
  writeFiles(folder);
  const bank = { ...anybody, requestCert: true, ca: readFileSync(join(folder, 'company-ca.pem')) };
  const ports: Readonly<Record<string, number>> = {
    '443': await listen(tlsFront(anybody, port)),
    'internal.example:443': await listen(tlsFront(internal, port)),
    'bank.example:443': await listen(tlsFront(bank, port)),
    'proxy.example:3128': await listen(httpProxy('ann:s3cret')),
    'proxy.example:8080': await listen(httpProxy()),
    'socks.example:1080': await listen(socksProxy()),
    '80': port,
  };
  const undo = leadNames((host, wanted) =>
    host === 'closed.example' ? CLOSED_PORT : (ports[`${host}:${wanted}`] ?? ports[wanted] ?? CLOSED_PORT),
  );
  return {
    folder,
    async [Symbol.asyncDispose]() {
      undo();
      await server[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
