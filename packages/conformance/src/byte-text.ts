// Bytes as text, as the wire log and the cases write them. Runs in every runtime: the runner uses it too.

/** Bytes of no text are shown so: base64 under `$b64`. */
export interface Base64 {
  readonly $b64: string;
}

/** One character for each byte (not windows-1252, which is what `TextDecoder('latin1')` does). */
export function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The inverse of `fromLatin1`. */
export function toLatin1(bytes: Uint8Array): string {
  let text = '';
  const most = 8192; // arguments of one call
  for (let at = 0; at < bytes.length; at += most) text += String.fromCharCode(...bytes.subarray(at, at + most));
  return text;
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(toLatin1(bytes));
}

/** The bytes of a base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return fromLatin1(atob(text));
}

/** Bytes as text where they are UTF-8 that can be printed (as Python's `isprintable`, and white space), else as base64. */
export function showBytes(bytes: Uint8Array): string | Base64 {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!/(?![ \t\r\n])[\p{C}\p{Z}]/u.test(text)) return text;
  } catch {
    // no UTF-8
  }
  return { $b64: toBase64(bytes) };
}

/** The bytes of all parts in a row. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The same bytes several times. */
export function repeatBytes(unit: Uint8Array, times: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(unit.length * times);
  for (let i = 0; i < times; i++) all.set(unit, i * unit.length);
  return all;
}
