const FOLLOWED = new Set([301, 302, 303, 307, 308]);

/** Whether a status with a `Location` is a redirect that is followed (RFC 9110 15.4). 300, 304, 305 and 306 are not. */
export function isRedirectStatus(status: number | null): boolean {
  return status !== null && FOLLOWED.has(status);
}

/** Whether a redirect is for good. */
export function isPermanentRedirectStatus(status: number | null): boolean {
  return status === 301 || status === 308;
}

/**
 * The text of a `Location` header. Header bytes come as latin-1, but servers that put more than ASCII there mean UTF-8 (RED-4);
 * bytes that are no UTF-8 are escaped as they are (RED-5).
 */
export function locationText(header: string): string {
  let ascii = true;
  for (let i = 0; i < header.length && ascii; i++) ascii = header.charCodeAt(i) < 0x80;
  if (ascii) return header;
  const bytes = Uint8Array.from(header, (char) => char.charCodeAt(0) & 0xff);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return header.replace(/[\u0080-\u00ff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  }
}
