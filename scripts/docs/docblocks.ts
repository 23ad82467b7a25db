/**
 * The examples of docblocks, as blocks that can be run. What a document has to write, an example may leave out: names of `beckon`, `beckon/utils` and
 * of its own file are imported for it, but for those that the platform has too.
 */
import { type Block, blocksOf } from './blocks.ts';

/** Where names come from: a specifier, and the names to be had there. Of two that have a name, the first gives it. */
export type Sources = readonly (readonly [specifier: string, names: ReadonlySet<string>])[];

/** The source as a document: the text of its docblocks at the lines where it stands, and nothing else. */
function documentOf(source: string): string {
  let isInside = false;
  return source
    .split('\n')
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) isInside = true;
      const text = isInside ? line.replace(/^\s*\*( |$)/, '') : '';
      if (line.includes('*/')) isInside = false;
      return text;
    })
    .join('\n');
}

/** The names that a program may mean by an import: those that it uses, and neither declares nor imports, nor has anyway (`Response`). */
function missingNames(code: string): Set<string> {
  const used = code.replace(/'[^'\n]*'/g, "''").matchAll(/(?<![\w$'"`]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g);
  const missing = new Set([...used].map(([name]) => name).filter((name) => !(name in globalThis)));
  for (const [, name = ''] of code.matchAll(/\b(?:const|let|class|function)\s+([\w$]+)/g)) missing.delete(name);
  for (const [, names = ''] of code.matchAll(/\b(?:const|import)\s*\{([^}]*)\}/g))
    for (const [name] of names.matchAll(/[\w$]+/g)) missing.delete(name);
  return missing;
}

/** The examples of a file. The imports stand on the first line, so that the other lines are those of the file. */
export function docblockExamples(file: string, source: string, sources: Sources): Block[] {
  return blocksOf(file, documentOf(source)).map((block) => {
    const missing = missingNames(block.code);
    const imports = sources.map(([specifier, names]) => {
      const found = [...missing].filter((name) => names.has(name));
      for (const name of found) missing.delete(name);
      return found.length > 0 ? `import { ${found.join(', ')} } from '${specifier}'; ` : '';
    });
    return { ...block, code: imports.join('') + block.code };
  });
}
