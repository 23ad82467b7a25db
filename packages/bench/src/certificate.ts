import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for 127.0.0.1, made anew; none where there is no openssl. */
export function makeCertificate(folder: string): Certificate | null {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const addresses = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  // Deno takes no authority for a server
  const role = ['-addext', 'basicConstraints=critical,CA:FALSE'];
  const files = ['-keyout', key, '-out', cert];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...addresses, ...role];
  try {
    execFileSync('openssl', args, { stdio: 'ignore' });
    return { key, cert };
  } catch {
    console.log('Without TLS: there is no openssl to make a certificate with.');
    return null;
  }
}
