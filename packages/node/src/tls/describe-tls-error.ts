/** What the errors of node:tls carry. */
export interface TlsFailure extends Error {
  code?: string;
  reason?: string;
  host?: string;
  cert?: { subject?: { CN?: string | string[] }; subjectaltname?: string; valid_to?: string };
}

/** The codes of OpenSSL's verification, which have no common beginning. */
const VERIFICATION: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
]);

/** Whether an error is one of TLS. */
export function isTlsError(error: TlsFailure): boolean {
  const code: unknown = error.code;
  // that of a DOMException is a number
  if (typeof code !== 'string') return false;
  return (
    code.startsWith('ERR_TLS_') ||
    code.startsWith('ERR_SSL_') ||
    code.startsWith('ERR_OSSL_') ||
    code === 'EPROTO' ||
    VERIFICATION.has(code)
  );
}

const OWN_AUTHORITY = 'If you trust it, name its authority: verify: "/path/to/ca.pem" or verify: { ca: pem }.';

/** What failed, and how to mend it. */
function explain(error: TlsFailure): string {
  const code = error.code ?? '';
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return `its certificate has expired${error.cert?.valid_to ? ` (${error.cert.valid_to})` : ''}. The server needs a new one.`;
    case 'CERT_NOT_YET_VALID':
      return 'its certificate is not valid yet. Look at the clock of this machine.';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return `its certificate is self-signed. ${OWN_AUTHORITY}`;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return `its certificate is of an authority that is not known here (self-signed in the chain). ${OWN_AUTHORITY}`;
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `its certificate is of an unknown authority, or the server left out a certificate in between. ${OWN_AUTHORITY}`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID': {
      const names = error.cert?.subjectaltname ?? `CN:${String(error.cert?.subject?.CN ?? 'none')}`;
      return `its certificate is for another host: it holds ${names}. Use one of these names in the URL.`;
    }
    case 'CERT_REVOKED':
      return 'its certificate was revoked.';
    default:
      return explainProtocol(error, code);
  }
}

function explainProtocol(error: TlsFailure, code: string): string {
  if (code.includes('CERTIFICATE_REQUIRED') || code.includes('HANDSHAKE_FAILURE') || code.includes('BAD_CERTIFICATE')) {
    return 'it refused the handshake; if it asks for a client certificate, give it by cert: [certPath, keyPath].';
  }
  if (code.includes('UNKNOWN_CA') || code.includes('CERTIFICATE_UNKNOWN'))
    return 'it does not trust the client certificate that was given by cert.';
  if (
    code.includes('WRONG_VERSION_NUMBER') ||
    code.includes('HTTP_REQUEST') ||
    code.includes('PACKET_LENGTH_TOO_LONG')
  ) {
    return 'it does not speak TLS at this port; is http:// meant?';
  }
  if (code.includes('PROTOCOL_VERSION') || code.includes('UNSUPPORTED_PROTOCOL'))
    return 'there is no version of TLS that both sides speak.';
  if (code.includes('BAD_DECRYPT')) return 'the passphrase of the client key is wrong.';
  return error.reason ?? error.message;
}

/** A message for an error of TLS: `where` is `host:port`. */
export function describeTlsError(error: TlsFailure, where: string): string {
  return `TLS with ${where} failed: ${explain(error)} (${error.code})`;
}
