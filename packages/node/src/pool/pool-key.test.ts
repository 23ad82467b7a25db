import { expect, it } from 'vitest';
import { poolKey } from './pool-key.ts';

it('everything that makes two connections unlike makes two keys', () => {
  const keys = [
    poolKey('https://a:443', true, true, null, undefined),
    poolKey('https://b:443', true, true, null, undefined),
    poolKey('https://a:443', true, false, null, undefined),
    poolKey('https://a:443', true, '/ca.pem', null, undefined),
    poolKey('https://a:443', true, { ca: '/ca.pem' }, null, undefined),
    poolKey('https://a:443', true, { ca: ['a', 'b'] }, null, undefined),
    poolKey('https://a:443', true, true, '/both.pem', undefined),
    poolKey('https://a:443', true, true, ['/cert.pem', '/key.pem'], undefined),
    poolKey('https://a:443', true, true, { cert: 'c', key: 'k' }, undefined),
    poolKey('https://a:443', true, true, { cert: 'c', key: 'k', passphrase: 'p' }, undefined),
    poolKey('https://a:443', true, true, null, 'Proxy-Authorization,Basic x'),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

it('for http the settings of TLS make none (TLS-4)', () => {
  expect(poolKey('http://a:80', false, false, '/c.pem', undefined)).toBe(
    poolKey('http://a:80', false, true, null, undefined),
  );
});
