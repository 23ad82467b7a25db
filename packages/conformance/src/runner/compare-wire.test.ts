import { describe, expect, it } from 'vitest';
import type { WireEntry } from '../case.ts';
import { compareWire } from './compare-wire.ts';
import type { RequestsPackage } from './package.ts';

function entry(changes: Partial<WireEntry> = {}): WireEntry {
  const headers = [
    ['Host', 'x'],
    ['Accept', '*/*'],
  ] as const;
  return { at: 'a', conn: 0, line: 'GET / HTTP/1.1', headers, framing: 'none', body: '', ...changes };
}

function differences(want: readonly WireEntry[], got: readonly WireEntry[], strict: boolean): string[] {
  const found: string[] = [];
  compareWire({} as RequestsPackage, want, got, strict, found);
  return found;
}

describe('strictly', () => {
  it.each<[string, Partial<WireEntry>]>([
    ['another listener', { at: 'b' }],
    ['another line', { line: 'GET /x HTTP/1.1' }],
    ['another framing', { framing: 'length' }],
    ['another body', { body: 'x' }],
    ['a digest', { digest: false }],
    ['another order of headers', { headers: [...entry().headers].reverse() }],
    ['another case of a name', { headers: entry().headers.map(([name, value]) => [name.toLowerCase(), value]) }],
    ['a header too many', { headers: [...entry().headers, ['X', '1']] }],
    ['a header twice', { headers: [...entry().headers, ['Host', 'x']] }],
  ])('%s differs', (_, changes) => {
    expect(differences([entry()], [entry(changes)], true)).toHaveLength(1);
  });

  it('connections must be shared alike, whatever their numbers', () => {
    const wire = (...numbers: number[]): WireEntry[] => numbers.map((conn) => entry({ conn }));
    expect(differences(wire(0, 0, 1), wire(3, 3, 2), true)).toEqual([]);
    expect(differences(wire(0, 0), wire(0, 1), true)).toEqual(['wire: connections want 0,0, got 0,1']);
  });

  it('a request too many differs', () => {
    expect(differences([entry()], [entry(), entry()], true)[0]).toContain('want 1 requests');
  });
});

describe('with a fetch', () => {
  it('headers are a set, those of a fetch aside, and so are connections', () => {
    const got = entry({
      headers: [
        ['accept', '*/*'],
        ['sec-fetch-mode', 'cors'],
        ['Content-Length', '0'],
      ],
      framing: 'length',
    });
    expect(differences([entry(), entry()], [got, { ...got, conn: 1 }], false)).toEqual([]);
  });

  it('other headers and bodies are held as before', () => {
    const more = entry({ headers: [...entry().headers, ['X', '1']] });
    expect(differences([entry()], [more], false)).toEqual(['wire[0].headers: lacks [], has instead [x: 1]']);
    expect(differences([entry()], [entry({ framing: 'length', body: 'x' })], false)).toHaveLength(2);
  });
});

it('of a CONNECT count the target and the credentials', () => {
  const want = entry({ line: 'CONNECT x:1 HTTP/1.0', headers: [['Proxy-Authorization', 'a']] });
  const got = entry({
    line: 'CONNECT x:1 HTTP/1.1',
    headers: [
      ['Host', 'x:1'],
      ['proxy-authorization', 'a'],
    ],
  });
  expect(differences([want], [got], true)).toEqual([]);
  expect(differences([want], [{ ...got, headers: [], line: 'CONNECT y:1 HTTP/1.1' }], true)).toHaveLength(2);
});
