/** Certificates for servers on this machine, made afresh with openssl. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY = [
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:prime256v1',
  '-nodes',
  '-days',
  '30',
];

export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

function openssl(folder: string, ...args: readonly string[]): void {
  execFileSync('openssl', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Makes an authority: `name.pem` and `name.key` in the folder. @returns its certificate */
export function makeAuthority(folder: string, name: string): string {
  const usage = [
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign',
  ].flatMap((line) => ['-addext', line]);
  openssl(
    folder,
    'req',
    '-x509',
    ...KEY,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    '-subj',
    `/CN=${name}`,
    ...usage,
  );
  return readFileSync(join(folder, `${name}.pem`), 'utf8');
}

/** Makes `name.pem` and `name.key`, signed by an authority of the folder. @param hosts what the certificate is for; none: a client's */
export function makeKeyPair(
  folder: string,
  name: string,
  authority: string,
  hosts: readonly string[],
): KeyPair {
  const names = hosts.map((host) => `DNS:${host}`).join(',');
  const usage =
    hosts.length > 0
      ? `extendedKeyUsage=serverAuth\nsubjectAltName=${names}`
      : 'extendedKeyUsage=clientAuth';
  writeFileSync(
    join(folder, `${name}.extensions`),
    `basicConstraints=CA:FALSE\n${usage}\n`,
  );
  openssl(
    folder,
    'req',
    ...KEY,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.request`,
    '-subj',
    `/CN=${name}`,
  );
  const signed = [
    '-CA',
    `${authority}.pem`,
    '-CAkey',
    `${authority}.key`,
    '-CAcreateserial',
    '-days',
    '30',
  ];
  openssl(
    folder,
    'x509',
    '-req',
    '-in',
    `${name}.request`,
    ...signed,
    '-extfile',
    `${name}.extensions`,
    '-out',
    `${name}.pem`,
  );
  const read = (file: string): string =>
    readFileSync(join(folder, file), 'utf8');
  return { cert: read(`${name}.pem`), key: read(`${name}.key`) };
}
