/**
 * The public surface of `beckon`: every exported name with its declaration, and the types that those name, read from the emitted .d.ts files.
 * It is held against packages/beckon/public-surface.txt, so that no change of it goes unseen. `npm run surface -- --update` writes that file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isNode, nameOf, parse, type SyntaxNode, type SyntaxTree, walk } from './syntax-tree.ts';

/** Where a name comes from: a name of another file, or (`*`) all of that file as a namespace. */
interface Origin {
  readonly from: string;
  readonly name: string;
}

export interface Module {
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly declarations: Map<string, SyntaxNode[]>;
  readonly imports: Map<string, Origin>;
  readonly exports: Map<string, Origin>;
  readonly stars: string[];
}

/** What a name stands for in the end. */
type Resolved =
  | { readonly kind: 'declared'; readonly module: Module; readonly name: string }
  | { readonly kind: 'namespace'; readonly file: string }
  | { readonly kind: 'foreign'; readonly origin: Origin };

export interface Files {
  read(file: string): string;
  /** The .d.ts file of a specifier; `undefined` where it is another project's. */
  resolve(specifier: string, from: string): string | undefined;
}

/** In a module's own table of exports, `from` is empty for what it declares itself. */
const HERE = '';

function bind(table: Map<string, Origin>, from: string, specifiers: unknown, key: 'local' | 'exported'): void {
  for (const specifier of specifiers as SyntaxNode[]) {
    const name = specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported ?? specifier.local);
    const bound = nameOf(specifier[key]);
    if (bound === undefined) continue;
    table.set(bound, { from, name: specifier.type === 'ImportDefaultSpecifier' ? 'default' : (name ?? bound) });
  }
}

function declaredNames(node: SyntaxNode): string[] {
  const nodes = node.type === 'VariableDeclaration' ? (node.declarations as SyntaxNode[]) : [node];
  return nodes.map(({ id }) => nameOf(id)).filter((name) => name !== undefined);
}

function readModule(files: Files, file: string): Module {
  const text = files.read(file);
  const tree = parse(file, text);
  const module: Module = {
    file,
    text,
    tree,
    declarations: new Map(),
    imports: new Map(),
    exports: new Map(),
    stars: [],
  };
  for (const statement of tree.body) {
    const source = nameOf(statement.source);
    if (statement.type === 'ImportDeclaration') bind(module.imports, source ?? '', statement.specifiers, 'local');
    else if (statement.type === 'ExportAllDeclaration') {
      const alias = nameOf(statement.exported);
      if (alias === undefined) module.stars.push(source ?? '');
      else module.exports.set(alias, { from: source ?? '', name: '*' });
    } else if (statement.type === 'ExportNamedDeclaration' && !isNode(statement.declaration)) {
      bind(module.exports, source ?? HERE, statement.specifiers, 'exported');
    } else {
      const declaration = isNode(statement.declaration) ? statement.declaration : statement;
      for (const name of declaredNames(declaration)) {
        module.declarations.set(name, [...(module.declarations.get(name) ?? []), declaration]);
        if (declaration !== statement) module.exports.set(name, { from: HERE, name });
      }
    }
  }
  return module;
}

/** The modules of the packages, read once each. */
export class Modules {
  readonly #files: Files;
  readonly #modules = new Map<string, Module>();

  constructor(files: Files) {
    this.#files = files;
  }

  at(file: string): Module {
    let module = this.#modules.get(file);
    if (module === undefined) {
      module = readModule(this.#files, file);
      this.#modules.set(file, module);
    }
    return module;
  }

  /** The names that a module exports, `export *` among them. */
  exportedNames(file: string): string[] {
    const module = this.at(file);
    const names = new Set(module.exports.keys());
    for (const star of module.stars) {
      const target = this.#files.resolve(star, file);
      for (const name of target === undefined ? [`* from ${star}`] : this.exportedNames(target)) names.add(name);
    }
    return [...names];
  }

  resolveExport(file: string, name: string): Resolved | undefined {
    const module = this.at(file);
    const origin = module.exports.get(name);
    if (origin !== undefined) return this.#follow(module, origin);
    for (const star of module.stars) {
      const target = this.#files.resolve(star, file);
      const found = target === undefined ? undefined : this.resolveExport(target, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What a name means inside a module; `undefined` for a global. */
  resolveLocal(module: Module, name: string): Resolved | undefined {
    if (module.declarations.has(name)) return { kind: 'declared', module, name };
    const origin = module.imports.get(name);
    return origin === undefined ? undefined : this.#follow(module, origin);
  }

  #follow(module: Module, origin: Origin): Resolved | undefined {
    if (origin.from === HERE) return this.resolveLocal(module, origin.name);
    const target = this.#files.resolve(origin.from, module.file);
    if (target === undefined) return { kind: 'foreign', origin };
    return origin.name === '*' ? { kind: 'namespace', file: target } : this.resolveExport(target, origin.name);
  }
}

/** The text of a node on one line, without comments. */
function textOf({ text, tree }: Module, start: number, end: number): string {
  let kept = '';
  let at = start;
  for (const comment of tree.comments) {
    if (comment.start < at || comment.end > end) continue;
    kept += text.slice(at, comment.start);
    at = comment.end;
  }
  return (kept + text.slice(at, end)).replace(/\s+/g, ' ').trim().replace(/;$/, '');
}

/** Private members, and those whose docblock says so, are nobody's business. */
function isHidden(module: Module, member: SyntaxNode): boolean {
  if (member.accessibility === 'private' || (isNode(member.key) && member.key.type === 'PrivateIdentifier'))
    return true;
  const comment = module.tree.comments.findLast(({ end }) => end <= member.start);
  if (comment?.value.includes('@internal') !== true) return false;
  return module.text.slice(comment.end, member.start).trim() === '';
}

/** A declaration as lines: a class or an interface has its members below it, in the order of the alphabet. */
function describeDeclaration(module: Module, node: SyntaxNode): string[] {
  const body = isNode(node.body) ? node.body : undefined;
  const isType = node.type === 'TSInterfaceDeclaration' || node.type === 'ClassDeclaration';
  if (!isType || body === undefined) return [textOf(module, node.start, node.end).replace(/^declare /, '')];
  const head = textOf(module, node.start, body.start).replace(/^declare /, '');
  const members = (body.body as SyntaxNode[])
    .filter((member) => !isHidden(module, member))
    .map((member) => textOf(module, member.start, member.end));
  // stable: overloads keep their order among themselves
  const nameIn = (member: string): string =>
    /^(?:(?:static|readonly|get|set|abstract|protected) )*([^\s(:?;<]+)/.exec(member)?.[1] ?? member;
  members.sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : nameIn(a) > nameIn(b) ? 1 : 0));
  return [head, ...members.map((member) => `  ${member}`)];
}

const keyOf = ({ file }: Module, name: string): string => `${file}#${name}`;

/**
 * Walks from an entry over all that can be reached from it by name, and writes it down.
 * @param told what stands in an earlier entry already: it is not named once more below this one
 */
function describeEntry(modules: Modules, entry: string, told: Set<string>): { exported: string[]; named: string[] } {
  const exported: string[] = [];
  const seen = new Set<string>();
  const pending: { readonly module: Module; readonly name: string }[] = [];
  const add = (lines: string[], label: string, { module, name }: { module: Module; name: string }): void => {
    for (const node of module.declarations.get(name) ?? []) {
      const [head = '', ...members] = describeDeclaration(module, node);
      lines.push(label === name ? head : `${label}: ${head}`, ...members);
      walk(node, (child) => {
        if (child.type !== 'Identifier') return;
        const target = modules.resolveLocal(module, child.name as string);
        if (target?.kind === 'declared') pending.push(target);
      });
    }
  };
  const addExports = (file: string, prefix: string): void => {
    for (const name of modules.exportedNames(file).sort()) {
      const target = modules.resolveExport(file, name);
      if (target?.kind === 'namespace') addExports(target.file, `${prefix}${name}.`);
      else if (target?.kind === 'declared') {
        const isKnown = seen.has(keyOf(target.module, target.name));
        seen.add(keyOf(target.module, target.name));
        if (isKnown) exported.push(`${prefix}${name}: ${target.name}, above`);
        else add(exported, `${prefix}${name}`, target);
      } else exported.push(`${prefix}${name}: ${target === undefined ? 'unresolved' : `from ${target.origin.from}`}`);
    }
  };
  addExports(entry, '');
  const named = new Map<string, string[]>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const key = keyOf(next.module, next.name);
    if (seen.has(key) || told.has(key)) continue;
    seen.add(key);
    const lines: string[] = [];
    add(lines, next.name, next);
    named.set(`${next.name} ${key}`, lines);
  }
  for (const key of seen) told.add(key);
  return { exported, named: [...named.keys()].sort().flatMap((key) => named.get(key) ?? []) };
}

/** The surface of a package as text. @param entries its subpaths (`.`, `./utils`) and the .d.ts file of each */
export function publicSurface(files: Files, name: string, entries: Readonly<Record<string, string>>): string {
  const modules = new Modules(files);
  const told = new Set<string>();
  const known = new Map<string, string>();
  const blocks = Object.entries(entries).map(([subpath, entry]) => {
    const path = subpath === '.' ? name : name + subpath.slice(1);
    const { exported, named } = describeEntry(modules, entry, told);
    const names = exported.join('\n');
    const same = known.get(names);
    if (same !== undefined) return `# ${path}\n\nThe same as ${same}.`;
    known.set(names, path);
    const below = named.length > 0 ? ['## Not exported, but named by what is', named.join('\n')] : [];
    return [`# ${path}`, names, ...below].join('\n\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** The .d.ts file of each subpath of a package, from what it publishes. Of several conditions, the first that has types. */
export function entriesOf(folder: string): Record<string, string> {
  const { publishConfig } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    publishConfig: { exports: Record<string, unknown> };
  };
  const typesOf = (target: unknown): string | undefined => {
    if (typeof target !== 'object' || target === null) return undefined;
    if ('types' in target && typeof target.types === 'string') return target.types;
    return Object.values(target)
      .map(typesOf)
      .find((found) => found !== undefined);
  };
  const pairs = Object.entries(publishConfig.exports).map(([subpath, target]) => [subpath, typesOf(target)] as const);
  return Object.fromEntries(pairs.flatMap(([subpath, types]) => (types ? [[subpath, join(folder, types)]] : [])));
}

export function filesOnDisk(packages: string): Files {
  return {
    read: (file) => readFileSync(file, 'utf8'),
    resolve(specifier, from) {
      if (specifier.startsWith('.')) return join(dirname(from), specifier.replace(/\.[tj]s$/, '.d.ts'));
      const [, folder, subpath = ''] = /^(?:@beckon\/)?([^/]+)(\/.*)?$/.exec(specifier) ?? [];
      if (!specifier.startsWith('@beckon/') && folder !== 'beckon') return undefined;
      return entriesOf(join(packages, folder ?? ''))[`.${subpath}`];
    },
  };
}

/** The lines that only one of two texts has. */
export function difference(before: string, after: string): string[] {
  const [old, current] = [before.split('\n'), after.split('\n')];
  const [oldSet, currentSet] = [new Set(old), new Set(current)];
  return [
    ...old.filter((line) => !currentSet.has(line)).map((line) => `- ${line}`),
    ...current.filter((line) => !oldSet.has(line)).map((line) => `+ ${line}`),
  ];
}

function main(update: boolean): number {
  const packages = join(import.meta.dirname, '..', 'packages');
  const snapshot = join(packages, 'beckon', 'public-surface.txt');
  const surface = publicSurface(filesOnDisk(packages), 'beckon', entriesOf(join(packages, 'beckon')));
  const before = existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : '';
  if (before === surface) {
    console.log(
      `The public surface is as in packages/beckon/public-surface.txt (${surface.split('\n').length} lines).`,
    );
    return 0;
  }
  if (update) {
    writeFileSync(snapshot, surface);
    console.log('Wrote packages/beckon/public-surface.txt.');
    return 0;
  }
  const changes = difference(before, surface);
  console.error(changes.length > 0 ? changes.join('\n') : 'The same lines in another order.');
  console.error('\nThe public surface changed. If it is meant: npm run build && npm run surface -- --update');
  return 1;
}

if (import.meta.main) process.exitCode = main(process.argv.includes('--update'));
