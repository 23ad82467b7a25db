import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate and its key, as files. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate holds. */
export interface CertificateInit {
  /** Its names, as in `DNS:localhost,IP:127.0.0.1`. */
  readonly names?: string;
  /** From when it holds, `YYYYMMDDHHMMSSZ`. Default: a day ago. */
  readonly from?: string;
  /** Until when it holds. Default: in ten days. */
  readonly until?: string;
  readonly usage?: 'serverAuth' | 'clientAuth';
}

const DAY = 86_400_000;

/** A time as `openssl ca` reads it. */
export function certificateTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

/** An authority of our own: it makes certificates with openssl in a folder. */
export class Authority implements Certificate {
  readonly folder: string;
  readonly cert: string;
  readonly key: string;

  constructor(folder: string, name: string) {
    this.folder = join(folder, name);
    mkdirSync(this.folder);
    this.cert = join(this.folder, 'ca.pem');
    this.key = join(this.folder, 'ca.key');
    writeFileSync(join(this.folder, 'index.txt'), '');
    writeFileSync(join(this.folder, 'ca.conf'), this.#configuration(''));
    // biome-ignore format: one option a line would hide the command
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '10', '-subj', `/CN=beckon ${name}`,
      '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-keyout', this.key, '-out', this.cert);
  }

  /** The certificate of this authority as PEM text. */
  get pem(): string {
    return readFileSync(this.cert, 'utf8');
  }

  /** Issues a certificate to `commonName`. */
  issue(commonName: string, init: CertificateInit = {}): Certificate {
    const { names, from, until, usage = 'serverAuth' } = init;
    const base = join(this.folder, `${commonName.replace(/\W+/g, '-')}-${Math.random().toString(36).slice(2, 8)}`);
    const [cert, key, asked, config] = [`${base}.pem`, `${base}.key`, `${base}.csr`, `${base}.conf`];
    const lines = ['basicConstraints=CA:FALSE', `extendedKeyUsage=${usage}`, names && `subjectAltName=${names}`];
    writeFileSync(config, this.#configuration(lines.filter(Boolean).join('\n')));
    // biome-ignore format: one option a line would hide the command
    openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${commonName}`,
      '-keyout', key, '-out', asked);
    // biome-ignore format: one option a line would hide the command
    openssl('ca', '-batch', '-config', config, '-notext', '-in', asked, '-out', cert,
      '-startdate', from ?? certificateTime(Date.now() - DAY), '-enddate', until ?? certificateTime(Date.now() + 10 * DAY));
    // servers that are not root read it too
    chmodSync(key, 0o644);
    return { cert, key };
  }

  #configuration(extensions: string): string {
    return `[ca]
default_ca = own
[own]
new_certs_dir = ${this.folder}
database = ${join(this.folder, 'index.txt')}
unique_subject = no
rand_serial = yes
certificate = ${this.cert}
private_key = ${this.key}
default_md = sha256
policy = any
x509_extensions = extensions
[any]
commonName = supplied
[extensions]
${extensions}
`;
  }
}

/** A certificate that its own key signed. */
export function selfSigned(folder: string, commonName: string, names: string): Certificate {
  const [cert, key] = [join(folder, 'self.pem'), join(folder, 'self.key')];
  // biome-ignore format: one option a line would hide the command
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '5', '-subj', `/CN=${commonName}`,
    '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert);
  return { cert, key };
}

/** Writes a key once more, encrypted. */
export function encryptKey(key: string, passphrase: string): string {
  const out = `${key}.encrypted`;
  openssl('pkcs8', '-topk8', '-in', key, '-v2', 'aes-256-cbc', '-passout', `pass:${passphrase}`, '-out', out);
  return out;
}

/** Runs openssl. @throws {Error} with what it said */
export function openssl(...options: readonly string[]): void {
  execFileSync('openssl', options, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, LANG: 'C' } });
}
