import type { LookupFunction } from 'node:net';
import type { PeerCertificate, SecureVersion } from 'node:tls';
import { InvalidOptionError } from '@beckon/core';

/**
 * How the connections of a pool are made. A subclass of `HTTPAdapter` gives these to `initPoolmanager`; what a call says by `verify` and `cert`
 * is put in by `certVerify`. Two connections for which any of them differs are never in one pool.
 */
export interface PoolOptions {
  /** The oldest TLS that is spoken. Default: `TLSv1.2`. */
  minVersion?: SecureVersion;
  /** The newest TLS that is spoken. Default: the newest there is. */
  maxVersion?: SecureVersion;
  /** The cipher suites, in OpenSSL's form. Default: Node's. */
  ciphers?: string;
  /** The name that is asked for in the TLS handshake, and that the certificate has to hold. Default: the host of the URL. */
  servername?: string;
  /** Checks the certificate in place of the check of its names: returns an error, or nothing. Default: Node's check of the names. */
  checkServerIdentity?: (hostname: string, certificate: PeerCertificate) => Error | undefined;
  /** The protocols that are offered by ALPN. Default: `['http/1.1']`. */
  alpn?: readonly string[];
  /** Whether the server's certificate has to be trusted. Default: as `verify` says. */
  rejectUnauthorized?: boolean;
  /** The authorities that are trusted, and no others: PEM text. Default: those of `verify`, or of the platform. */
  ca?: string | readonly string[];
  /** The same as the path of a PEM bundle, or of a folder with PEM files. Default: none. */
  caPath?: string;
  /** The client's certificate: PEM text. Default: that of `cert`, or none. */
  cert?: string;
  /** Its key: PEM text. Default: that of `cert`, or none. */
  key?: string;
  /** The client's certificate, as the path of a PEM file. Default: that of `cert`, or none. */
  certPath?: string;
  /** Its key, as the path of a PEM file. Default: it stands in the file of the certificate. */
  keyPath?: string;
  /** The password of an encrypted key. Default: none. */
  passphrase?: string;
  /** The address of this machine from which to connect. Default: the system chooses. */
  localAddress?: string;
  /** Only IPv4, or only IPv6. Default: whichever answers first. */
  family?: 4 | 6;
  /** Finds the address of a name, as `dns.lookup` does. Default: that. */
  lookup?: LookupFunction;
  /** A Unix socket (or a named pipe of Windows) to connect to, whatever the URL's host. Default: TCP. */
  socketPath?: string;
}

const NAMES: { readonly [Name in keyof Required<PoolOptions>]: string } = {
  minVersion: 'string',
  maxVersion: 'string',
  ciphers: 'string',
  servername: 'string',
  checkServerIdentity: 'function',
  alpn: 'object',
  rejectUnauthorized: 'boolean',
  ca: 'string or array',
  caPath: 'string',
  cert: 'string',
  key: 'string',
  certPath: 'string',
  keyPath: 'string',
  passphrase: 'string',
  localAddress: 'string',
  family: '4 or 6',
  lookup: 'function',
  socketPath: 'string',
};

/** @throws {InvalidOptionError} for an option of another name, or a value of another type */
export function checkPoolOptions(options: PoolOptions): void {
  for (const [name, value] of Object.entries(options)) {
    const expected = NAMES[name as keyof PoolOptions];
    if (expected === undefined) {
      throw new InvalidOptionError(`a pool has no option "${name}"; it has: ${Object.keys(NAMES).join(', ')}`);
    }
    if (value === undefined) continue;
    const fits =
      expected === typeof value ||
      (name === 'ca' && (typeof value === 'string' || Array.isArray(value))) ||
      (name === 'family' && (value === 4 || value === 6));
    if (!fits) throw new InvalidOptionError(`the option "${name}" of a pool is a ${expected}, not ${typeof value}`);
  }
}
