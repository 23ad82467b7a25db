/**
 * Every public name of `beckon` says what it is: each export, and each member of a class or an interface, has a docblock; functions and classes
 * have an example too, save the errors. In the entry that the types of the package point to, and the reference is made from, that goes for constants
 * too; there each says where it comes from (Requests, an RFC, or that it is ours), and each option its default. Reads the emitted .d.ts files, so
 * build first. That the examples run is for run-docs.ts to check.
 *
 * Links of the pages outside the site lead to files that are there; those of the site are VitePress's to check.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entriesOf, filesOnDisk, type Module, Modules } from './public-surface.ts';
import { isNode, nameOf, type SyntaxNode } from './syntax-tree.ts';

export interface Gap {
  /** `Session.send` */
  readonly name: string;
  readonly file: string;
  readonly lacks: 'a docblock' | 'an example' | 'its source' | 'its default';
}

/** What every class has, and says the same of. */
const SELF_EXPLAINING: ReadonlySet<string> = new Set(['constructor', 'toString', 'toJSON', 'equals']);
/** What every error has: RequestException says what they are. */
const OF_ERRORS: ReadonlySet<string> = new Set(['name', 'request', 'response', 'code']);

/** How a docblock says where something comes from. */
const SOURCE = /\bSource: |\bRFC \d|\bOurs: |\bWHATWG\b/;

/** The docblock right above a node, where there is one. */
function docblockOf({ text, tree }: Module, node: SyntaxNode): string | undefined {
  const comment = tree.comments.findLast(({ end }) => end <= node.start);
  if (comment === undefined || !comment.value.startsWith('*')) return undefined;
  const between = text.slice(comment.end, node.start).replace(/\b(?:export|declare|default|abstract)\b/g, '');
  return between.trim() === '' ? comment.value : undefined;
}

function parentsOf(node: SyntaxNode): string[] {
  const clauses = [
    { expression: node.superClass },
    ...((node.extends as SyntaxNode[] | undefined) ?? []),
    ...((node.implements as SyntaxNode[] | undefined) ?? []),
  ];
  return clauses.map(({ expression }) => nameOf(expression)).filter((name) => name !== undefined);
}

function membersOf(node: SyntaxNode): SyntaxNode[] {
  return isNode(node.body) && Array.isArray(node.body.body) ? (node.body.body as SyntaxNode[]) : [];
}

/** Whether a parent, of whatever degree, says what a member is. */
function isInherited(modules: Modules, module: Module, node: SyntaxNode, member: string): boolean {
  return parentsOf(node).some((parent) => {
    const found = modules.resolveLocal(module, parent);
    if (found?.kind !== 'declared') return false;
    return (found.module.declarations.get(found.name) ?? []).some(
      (declaration) =>
        membersOf(declaration).some(
          (other) => nameOf(other.key) === member && docblockOf(found.module, other) !== undefined,
        ) || isInherited(modules, found.module, declaration, member),
    );
  });
}

/** Overloads share the docblock of the first. */
function memberGaps(modules: Modules, module: Module, node: SyntaxNode, label: string): Gap[] {
  const documented = new Map<string, boolean>();
  const isOneOfErrors = isError(modules, module, node) && label !== 'RequestException';
  for (const member of membersOf(node)) {
    const name = nameOf(member.key);
    // without a name: a symbol, a private one, an index
    if (name === undefined || member.computed === true || member.accessibility === 'private') continue;
    if (SELF_EXPLAINING.has(name) || name.startsWith('_') || (isOneOfErrors && OF_ERRORS.has(name))) continue;
    documented.set(name, documented.get(name) === true || docblockOf(module, member) !== undefined);
  }
  return [...documented]
    .filter(([name, isDocumented]) => !isDocumented && !isInherited(modules, module, node, name))
    .map(([name]) => ({ name: `${label}.${name}`, file: module.file, lacks: 'a docblock' as const }));
}

function isError(modules: Modules, module: Module, node: SyntaxNode): boolean {
  return parentsOf(node).some((parent) => {
    if (/Error$/.test(parent)) return true;
    const found = modules.resolveLocal(module, parent);
    return (
      found?.kind === 'declared' &&
      (found.module.declarations.get(found.name) ?? []).some((declaration) =>
        isError(modules, found.module, declaration),
      )
    );
  });
}

/** The options that don't say what they are where they are left out. */
function defaultGaps(module: Module, node: SyntaxNode, label: string): Gap[] {
  if (node.type !== 'TSInterfaceDeclaration' || !/(?:Options|Init)$/.test(label)) return [];
  return membersOf(node)
    .filter((member) => member.optional === true && member.computed !== true && nameOf(member.key) !== undefined)
    .filter((member) => !/\bdefault/i.test(docblockOf(module, member) ?? ''))
    .map((member) => ({ name: `${label}.${nameOf(member.key)}`, file: module.file, lacks: 'its default' as const }));
}

function needsExample(modules: Modules, module: Module, node: SyntaxNode): boolean {
  if (node.type === 'ClassDeclaration') return !isError(modules, module, node);
  return node.type === 'TSDeclareFunction' || node.type === 'FunctionDeclaration';
}

/** What one name lacks. */
function gapsOf(modules: Modules, module: Module, nodes: readonly SyntaxNode[], label: string, isMain: boolean): Gap[] {
  const text = nodes.map((node) => docblockOf(module, node)).join('');
  const gap = (lacks: Gap['lacks']): Gap => ({ name: label, file: module.file, lacks });
  const gaps = nodes.flatMap((node) => memberGaps(modules, module, node, label));
  if (nodes.every((node) => docblockOf(module, node) === undefined)) return [gap('a docblock'), ...gaps];
  const isConstant = nodes.some(({ type }) => type === 'VariableDeclaration' || type === 'VariableDeclarator');
  const isCode = isConstant || nodes.some(({ type }) => /^(?:Class|TSDeclareFunction|Function)/.test(type));
  const wantsExample = nodes.some((node) => needsExample(modules, module, node)) || (isMain && isConstant);
  if (wantsExample && !text.includes('@example')) gaps.unshift(gap('an example'));
  if (!isMain) return gaps;
  if (isCode && !SOURCE.test(text)) gaps.push(gap('its source'));
  return [...gaps, ...nodes.flatMap((node) => defaultGaps(module, node, label))];
}

/** What the public names of an entry lack. @param isMain whether it is the one that types and reference are made from */
export function documentationGaps(modules: Modules, entry: string, isMain = false, prefix = ''): Gap[] {
  return modules.exportedNames(entry).flatMap((name) => {
    const target = modules.resolveExport(entry, name);
    const label = prefix + name;
    if (target?.kind === 'namespace') return documentationGaps(modules, target.file, isMain, `${label}.`);
    if (target?.kind !== 'declared') return [];
    const { module } = target;
    return gapsOf(modules, module, module.declarations.get(target.name) ?? [], label, isMain);
  });
}

/** The relative links of a page that lead nowhere. @param exists asked with paths as they stand there */
export function deadLinks(markdown: string, exists: (path: string) => boolean): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((path) => path !== '' && !/^[a-z]+:/.test(path) && !exists(path));
}

if (import.meta.main) {
  const packages = join(import.meta.dirname, '..', 'packages');
  const modules = new Modules(filesOnDisk(packages));
  const entriesByName = entriesOf(join(packages, 'beckon'));
  const entries = Object.values(entriesByName);
  const gaps = new Map(
    Object.entries(entriesByName)
      .flatMap(([name, entry]) => documentationGaps(modules, entry, name === '.'))
      .map((gap) => [`${gap.file} ${gap.name.replace(/^utils\./, '')} ${gap.lacks}`, gap]),
  );
  for (const { name, file, lacks } of gaps.values())
    console.error(`${file.slice(packages.length + 1)}: ${name} lacks ${lacks}`);
  const names = new Set(entries.flatMap((entry) => modules.exportedNames(entry))).size;
  const root = join(packages, '..');
  const dead = globSync(['*.md', 'packages/*/README.md'], { cwd: root }).flatMap((page) =>
    deadLinks(readFileSync(join(root, page), 'utf8'), (path) => existsSync(join(root, dirname(page), path))).map(
      (path) => `${page}: a dead link to ${path}`,
    ),
  );
  for (const each of dead) console.error(each);
  console.log(`${names} public names, ${gaps.size} gaps, ${dead.length} dead links`);
  process.exitCode = gaps.size > 0 || dead.length > 0 || names === 0 ? 1 : 0;
}
