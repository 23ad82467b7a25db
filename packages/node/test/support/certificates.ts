import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of fresh certificates, and its paths by name. */
export interface Certificates {
  readonly folder: string;
  path(name: string): string;
  text(name: string): string;
}

/** Makes an authority, and certificates of it: for localhost, for another host, one that has expired, one for a client; and one that is self-signed. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'beckon-certificates-'));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-days', '30', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test CA');
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '30',
    '-keyout',
    'self.key',
    '-out',
    'self.pem',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  );
  const issue = (name: string, names: string, days: string[]): void => {
    writeFileSync(join(folder, 'ext'), `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`);
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      ...days,
      '-extfile',
      'ext',
      '-out',
      `${name}.pem`,
    );
  };
  issue('server', 'DNS:localhost,IP:127.0.0.1', ['-days', '30']);
  issue('other', 'DNS:other.example', ['-days', '30']);
  issue('expired', 'DNS:localhost', ['-days', '-1']);
  issue('client', 'DNS:client', ['-days', '30']);
  openssl('ec', '-in', 'client.key', '-aes256', '-passout', 'pass:secret', '-out', 'client-locked.key');
  const path = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(path(name), 'utf8');
  writeFileSync(path('client-both.pem'), text('client.pem') + text('client.key'));
  return { folder, path, text };
}
