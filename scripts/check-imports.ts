/**
 * Holds the house together: which package may import which, what core must not know of, which library is reached from where, and no cycle of
 * value imports. Type-only imports cost nothing at run time and make no cycle.
 *
 *     core <- node, fetch <- deno <- beckon <- conformance, bench
 */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { nameOf, parse, type SyntaxNode, type SyntaxTree, walk } from './syntax-tree.ts';

/** One import or re-export. `type` is gone at run time; `lazy` is `import()`. */
interface Import {
  readonly specifier: string;
  readonly kind: 'value' | 'type' | 'lazy';
  readonly start: number;
}

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Source {
  /** From the root of the repository: `packages/core/src/send.ts`. */
  readonly file: string;
  readonly text: string;
}

/** The rooms of the house, and whom each may import beside its own dependencies. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  node: ['core'],
  fetch: ['core'],
  deno: ['core', 'fetch'],
  beckon: ['core', 'node', 'fetch', 'deno'],
  conformance: ['beckon'],
  bench: ['beckon'],
};

/** Libraries that may be reached from one place only. */
const LIBRARIES: Readonly<Record<string, { readonly folder: string; readonly lazy?: boolean }>> = {
  'tough-cookie': { folder: 'packages/core/src/cookies/' },
  jschardet: { folder: 'packages/core/src/encoding/', lazy: true },
  socks: { folder: 'packages/node/src/' },
};

/** What core must not name: it is in some runtimes only. */
const RUNTIME_GLOBALS = new Set([
  'process',
  'Buffer',
  'Deno',
  'Bun',
  'window',
  'document',
  'require',
  'global',
  'setImmediate',
]);
const GLOBAL_OBJECTS = new Set(['globalThis', 'self']);

/** These are not published: they may use Node as they like. */
const PRIVATE_ROOMS = new Set(['conformance', 'bench']);

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function importsOf(tree: SyntaxTree): Import[] {
  const found: Import[] = [];
  walk(tree.body, (node) => {
    // `import(name)` names nothing that could be looked at here
    if ((node.source as SyntaxNode | undefined)?.type !== 'Literal') return;
    const specifier = nameOf(node.source);
    if (specifier === undefined) return;
    const { start } = node;
    if (node.type === 'ImportExpression') found.push({ specifier, kind: 'lazy', start });
    else if (node.type === 'TSImportType') found.push({ specifier, kind: 'type', start });
    else if (node.type === 'ImportDeclaration' || node.type.startsWith('Export')) {
      // `import { type A }` still loads the module (verbatimModuleSyntax): only `import type` is gone at run time
      const isType = node.importKind === 'type' || node.exportKind === 'type';
      found.push({ specifier, kind: isType ? 'type' : 'value', start });
    }
  });
  return found;
}

/** Whether an identifier in this place gives a name to something, rather than to refer to it. */
function isBinding(_node: SyntaxNode, parent: SyntaxNode, field: string): boolean {
  if (field === 'params' || field === 'id' || field === 'local' || field === 'label') return true;
  if (parent.type === 'CatchClause') return field === 'param';
  if (parent.type === 'AssignmentPattern') return field === 'left';
  return parent.type === 'RestElement' || parent.type === 'ArrayPattern';
}

function isMemberName(parent: SyntaxNode, field: string): boolean {
  if (parent.computed === true) return false;
  return (field === 'property' && parent.type === 'MemberExpression') || field === 'key' || field === 'imported';
}

/** The globals of a runtime that a file refers to. A name that the file binds itself is its own. */
function runtimeGlobalsOf(tree: SyntaxTree): { readonly name: string; readonly start: number }[] {
  const own = new Set<string>();
  const used: { name: string; start: number }[] = [];
  walk(tree.body, (node, parent, field) => {
    if (node.type === 'ObjectPattern') {
      for (const property of node.properties as SyntaxNode[]) own.add(nameOf(property.value) ?? '');
    }
    if (parent === undefined || node.type !== 'Identifier') return;
    const name = node.name as string;
    if (!RUNTIME_GLOBALS.has(name)) return;
    if (isMemberName(parent, field)) {
      if (GLOBAL_OBJECTS.has(nameOf(parent.object) ?? '')) used.push({ name, start: node.start });
    } else if (isBinding(node, parent, field)) own.add(name);
    else used.push({ name, start: node.start });
  });
  return used.filter(({ name }) => !own.has(name));
}

function roomOf(specifier: string): string | undefined {
  if (specifier === 'beckon' || specifier.startsWith('beckon/')) return 'beckon';
  return /^@beckon\/([^/]+)/.exec(specifier)?.[1];
}

function libraryOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What is wrong with one import; `undefined` where nothing is. */
function judge(file: string, room: string, found: Import, dependencies: readonly string[]): string | undefined {
  const { specifier, kind } = found;
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file), specifier);
    return target.startsWith(`packages/${room}/`) ? undefined : `reaches out of its package: ${specifier}`;
  }
  if (specifier.startsWith('node:')) {
    if (room === 'core') return `core imports no runtime: ${specifier}`;
    if (kind !== 'value' || PRIVATE_ROOMS.has(room)) return undefined;
    return `a static import of ${specifier}: use process.getBuiltinModule, or import type`;
  }
  const other = roomOf(specifier);
  if (other !== undefined) {
    if (other === room || ROOMS[room]?.includes(other)) return undefined;
    return `${room} must not import ${specifier}`;
  }
  const library = libraryOf(specifier);
  // a private package may measure or drive any library: it reaches nobody's bundle
  if (PRIVATE_ROOMS.has(room) && dependencies.includes(library)) return undefined;
  const bound = LIBRARIES[library];
  if (bound !== undefined && !file.startsWith(bound.folder)) return `${library} is reached from ${bound.folder} only`;
  if (bound?.lazy === true && kind === 'value') return `${library} is large: reach it by import() only`;
  return dependencies.includes(library) ? undefined : `${library} is no dependency of packages/${room}/package.json`;
}

/** Every cycle that a walk over the graph runs into, as the files on it; the first is repeated at the end. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file)) return;
    const at = path.indexOf(file);
    if (at !== -1) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}

/**
 * Checks the sources of the packages.
 * @param dependencies what each package's package.json lists, by the package's folder
 */
export function checkImports(
  sources: readonly Source[],
  dependencies: Readonly<Record<string, readonly string[]>>,
): Violation[] {
  const violations: Violation[] = [];
  const graph = new Map<string, string[]>();
  for (const { file, text } of sources) {
    const room = file.split('/')[1] ?? '';
    const report = (position: number, message: string): void => {
      violations.push({ file, line: lineAt(text, position), message });
    };
    if (!Object.hasOwn(ROOMS, room))
      report(0, `packages/${room} has no rules: give it some in scripts/check-imports.ts`);
    const tree = parse(file, text);
    const edges: string[] = [];
    for (const found of importsOf(tree)) {
      const wrong = judge(file, room, found, dependencies[room] ?? []);
      if (wrong !== undefined) report(found.start, wrong);
      if (found.kind === 'value' && found.specifier.startsWith('.')) {
        edges.push(posix.join(posix.dirname(file), found.specifier));
      }
    }
    graph.set(file, edges);
    if (room !== 'core') continue;
    for (const { name, start } of runtimeGlobalsOf(tree))
      report(start, `core must not use ${name}: some runtimes lack it`);
  }
  for (const cycle of findCycles(graph)) {
    violations.push({ file: cycle[0] ?? '', line: 1, message: `a cycle of value imports: ${cycle.join(' -> ')}` });
  }
  return violations;
}

function readDependencies(root: string, room: string): string[] {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', room, 'package.json'), 'utf8')) as {
    private?: boolean;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  // nobody installs a private package: what it runs on may be for development
  const forDevelopment = manifest.private === true ? manifest.devDependencies : undefined;
  return Object.keys({ ...forDevelopment, ...manifest.dependencies });
}

/** Checks the repository at `root`. @returns how many files were read, and what is wrong */
export function checkRepository(root: string): { readonly files: number; readonly violations: Violation[] } {
  const files = globSync('packages/*/src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] }).sort();
  const sources = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const rooms = new Set(files.map((file) => file.split('/')[1] ?? ''));
  const dependencies = Object.fromEntries([...rooms].map((room) => [room, readDependencies(root, room)]));
  return { files: files.length, violations: checkImports(sources, dependencies) };
}

if (import.meta.main) {
  const { files, violations } = checkRepository(join(import.meta.dirname, '..'));
  for (const { file, line, message } of violations) console.error(`${file}:${line}: ${message}`);
  console.log(`${files} files, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || files === 0 ? 1 : 0;
}
