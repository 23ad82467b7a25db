/** What a byte order mark in front tells, by Python's names (`utf-8-sig`), or `null` where there is none. */
export function encodingOfMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32';
  if (a === 0xfe && b === 0xff) return 'utf-16';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8-sig' : null;
}
