import { parseIpv4 } from './address.ts';

/** The eight groups of an IPv6 address without brackets (RFC 4291 section 2.2), or `null`. */
export function parseIpv6(text: string): number[] | null {
  if (text.length > 45 || !text.includes(':')) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0] as string, halves.length === 1);
  if (halves.length === 1) return head?.length === 8 ? head : null;
  const tail = parseGroups(halves[1] as string, true);
  if (!head || !tail || head.length + tail.length > 7) return null;
  return [...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** @param last whether these are the address's last groups, which may be written as an IPv4 address */
function parseGroups(text: string, last: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as string;
    if (/^[\da-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else if (last && index === parts.length - 1 && /^\d+\.\d+\.\d+\.\d+$/.test(part)) {
      const address = parseIpv4(part);
      if (address === null) return null;
      groups.push(address >>> 16, address & 0xffff);
    } else {
      return null;
    }
  }
  return groups;
}

/**
 * Whether an IPv6 address is another one, however written, or belongs to a network such as `fd00::/8`.
 * @param range the other address or the network, without brackets
 */
export function matchesIpv6(address: readonly number[], range: string): boolean {
  const [text, mask = '128', more] = range.split('/', 3);
  const other = parseIpv6(text as string);
  if (other === null || more !== undefined || !/^\d{1,3}$/.test(mask)) return false;
  const bits = Number(mask);
  if (bits < 1 || bits > 128) return false;
  for (let index = 0, left = bits; left > 0; index++, left -= 16) {
    const shift = Math.max(0, 16 - left);
    if ((address[index] as number) >> shift !== (other[index] as number) >> shift) return false;
  }
  return true;
}
