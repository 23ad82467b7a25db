import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** A CA and a server's certificate under it, made afresh. */
export interface Certificates {
  /** Path of the CA's PEM file: what a client is given to trust. */
  readonly caPath: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** Removes the folder. */
  remove(): Promise<void>;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const EXTENSIONS = [
  'subjectAltName=DNS:localhost,IP:127.0.0.1',
  'basicConstraints=CA:FALSE',
  'extendedKeyUsage=serverAuth',
  'keyUsage=digitalSignature',
  '',
].join('\n');

/** Makes a CA and a certificate for localhost and 127.0.0.1 in a temporary folder. Needs openssl on the PATH. */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'beckon-certificates-'));
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow); // also where nobody came to stop the server
  const remove = async (): Promise<void> => {
    process.off('exit', removeNow);
    await rm(folder, { recursive: true, force: true });
  };
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  try {
    await writeFile(join(folder, 'extensions'), EXTENSIONS);
    await openssl(folder, [
      ...['req', '-x509', ...KEY, '-days', '30', '-keyout', 'ca.key', '-out', 'ca.pem'],
      ...['-subj', '/CN=Beckon Conformance CA', '-addext', 'basicConstraints=critical,CA:TRUE'],
      ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ]);
    await openssl(folder, ['req', ...KEY, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost']);
    await openssl(folder, [
      ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '30', '-extfile', 'extensions', '-out', 'server.pem'],
    ]);
    const [ca, cert, key] = await Promise.all([read('ca.pem'), read('server.pem'), read('server.key')]);
    return { caPath: join(folder, 'ca.pem'), ca, cert, key, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function openssl(folder: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile('openssl', args, { cwd: folder }, (error, _stdout, stderr) => {
      if (!error) resolve();
      else if (error.code === 'ENOENT') {
        reject(
          new Error('openssl is not on the PATH: the scripted server makes its certificates with it. Install it.'),
        );
      } else reject(new Error(`openssl ${args[0]} failed: ${stderr}`, { cause: error }));
    });
  });
}
