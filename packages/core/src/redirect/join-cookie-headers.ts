/**
 * A `Cookie` header that the caller wrote, with the jar's cookies beside it: what a server set on the way wins over what was written
 * by hand, or a login that redirects would never be seen (RED-20).
 */
export function joinCookieHeaders(written: string, ofJar: string | null): string {
  if (ofJar === null) return written;
  const nameOf = (pair: string): string => pair.split('=', 1)[0]?.trim() ?? '';
  const held = new Set(ofJar.split(';').map(nameOf));
  const kept = written.split(';').filter((pair) => pair.trim() !== '' && !held.has(nameOf(pair)));
  return [...kept.map((pair) => pair.trim()), ofJar].join('; ');
}
