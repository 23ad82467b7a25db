const strict = new TextDecoder('utf-8', { fatal: true });

/** Whether `bytes` are well-formed UTF-8 (RFC 3629 section 4; no overlong forms, no surrogates). */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
