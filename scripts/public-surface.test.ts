import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { difference, publicSurface } from './public-surface.ts';

function surfaceOf(files: Record<string, string>): string {
  return publicSurface(
    {
      read: (file) => files[file] ?? '',
      resolve: (specifier, from) =>
        specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier.replace(/\.ts$/, '.d.ts')) : undefined,
    },
    'beckon',
    { '.': 'index.d.ts' },
  );
}

test('names come through re-exports of every kind, with their declarations', () => {
  const surface = surfaceOf({
    'index.d.ts': `
      export * from './a.ts';
      export { inner as outer } from './b.ts';
      export * as utils from './utils.ts';
      import { kept } from './b.ts';
      export { kept };
      export type { Cookie } from 'tough-cookie';`,
    'a.d.ts':
      'export declare const codes: { readonly ok: 200 };\nexport declare function get(url: string): Promise<void>;',
    'b.d.ts':
      'export declare function inner(): void; export declare function kept(): number; export declare function left(): 1;',
    'utils.d.ts': 'export declare function iterSlices(text: string): string[];',
  });
  expect(surface.split('\n').slice(0, 9)).toEqual([
    '# beckon',
    '',
    'Cookie: from tough-cookie',
    'const codes: { readonly ok: 200 }',
    'function get(url: string): Promise<void>',
    'function kept(): number',
    'outer: function inner(): void',
    'utils.iterSlices: function iterSlices(text: string): string[]',
    '',
  ]);
});

test('classes have their members, save the private ones and those that are internal', () => {
  const surface = surfaceOf({
    'index.d.ts': `
      /** What it is. */
      export declare class Session extends Base<string> implements AsyncDisposable {
        #secret: string;
        private hidden;
        /** Sends. */
        send(request: string): void;
        send(request: number): void;
        get auth(): string; // the auth
        /** @internal */
        get [ALSO](): string;
        static [Symbol.hasInstance](value: unknown): boolean;
      }`,
  });
  expect(surface.split('\n').slice(2, 7)).toEqual([
    'class Session extends Base<string> implements AsyncDisposable',
    '  static [Symbol.hasInstance](value: unknown): boolean',
    '  get auth(): string',
    '  send(request: string): void',
    '  send(request: number): void',
  ]);
  expect(surface).not.toMatch(/secret|hidden|ALSO/);
});

test('a type that is not exported but named by what is, is part of the surface', () => {
  const surface = surfaceOf({
    'index.d.ts': `import type { Timeout } from './b.ts'; export declare function get(timeout: Timeout): void;`,
    'b.d.ts': 'export type Timeout = number | Pair; type Pair = [number, number]; export type Unused = 1;',
  });
  expect(surface).toBe(`# beckon

function get(timeout: Timeout): void

## Not exported, but named by what is

type Pair = [number, number]
type Timeout = number | Pair
`);
});

test('the difference shows what went and what came', () => {
  expect(difference('a\nb\n', 'a\nc\n')).toEqual(['- b', '+ c']);
});
