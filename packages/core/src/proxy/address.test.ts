import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../errors.ts';
import { addressInNetwork, dottedNetmask, isIpv4Address, isValidCidr } from './address.ts';
import { matchesIpv6, parseIpv6 } from './ipv6.ts';

describe('IPv4', () => {
  it.each(['8.8.8.8', '255.255.255.255', '0.0.0.0', '127.1', '2130706433', '0x7f.0.0.1', '0177.1'])(
    '%s is an address',
    (text) => {
      expect(isIpv4Address(text)).toBe(true);
    },
  );

  it.each([
    '8.8.8.8.8',
    '256.1.1.1',
    '1.2.3.256',
    'localhost.localdomain',
    '',
    '::1',
    '1.2.3.',
    '.1',
    '1..2',
    '4294967296',
    '09.1',
    '1.2.3.4 ',
  ])('%j is none', (text) => {
    expect(isIpv4Address(text)).toBe(false);
  });

  it.each(['192.168.1.0/24', '1.2.3.4/32', '1.2.3.4/1'])('%s is a network', (text) => {
    expect(isValidCidr(text)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '1.2.3.0/a',
    '1.2.3.0/128',
    '1.2.3.0/-1',
    '1.2.3.999/24',
    '1.2.3.4/0',
    '1.2.3.4/33',
    '1.2.3.4/8/8',
    '/8',
    '',
  ])('%j is none', (text) => {
    expect(isValidCidr(text)).toBe(false);
  });

  it.each<[ip: string, net: string, inside: boolean]>([
    ['192.168.1.1', '192.168.1.0/24', true],
    ['172.16.0.1', '192.168.1.0/24', false],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['1.2.3.5', '1.2.3.4/32', false],
    ['192.168.1.130', '192.168.1.200/25', true],
    ['192.168.1.1', '192.168.1.200/25', false],
    ['200.0.0.1', '128.0.0.0/1', true],
    ['200.0.0.1', '10.0.0.0/0', true],
  ])('%s in %s: %s', (ip, net, inside) => {
    expect(addressInNetwork(ip, net)).toBe(inside);
  });

  it('refuses what is no address, no network, no mask', () => {
    expect(() => addressInNetwork('x', '10.0.0.0/8')).toThrow(InvalidOptionError);
    expect(() => addressInNetwork('10.0.0.1', '10.0.0.0')).toThrow(InvalidOptionError);
    expect(() => dottedNetmask(33)).toThrow(InvalidOptionError);
    expect(() => dottedNetmask(1.5)).toThrow(InvalidOptionError);
  });

  it.each<[mask: number, dotted: string]>([
    [0, '0.0.0.0'],
    [1, '128.0.0.0'],
    [8, '255.0.0.0'],
    [25, '255.255.255.128'],
    [30, '255.255.255.252'],
    [32, '255.255.255.255'],
  ])('a mask of %i bits is %s', (mask, dotted) => {
    expect(dottedNetmask(mask)).toBe(dotted);
  });
});

describe('IPv6', () => {
  it.each<[text: string, groups: number[] | null]>([
    ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 1]],
    ['fe80::', [0xfe80, 0, 0, 0, 0, 0, 0, 0]],
    ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['2001:DB8::a', [0x2001, 0xdb8, 0, 0, 0, 0, 0, 10]],
    ['::ffff:10.0.0.1', [0, 0, 0, 0, 0, 0xffff, 0xa00, 1]],
    ['1:2:3:4:5:6:7', null],
    ['1:2:3:4:5:6:7:8:9', null],
    ['1::2::3', null],
    ['1:2:3:4::5:6:7:8', null],
    ['12345::', null],
    ['::g', null],
    ['10.0.0.1::', null],
    ['10.0.0.1', null],
    ['', null],
  ])('%j', (text, groups) => {
    expect(parseIpv6(text)).toEqual(groups);
  });

  it.each<[range: string, inside: boolean]>([
    ['fd12:3456::1', true],
    ['fd12:3456:0:0::0001', true],
    ['fd12:3456::2', false],
    ['fd00::/8', true],
    ['fc00::/7', true],
    ['fd12:3457::/32', false],
    ['fd12:3456::2/126', true],
    ['fd12:3456::4/126', false],
    ['fd00::/0', false],
    ['fd00::/129', false],
    ['fd00::/8/8', false],
    ['10.0.0.0/8', false],
  ])('fd12:3456::1 in %s: %s', (range, inside) => {
    expect(matchesIpv6(parseIpv6('fd12:3456::1') as number[], range)).toBe(inside);
  });

  it('reads what any eight groups are written as', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), (groups) => {
        const text = new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]/`).hostname.slice(1, -1);
        expect(parseIpv6(text)).toEqual(groups);
      }),
    );
  });
});
