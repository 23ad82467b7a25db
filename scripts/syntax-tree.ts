/** Reading TypeScript as a tree. TypeScript 7 has no compiler API; vite brings a parser (oxc), so no more is installed for it. */
import { parseSync } from 'vite';

/** A node of the ESTree or TS-ESTree kind. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface SyntaxTree {
  readonly body: readonly SyntaxNode[];
  readonly comments: readonly { readonly value: string; readonly start: number; readonly end: number }[];
}

/** @throws {SyntaxError} naming the file */
export function parse(file: string, source: string): SyntaxTree {
  const { program, comments, errors } = parseSync(file, source, {
    lang: file.endsWith('.d.ts') ? 'dts' : 'ts',
    sourceType: 'module',
  });
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  return { body: program.body as unknown as SyntaxNode[], comments };
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** Calls `visit` with each node below `value`, its parent and the field of the parent that it stands in. */
export function walk(
  value: unknown,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined, field: string) => void,
  parent?: SyntaxNode,
  field = '',
): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit, parent, field);
  } else if (isNode(value)) {
    visit(value, parent, field);
    for (const [name, child] of Object.entries(value)) {
      if (typeof child === 'object' && child !== null) walk(child, visit, value, name);
    }
  }
}

/** The name of an identifier, or the text of a string literal; `undefined` for anything else. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return node.name as string;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
