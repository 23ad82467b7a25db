import { gunzipSync, inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { fromBase64, toLatin1 } from '../byte-text.ts';
import { compressValues } from './case-bytes.ts';
import type { RequestsPackage } from './package.ts';
import { cookieOptions, liveValue } from './tags.ts';

class Made {
  readonly values: unknown[];
  constructor(...values: unknown[]) {
    this.values = values;
  }
}
const requests = {
  HTTPBasicAuth: Made,
  Retry: Made,
  CaseInsensitiveDict: Made,
  Request: Made,
} as unknown as RequestsPackage;
const live = (value: unknown): unknown => liveValue(requests, value);

it('tags stand for values at any depth', () => {
  expect(live({ a: [{ $b64: 'AP8=' }, { $number: '-Infinity' }] })).toEqual({
    a: [new Uint8Array([0, 255]), Number.NEGATIVE_INFINITY],
  });
  expect(live({ $repeat: [{ $b64: 'AP8=' }, 2] })).toEqual(new Uint8Array([0, 255, 0, 255]));
  expect(live({ $basic: ['a', 'b'] })).toEqual(new Made('a', 'b'));
  expect(live({ $retry: { status_forcelist: [500] } })).toEqual(new Made({ statusForcelist: [500] }));
});

it('what is no tag stays', () => {
  const value = { $other: 1, plain: null, list: ['$b64'] };
  expect(live(value)).toEqual(value);
  expect(live({ $unknown: 1 })).toEqual({ $unknown: 1 });
});

it('a generator gives bytes', async () => {
  const parts: Uint8Array[] = [];
  for await (const part of live({ $iter: ['a', { $b64: '/w==' }] }) as AsyncIterable<Uint8Array>) parts.push(part);
  expect(parts.map(toLatin1)).toEqual(['a', '\xff']);
});

it('a file has its name and what is left of its body', async () => {
  const file = live({ $file: { name: 'dir/n.txt', body: 'abc', at: 1 } }) as File;
  expect([file.name, file.type, await file.text()]).toEqual(['n.txt', '', 'bc']);
  const blob = live({ $file: { body: 'abc' } });
  expect(blob).toBeInstanceOf(Blob);
  expect(blob).not.toBeInstanceOf(File);
});

it('an auth function sets its header', () => {
  const prepared = { headers: new Map() };
  (live({ $authheader: ['X', '1'] }) as (given: object) => unknown)(prepared);
  expect(prepared.headers.get('X')).toBe('1');
});

it('options of cookies: seconds become a Date, HttpOnly of `rest` an option', () => {
  expect(cookieOptions({ expires: 1, rest: { HttpOnly: null }, path: '/' })).toEqual({
    expires: new Date(1000),
    httpOnly: true,
    path: '/',
  });
  expect(cookieOptions({ expires: null })).toEqual({});
});

it('what is to be compressed is, before the steps run', async () => {
  const { body } = (await compressValues({ body: { $encode: ['gzip', 'abc'] } })) as { body: { $b64: string } };
  expect(gunzipSync(fromBase64(body.$b64)).toString()).toBe('abc');
  const raw = (await compressValues({ $encode: ['raw-deflate', { $encode: ['gzip', 'abc'] }] })) as { $b64: string };
  expect(gunzipSync(inflateRawSync(fromBase64(raw.$b64))).toString()).toBe('abc');
  expect(await compressValues([1, null, 'x', { a: true }])).toEqual([1, null, 'x', { a: true }]);
});
