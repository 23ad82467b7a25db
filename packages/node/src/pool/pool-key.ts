import type { TlsCertificate, TlsVerify } from '@beckon/core';

/** What goes between two parts of a key: it is in no URL and in no PEM text. */
const SEPARATOR = '\n\0';

function verifyKey(verify: TlsVerify): string {
  if (typeof verify === 'boolean') return verify ? 'on' : 'off';
  if (typeof verify === 'string') return `path${SEPARATOR}${verify}`;
  return `ca${SEPARATOR}${typeof verify.ca === 'string' ? verify.ca : verify.ca.join(SEPARATOR)}`;
}

function certKey(cert: TlsCertificate | null | undefined): string {
  if (cert === null || cert === undefined) return '';
  if (typeof cert === 'string') return cert;
  if (Array.isArray(cert)) return cert.join(SEPARATOR);
  const pem = cert as { cert: string; key: string; passphrase?: string };
  return ['pem', pem.cert, pem.key, pem.passphrase ?? ''].join(SEPARATOR);
}

/**
 * The key under which connections are shared: everything that makes two of them unlike (ADP-4, CVE-2024-35195). For `http://` there is
 * nothing but the server, as `verify` and `cert` don't count there (TLS-4).
 */
export function poolKey(
  origin: string,
  secure: boolean,
  verify: TlsVerify,
  cert: TlsCertificate | null | undefined,
  proxyAuthorization: string | undefined,
): string {
  if (!secure) return origin;
  if (verify === true && (cert === null || cert === undefined) && proxyAuthorization === undefined) return origin;
  return [origin, verifyKey(verify), certKey(cert), proxyAuthorization ?? ''].join(SEPARATOR);
}
