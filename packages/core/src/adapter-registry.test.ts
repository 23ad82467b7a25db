import { describe, expect, it } from 'vitest';
import type { BaseAdapter } from './adapter.ts';
import { AdapterRegistry } from './adapter-registry.ts';
import { InvalidOptionError, InvalidSchema } from './errors.ts';

const adapter = (): BaseAdapter => ({ send: async () => ({}) as never, close: async () => {} }) as BaseAdapter;

describe('the adapters of a session', () => {
  it('asks the longest prefix first, and the first mounted of two alike', () => {
    const registry = new AdapterRegistry();
    const [a, b, c] = [adapter(), adapter(), adapter()];
    registry.mount('http://', a);
    registry.mount('http://example.com', b);
    registry.mount('https://', c);
    expect([...registry.entries().keys()]).toEqual(['http://example.com', 'https://', 'http://']);
    expect(registry.get('http://example.com.other/')).toBe(b);
    expect(registry.get('HTTP://elsewhere/')).toBe(a);
  });

  it('puts an adapter in the place of the one at the same prefix', () => {
    const registry = new AdapterRegistry();
    const [a, b] = [adapter(), adapter()];
    registry.mount('x://', a);
    registry.mount('x://', b);
    expect(registry.get('x://y')).toBe(b);
    expect(registry.adapters()).toEqual(new Set([b]));
  });

  it('has an InvalidSchema for a URL that none fits, without the secrets of that URL', () => {
    const registry = new AdapterRegistry();
    registry.mount('http://', adapter());
    expect(() => registry.get('ftp://user:hunter2@h/')).toThrow(InvalidSchema);
    expect(() => registry.get('ftp://user:hunter2@h/')).not.toThrow(/hunter2/);
  });

  it('refuses what is no adapter', () => {
    expect(() => new AdapterRegistry().mount('http://', {} as never)).toThrow(InvalidOptionError);
    expect(() => new AdapterRegistry().mount(5 as never, adapter())).toThrow(InvalidOptionError);
  });
});
