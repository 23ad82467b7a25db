import { RequestException } from '@beckon/core';
import { builtin } from '../builtin.ts';
import type { PoolOptions } from '../pool/pool-options.ts';

/** Certificates and keys as node:tls takes them. */
export interface Credentials {
  ca?: string[];
  cert?: string;
  key?: string;
  passphrase?: string;
}

/** One read of the files that the options name, and what tells it from another: the files' times. */
export interface LoadedCredentials {
  readonly stamp: string;
  readonly credentials: Credentials;
}

interface TextFile {
  readonly text: string;
  readonly stamp: string;
}

async function readPem(path: string, what: string): Promise<TextFile> {
  const { promises } = builtin('fs');
  try {
    const stats = await promises.stat(path);
    if (stats.isDirectory()) return await readFolder(path);
    return { text: await promises.readFile(path, 'utf8'), stamp: `${path}:${stats.mtimeMs}:${stats.size}` };
  } catch (error) {
    throw new RequestException(`Could not find a suitable ${what}, invalid path: ${path}`, { cause: error });
  }
}

/** Every certificate of a folder, whether its names are hashes (`c_rehash`) or not (TLS-9). A link to a file that was read is no second one. */
async function readFolder(path: string): Promise<TextFile> {
  const { promises } = builtin('fs');
  const { join } = builtin('path');
  let stamp = path;
  const texts = new Set<string>();
  for (const name of (await promises.readdir(path)).sort()) {
    if (!/\.(?:pem|crt|cer|r?\d+)$/i.test(name)) continue;
    const file = join(path, name);
    const stats = await promises.stat(file);
    if (!stats.isFile()) continue;
    const text = await promises.readFile(file, 'utf8');
    if (text.includes('-----BEGIN')) texts.add(text);
    stamp += `|${name}:${stats.mtimeMs}:${stats.size}`;
  }
  if (texts.size === 0) throw new Error('there is no certificate in the folder');
  return { text: [...texts].join('\n'), stamp };
}

/** A text that is PEM itself, or else the path of one. */
function read(value: string, what: string): Promise<TextFile> {
  return value.includes('-----BEGIN') ? Promise.resolve({ text: value, stamp: value }) : readPem(value, what);
}

/** The text that was given, or that of a file. Text that is no PEM is never shown, nor taken for a path: it may be a key. */
async function pemOf(text: string | undefined, path: string | undefined, what: string): Promise<TextFile | undefined> {
  if (text === undefined) return path === undefined ? undefined : read(path, what);
  if (!text.includes('-----BEGIN'))
    throw new RequestException(`Could not find a suitable ${what}: the text given is no PEM`);
  return { text, stamp: text };
}

/** A bundle as single certificates: node:tls takes but the first of a text with several in some runtimes. */
function certificatesOf(bundle: string): string[] {
  return (
    bundle.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g) ??
    []
  );
}

async function authorities(options: Readonly<PoolOptions>): Promise<{ ca: string[]; stamp: string } | undefined> {
  const what = 'TLS CA certificate bundle';
  let text: string;
  let stamp: string;
  if (options.ca !== undefined) {
    text = typeof options.ca === 'string' ? options.ca : options.ca.join('\n');
    stamp = '';
  } else if (options.caPath !== undefined) {
    ({ text, stamp } = await read(options.caPath, what));
  } else {
    return undefined;
  }
  const ca = certificatesOf(text);
  if (ca.length === 0) {
    const named =
      options.caPath !== undefined && !options.caPath.includes('-----BEGIN') ? options.caPath : 'the text given as ca';
    throw new RequestException(`Could not find a suitable ${what}: there is no PEM certificate in ${named}`);
  }
  return { ca, stamp };
}

/**
 * What the options name: authorities, and (not for a proxy) the client's certificate and key.
 * @throws {RequestException} where a file is not there or holds no certificate
 */
export async function loadCredentials(options: Readonly<PoolOptions>, toProxy: boolean): Promise<LoadedCredentials> {
  const credentials: Credentials = {};
  let stamp = '';
  if (options.rejectUnauthorized !== false) {
    const trusted = await authorities(options);
    if (trusted !== undefined) {
      credentials.ca = trusted.ca;
      stamp += trusted.stamp;
    }
  }
  if (toProxy) return { stamp, credentials };
  const cert = await pemOf(options.cert, options.certPath, 'TLS certificate file');
  if (cert !== undefined) {
    const key = (await pemOf(options.key, options.keyPath, 'TLS key file')) ?? cert;
    credentials.cert = cert.text;
    credentials.key = key.text;
    if (options.passphrase !== undefined) credentials.passphrase = options.passphrase;
    stamp += `;${cert.stamp};${key.stamp}`;
  }
  return { stamp, credentials };
}
