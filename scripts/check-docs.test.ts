import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { deadLinks, documentationGaps } from './check-docs.ts';
import { Modules } from './public-surface.ts';

function gapsOf(files: Record<string, string>, isMain = false): string[] {
  const modules = new Modules({
    read: (file) => files[file] ?? '',
    resolve: (specifier, from) =>
      specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier.replace(/\.ts$/, '.d.ts')) : undefined,
  });
  return documentationGaps(modules, 'index.d.ts', isMain).map(({ name, lacks }) => `${name} lacks ${lacks}`);
}

const EXAMPLE = '/** What it is.\n * @example f() */';

test('what is documented has no gaps', () => {
  const source = `
    ${EXAMPLE}
    export declare function f(): void;
    /** One. */
    export type One = 1;
    /** Settings. */
    export interface Settings { /** In milliseconds. */ readonly wait?: number; }
    ${EXAMPLE}
    export declare class Session {
      #secret: string;
      private hidden;
      constructor();
      /** Sends. */
      send(one: 1): void;
      send(two: 2): void;
      [Symbol.asyncDispose](): Promise<void>;
    }`;
  expect(gapsOf({ 'index.d.ts': source })).toEqual([]);
});

test.each([
  ['export declare function f(): void;', ['f lacks a docblock']],
  ['/** F. */ export declare function f(): void;', ['f lacks an example']],
  ['/** A. */\nexport type A = 1;\nexport type B = 2;', ['B lacks a docblock']],
  ['// no docblock\nexport type A = 1;', ['A lacks a docblock']],
  ['/** S. */ export interface S { a: 1; /** B. */ b: 2; }', ['S.a lacks a docblock']],
  [`${EXAMPLE} export declare class C { send(): void; }`, ['C.send lacks a docblock']],
])('%j', (source, wanted) => {
  expect(gapsOf({ 'index.d.ts': source })).toEqual(wanted);
});

test.each([
  ['/** C. Source: `requests.codes`. */ export declare const c: number;', ['c lacks an example']],
  [`${EXAMPLE} export declare const c: number;`, ['c lacks its source']],
  [`/** F. RFC 9110.\n * @example f() */ export declare function f(): void;`, []],
  ['/** E. */ export declare class E extends Error {}', ['E lacks its source']],
  ['/** O. */ export interface GetOptions { /** W. */ wait?: 1; }', ['GetOptions.wait lacks its default']],
  ['/** O. */ export interface GetOptions { /** W. Default: 1. */ wait?: 1; /** X. */ x: 1; }', []],
])('in the main entry: %j', (source, wanted) => {
  expect(gapsOf({ 'index.d.ts': source }, true)).toEqual(wanted);
});

test('names are followed through re-exports and namespaces', () => {
  const files = {
    'index.d.ts': `export * from './a.ts'; export * as utils from './utils.ts';`,
    'a.d.ts': 'export type A = 1;',
    'utils.d.ts': '/** U. */ export declare function u(): void;',
  };
  expect(gapsOf(files)).toEqual(['utils.u lacks an example', 'A lacks a docblock']);
});

test('a member takes the docblock of the class that it comes from', () => {
  const files = {
    'index.d.ts': `import { Base } from './base.ts'; ${EXAMPLE} export declare class Own extends Base { send(): void; more(): void; }`,
    'base.d.ts': 'export declare class Base { /** Sends. */ send(): void; }',
  };
  expect(gapsOf(files)).toEqual(['Own.more lacks a docblock']);
});

test('errors need no example, and their common members no docblock', () => {
  const source =
    '/** Gone. */ export declare class Gone extends RequestException { get name(): string; where: string; }';
  expect(gapsOf({ 'index.d.ts': source })).toEqual([
    'Gone lacks an example',
    'Gone.name lacks a docblock',
    'Gone.where lacks a docblock',
  ]);
  const error = `${source.replace('RequestException', 'Root')} /** Root. */ export declare class Root extends Error { /** N. */ name: string; }`;
  expect(gapsOf({ 'index.d.ts': error })).toEqual(['Gone.where lacks a docblock']);
});

test('links to files that are not there are dead; those to elsewhere and in code are not looked at', () => {
  const page =
    '[a](here.md#part) [b](gone.md) [c](https://a.example/) [d](#part) `[e](code.md)`\n```\n[f](block.md)\n```\n';
  expect(deadLinks(page, (path) => path === 'here.md')).toEqual(['gone.md']);
});
