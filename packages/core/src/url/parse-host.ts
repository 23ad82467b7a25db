import { idnaLabel } from './idna-label.ts';
import { BAD_ESCAPE, decodeUnreserved } from './percent-encode.ts';

/** RFC 1035 section 2.3.4; with the dot at the end of a full name. */
const LONGEST_NAME = 255;
/** An IPv6 address, and its zone after `%` or `%25`. */
const ADDRESS = /^\[([\da-f:.]+)(?:%(?:25)?((?:[\w.~-]|%[\da-f]{2})+))?\]$/i;
const LABEL_BEYOND_ASCII = /[^.]*[^\0-\x7f][^.]*/g;

/**
 * The host of an authority as it stands in a prepared URL: in lower case, labels beyond ASCII as A-labels (IDNA 2008),
 * the zone of an IPv6 address after `%25` (RFC 6874).
 *
 * @param normalised `false` leaves the case of a name in ASCII alone, as Requests does for schemes like `http+unix`
 * @throws where it is no host
 */
export function parseHost(host: string, normalised: boolean): string {
  const [, address, zone] = ADDRESS.exec(host) ?? [];
  // throws where it is no IPv6 address
  if (address) new URL(`http://[${address}]`);
  else if (/[[\]]/.test(host) || BAD_ESCAPE.test(host)) throw new TypeError('no name');
  if (!normalised && /^[\0-\x7f]*$/.test(host)) return host;
  if (host.length > LONGEST_NAME) throw new RangeError('too long');
  if (zone) return `[${(address as string).toLowerCase()}%25${zone}]`;
  // the letter of an escape is lowered too: there is one way to write a host; other schemes have theirs mapped first, as by UTS 46
  const mapped = normalised ? decodeUnreserved(host) : host.normalize('NFKC');
  return mapped.toLowerCase().replace(LABEL_BEYOND_ASCII, idnaLabel);
}
