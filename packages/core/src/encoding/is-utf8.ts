/** Whether `bytes` are well-formed UTF-8 (RFC 3629 section 4; no overlong forms, no surrogates). Builds no text. */
export function isUtf8(bytes: Uint8Array): boolean {
  const { length } = bytes;
  let i = 0;
  while (i < length) {
    const lead = bytes[i++] as number;
    if (lead < 0x80) continue;
    if (lead < 0xc2 || lead > 0xf4) return false;
    // the second byte alone is bounded further
    let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3; more > 0; more--) {
      if (i === length) return false;
      const next = bytes[i++] as number;
      if (next < low || next > high) return false;
      low = 0x80;
      high = 0xbf;
    }
  }
  return true;
}
