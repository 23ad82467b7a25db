import { expectText } from '../expect.ts';

/** What the matching of cookies needs to know of a request. */
export interface RequestLocation {
  /** The host in lower case, without its port, and without brackets where it is an IPv6 address. */
  readonly host: string;
  /** The path as it is sent: neither decoded nor with a query. */
  readonly path: string;
  /** Whether a `Secure` cookie may be sent there. */
  readonly secure: boolean;
}

/**
 * Reads host, path and scheme off a URL that was prepared already, without the price of a `URL`.
 * @param url an absolute URL
 * @param host the host that counts instead of the URL's: the value of a `Host` header (COOK-33)
 */
export function requestLocation(url: string, host?: string | null): RequestLocation {
  expectText(url, 'the URL that cookies are for');
  if (host !== undefined && host !== null) expectText(host, 'the host that cookies are for');
  const schemeEnd = url.indexOf('://');
  const scheme = url.slice(0, schemeEnd).toLowerCase();
  const start = schemeEnd + 3;
  let end = start;
  while (end < url.length && !isDelimiter(url.charCodeAt(end))) end++;
  let authority = host;
  if (!authority) {
    authority = url.slice(start, end);
    authority = authority.slice(authority.lastIndexOf('@') + 1);
  }
  return {
    host: canonicalHost(withoutPort(authority)),
    path: pathFrom(url, end),
    secure: scheme === 'https' || scheme === 'wss',
  };
}

/** Whether the character ends the authority: `/`, `?` or `#`. */
function isDelimiter(code: number): boolean {
  return code === 0x2f || code === 0x3f || code === 0x23;
}

function pathFrom(url: string, start: number): string {
  if (url.charCodeAt(start) !== 0x2f) return '/';
  let end = start;
  for (; end < url.length; end++) {
    const code = url.charCodeAt(end);
    if (code === 0x3f || code === 0x23) break;
  }
  return url.slice(start, end);
}

function withoutPort(authority: string): string {
  if (authority.startsWith('[')) return authority.slice(0, authority.indexOf(']') + 1);
  const colon = authority.indexOf(':');
  // more than one colon without brackets: an IPv6 address, which has no port then
  return colon < 0 || authority.includes(':', colon + 1) ? authority : authority.slice(0, colon);
}

/** A host in the form in which hosts are compared (RFC 6265 5.1.2): lower case, A-labels, an IPv6 address without brackets. */
export function canonicalHost(host: string): string {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  for (let index = 0; index < bare.length; index++) {
    if (bare.charCodeAt(index) > 0x7f) return asciiHost(bare);
  }
  return bare.toLowerCase();
}

function asciiHost(host: string): string {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return host.toLowerCase(); // no host that anything could match
  }
}

/** Whether a host is an address: nothing lies below an address, so that its cookies are for itself alone. */
export function isAddress(host: string): boolean {
  if (host.includes(':')) return true;
  // WHATWG URL, "ends in a number": only an IPv4 address has a number for its last label
  const last = host.charCodeAt(host.length - 1);
  return last >= 0x30 && last <= 0x39 && /^\d+$/.test(host.slice(host.lastIndexOf('.') + 1));
}
