import { InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';

/**
 * An IPv4 address as a number, or `null`. Beside four numbers also what `inet_aton` of C takes, because that is what a connection would go to:
 * fewer numbers, the last of which fills the rest, each decimal, octal (`0…`) or hexadecimal (`0x…`).
 */
export function parseIpv4(text: string): number | null {
  const parts = text.split('.', 5);
  const last = parts.length - 1;
  if (last > 3) return null;
  let address = 0;
  for (let index = 0; index <= last; index++) {
    const value = parseNumber(parts[index] as string);
    const place = 256 ** (3 - index);
    if (!(value < (index === last ? place * 256 : 256))) return null;
    address += index === last ? value : value * place;
  }
  return address;
}

/** A number as C writes it; `NaN` where it is none. */
function parseNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  return /^0x[\da-f]+$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN;
}

/** Address and mask of an IPv4 network such as `10.0.0.0/8`, or `null`. The mask is 0 to 32 bits. */
function parseNetwork(text: string): { address: number; bits: number } | null {
  const slash = text.indexOf('/');
  const mask = text.slice(slash + 1);
  if (slash < 0 || !/^\d{1,3}$/.test(mask)) return null;
  const bits = Number(mask);
  const address = bits > 32 ? null : parseIpv4(text.slice(0, slash));
  return address === null ? null : { address, bits };
}

/**
 * Whether text is an IPv4 address. Source: `requests.utils.is_ipv4_address`.
 *
 * @example
 * ```ts
 * isIpv4Address('8.8.8.8'); // true
 * ```
 */
export function isIpv4Address(text: string): boolean {
  return typeof text === 'string' && parseIpv4(text) !== null;
}

/**
 * Whether text is an IPv4 network: an address, a slash and a mask from 1 to 32. Source: `requests.utils.is_valid_cidr`.
 *
 * @example
 * ```ts
 * isValidCidr('192.168.1.0/24'); // true
 * ```
 */
export function isValidCidr(text: string): boolean {
  const network = typeof text === 'string' ? parseNetwork(text) : null;
  return network !== null && network.bits > 0;
}

/**
 * Whether an IPv4 address belongs to a network. Source: `requests.utils.address_in_network`.
 * @throws {InvalidOptionError} where one of both is none
 *
 * @example
 * ```ts
 * addressInNetwork('192.168.1.1', '192.168.1.0/24'); // true
 * ```
 */
export function addressInNetwork(ip: string, net: string): boolean {
  const address = typeof ip === 'string' ? parseIpv4(ip) : null;
  if (address === null) throw new InvalidOptionError(`no IPv4 address: ${shown(ip)}`);
  const network = typeof net === 'string' ? parseNetwork(net) : null;
  if (network === null) throw new InvalidOptionError(`no IPv4 network such as 10.0.0.0/8: ${shown(net)}`);
  const size = 2 ** (32 - network.bits);
  return Math.floor(address / size) === Math.floor(network.address / size);
}

/**
 * A mask in four numbers. Source: `requests.utils.dotted_netmask`.
 * @param mask how many bits, 0 to 32
 * @throws {InvalidOptionError} where it is no such number
 *
 * @example
 * ```ts
 * dottedNetmask(24); // '255.255.255.0'
 * ```
 */
export function dottedNetmask(mask: number): string {
  if (!Number.isInteger(mask) || mask < 0 || mask > 32) {
    throw new InvalidOptionError(`a mask has 0 to 32 bits, not ${shown(mask)}`);
  }
  const bits = 2 ** 32 - 2 ** (32 - mask);
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.');
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : kindOf(value);
}
