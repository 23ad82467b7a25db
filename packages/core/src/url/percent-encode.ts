const ESCAPES: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

/** The 128 entries say which ASCII characters stay as they are. */
export type CharacterSet = readonly boolean[];

/** Letters, digits and `-._~` (RFC 3986 section 2.3), with the characters of `more`. */
export function unreservedAnd(more: string): CharacterSet {
  const set: boolean[] = [];
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code);
    set.push(/[A-Za-z0-9\-._~]/.test(character) || more.includes(character));
  }
  return set;
}

/** `%0A` for 10. */
export function percentByte(byte: number): string {
  return ESCAPES[byte] as string;
}

/**
 * Writes every character outside `allowed` as the percent-escapes of its UTF-8 (RFC 3986 section 2.1), in upper case.
 *
 * @throws {URIError} where `text` holds half a surrogate pair, which has no UTF-8
 */
export function percentEncode(text: string, allowed: CharacterSet): string {
  let encoded = '';
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if (allowed[code]) continue;
      encoded += text.slice(done, i) + percentByte(code);
    } else {
      const start = i;
      while (i + 1 < text.length && text.charCodeAt(i + 1) >= 128) i++;
      encoded += text.slice(done, start) + encodeURIComponent(text.slice(start, i + 1));
    }
    done = i + 1;
  }
  return done === 0 ? text : encoded + text.slice(done);
}

/** The bytes that percent-encoded text stands for; all other text is UTF-8. */
export function percentDecode(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let to = 0;
  for (let from = 0; from < bytes.length; from++) {
    const byte = bytes[from] as number;
    const high = byte === 37 ? hexValue(bytes[from + 1]) : -1;
    const low = high === -1 ? -1 : hexValue(bytes[from + 2]);
    if (low === -1) bytes[to++] = byte;
    else {
      bytes[to++] = high * 16 + low;
      from += 2;
    }
  }
  return bytes.subarray(0, to);
}

/** The value of a hexadecimal digit by its code; -1 for all else. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
