import { idnaLabel } from './idna-label.ts';
import { unquoteUnreserved } from './requote-uri.ts';

/** RFC 1035 section 2.3.4; with the dot at the end of a full name. */
const LONGEST_NAME = 255;
const NAME = /^(?:[^[\]%:/?#]|%[0-9a-fA-F]{2})*$/;
const ZONE = /^%(?:25)?((?:[A-Za-z0-9._~-]|%[0-9a-fA-F]{2})+)$/;

/**
 * The host of an authority as it stands in a prepared URL: in lower case, labels beyond ASCII as A-labels (IDNA 2008),
 * the zone of an IPv6 address after `%25` (RFC 6874). `null` where it is no host.
 *
 * @param normalised `false` leaves the case of a name in ASCII alone, as Requests does for schemes like `http+unix`
 */
export function parseHost(host: string, normalised: boolean): string | null {
  if (host.startsWith('[')) return parseBrackets(host, normalised);
  if (!NAME.test(host)) return null;
  if (/^[\x20-\x7e]*$/.test(host)) {
    if (!normalised) return host;
    // the letter of an escape is lowered too: there is one way to write a host
    return host.length > LONGEST_NAME ? null : unquoteUnreserved(host).toLowerCase();
  }
  if (host.length > LONGEST_NAME) return null;
  const labels: string[] = [];
  // other schemes have their host mapped first, as by UTS 46
  for (const label of (normalised ? unquoteUnreserved(host) : host.normalize('NFKC')).toLowerCase().split('.')) {
    const encoded = isAscii(label) ? label : idnaLabel(label);
    if (encoded === null) return null;
    labels.push(encoded);
  }
  return labels.join('.');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function parseBrackets(host: string, normalised: boolean): string | null {
  if (!host.endsWith(']') || host.length > LONGEST_NAME) return null;
  const percent = host.indexOf('%');
  const address = host.slice(1, percent === -1 ? -1 : percent);
  if (!isIpv6Address(address)) return null;
  if (!normalised) return host;
  if (percent === -1) return host.toLowerCase();
  const zone = ZONE.exec(host.slice(percent, -1))?.[1];
  return zone === undefined ? null : `[${address.toLowerCase()}%25${zone}]`;
}

/** RFC 3986 section 3.2.2, `IPv6address`. */
export function isIpv6Address(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let words = 0;
  for (const [i, half] of halves.entries()) {
    if (half === '') continue;
    const groups = half.split(':');
    for (const [j, group] of groups.entries()) {
      if (/^[0-9a-fA-F]{1,4}$/.test(group)) words += 1;
      else if (i === halves.length - 1 && j === groups.length - 1 && /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/.test(group))
        words += 2;
      else return false;
    }
  }
  return halves.length === 2 ? words <= 7 : words === 8;
}
