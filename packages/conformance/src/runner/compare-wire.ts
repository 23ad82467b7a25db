import type { WireEntry } from '../case.ts';
import { brief } from './brief.ts';
import { compare } from './compare.ts';
import type { RequestsPackage } from './package.ts';

/** Host and Connection are a fetch's own business, the other four it adds by itself. */
const FETCH_HEADERS = new Set(['host', 'connection', 'accept-language', 'sec-fetch-mode', 'pragma', 'cache-control']);

/**
 * Holds the requests on the wire against those expected. `strict` asks for the order and the case of headers, and for which requests
 * share a connection; a fetch decides these by itself.
 */
export function compareWire(
  requests: RequestsPackage,
  want: readonly WireEntry[],
  got: readonly WireEntry[],
  strict: boolean,
  differences: string[],
): void {
  if (want.length !== got.length) {
    differences.push(`wire: want ${want.length} requests (${lines(want)}), got ${got.length} (${lines(got)})`);
    return;
  }
  want.forEach((wanted, index) => {
    const came = got[index] as WireEntry;
    const path = `wire[${index}]`;
    if (wanted.line.startsWith('CONNECT ')) compareConnect(wanted, came, path, differences);
    else compareRequest(requests, wanted, came, path, strict, differences);
  });
  if (strict && sharing(want) !== sharing(got)) {
    differences.push(`wire: connections want ${sharing(want)}, got ${sharing(got)}`);
  }
}

/** Of a CONNECT count where it goes and the credentials: its other headers are the platform's. */
function compareConnect(want: WireEntry, got: WireEntry, path: string, differences: string[]): void {
  if (want.line.split(' ')[1] !== got.line.split(' ')[1]) {
    differences.push(`${path}.line: want ${want.line}, got ${got.line}`);
  }
  if (proxyAuthorization(want) !== proxyAuthorization(got)) {
    differences.push(`${path}: want Proxy-Authorization ${proxyAuthorization(want)}, got ${proxyAuthorization(got)}`);
  }
}

function compareRequest(
  requests: RequestsPackage,
  want: WireEntry,
  got: WireEntry,
  path: string,
  strict: boolean,
  differences: string[],
): void {
  // A fetch tells the length 0 or leaves it out as it likes.
  const sameEmptiness = !strict && isEmpty(want) && isEmpty(got);
  for (const key of ['at', 'line', 'framing', 'digest'] as const) {
    if (want[key] === got[key] || (key === 'framing' && sameEmptiness)) continue;
    differences.push(`${path}.${key}: want ${brief(want[key])}, got ${brief(got[key])}`);
  }
  compare(requests, want.body, got.body, `${path}.body`, differences);
  compareHeaders(headerLines(want, strict), headerLines(got, strict), path, differences);
}

function compareHeaders(want: readonly string[], got: readonly string[], path: string, differences: string[]): void {
  if (want.join('\n') === got.join('\n')) return;
  const lacks = want.filter((line) => !got.includes(line));
  const more = got.filter((line) => !want.includes(line));
  const names = (list: readonly string[]): string => list.map((line) => line.split(':')[0]).join();
  differences.push(
    lacks.length > 0 || more.length > 0
      ? `${path}.headers: lacks [${lacks.join(' | ')}], has instead [${more.join(' | ')}]`
      : `${path}.headers: order: want ${names(want)}, got ${names(got)}`,
  );
}

function headerLines({ headers }: WireEntry, strict: boolean): string[] {
  if (strict) return headers.map(([name, value]) => `${name}: ${value}`);
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => !FETCH_HEADERS.has(name) && !(name === 'content-length' && value === '0'))
    .map(([name, value]) => `${name}: ${value}`)
    .sort();
}

function isEmpty(entry: WireEntry): boolean {
  return entry.body === '' && (entry.framing === 'none' || entry.framing === 'length');
}

function proxyAuthorization({ headers }: WireEntry): string {
  const values = headers.filter(([name]) => name.toLowerCase() === 'proxy-authorization');
  return values.map(([, value]) => value).join();
}

function lines(wire: readonly WireEntry[]): string {
  return wire.map((entry) => entry.line).join(' | ');
}

/** Which requests share a connection, whatever the connections' numbers. */
function sharing(wire: readonly WireEntry[]): string {
  const connections = [...new Set(wire.map((entry) => entry.conn))];
  return wire.map((entry) => connections.indexOf(entry.conn)).join();
}
