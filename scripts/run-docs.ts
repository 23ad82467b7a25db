/**
 * Runs every ```ts block of README.md, of docs/ and of the docblocks in packages/ as the program that it is, after a check of its types, and holds what
 * it says about its results against the real ones. How blocks are written: scripts/docs/blocks.ts. What the names in their URLs stand for: scripts/docs/world.ts.
 *
 *     node scripts/run-docs.ts [--update] [file…]
 *
 * `--update` writes the real results into the documents, where a claim without `…` is another. Look at what it wrote.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { formatWithOptions, type InspectOptions, inspect } from 'node:util';
import * as beckon from '../packages/beckon/src/index.ts';
import * as utils from '../packages/beckon/src/utils/node.ts';
import { type Block, blocksOf, instrument, matches } from './docs/blocks.ts';
import { docblockExamples } from './docs/docblocks.ts';
import { openWorld } from './docs/world.ts';

const root = join(import.meta.dirname, '..');
const LONGEST = 15_000;
const SHOWN: InspectOptions = { breakLength: Number.POSITIVE_INFINITY, depth: 4, colors: false };

interface Failure {
  readonly line: number;
  readonly message: string;
  /** What stands there, and what should: for `--update`. */
  readonly correction?: { readonly kind: 'comment' | 'output'; readonly claim: string; readonly actual: string };
}

/** Takes down what a block prints, and what comes of its expressions. Blocks know it as the global `docs`. */
class Notes {
  #printed = '';
  #mark = 0;
  readonly failures: Failure[] = [];
  claims = 0;

  print(...values: unknown[]): void {
    this.#printed += `${formatWithOptions({ colors: false }, ...values)}\n`;
  }

  get output(): string {
    return this.#printed;
  }

  mark(): void {
    this.#mark = this.#printed.length;
  }

  printed(line: number, claim: string): void {
    this.#hold(line, claim, this.#printed.slice(this.#mark).trimEnd());
  }

  value(line: number, claim: string, value: unknown): void {
    this.#hold(line, claim, inspect(value, SHOWN));
  }

  #hold(line: number, claim: string, actual: string): void {
    this.claims += 1;
    if (matches(claim, actual)) return;
    const message = `says ${claim}\n    it is ${actual}`;
    this.failures.push({ line, message, correction: { kind: 'comment', claim, actual } });
  }

  holdOutput({ output }: Block): void {
    if (output === undefined) return;
    this.claims += 1;
    const actual = this.#printed.trimEnd();
    if (matches(output.text, actual)) return;
    const message = `says that this is printed:\n${output.text}\nit is:\n${actual}`;
    this.failures.push({ line: output.line, message, correction: { kind: 'output', claim: output.text, actual } });
  }
}

/** The name of a block's program. Its lines are those of the document. */
const nameOf = ({ file, line }: Block): string => `${file.replaceAll('/', '__')}.${line}.ts`;

/** A program is a module of its own, whatever it imports. */
function program(block: Block, code: string): string {
  return `${'\n'.repeat(block.line - 1)}${code}\nexport {};\n`;
}

/** Makes a project of the blocks, where `beckon` is as if installed. */
function writeProject(folder: string, blocks: readonly Block[]): void {
  const modules = join(folder, 'node_modules');
  for (const name of ['types', 'run', 'node_modules', 'node_modules/@beckon']) mkdirSync(join(folder, name));
  symlinkSync(join(root, 'packages/beckon'), join(modules, 'beckon'));
  for (const name of ['core', 'node', 'fetch'])
    symlinkSync(join(root, 'packages', name), join(modules, '@beckon', name));
  for (const name of ['msw', 'vitest', '@types']) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const block of blocks) {
    if (block.skip?.what === 'check') continue;
    writeFileSync(join(folder, 'types', nameOf(block)), program(block, block.code));
    if (!block.skip) writeFileSync(join(folder, 'run', nameOf(block)), program(block, instrument(block)));
  }
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.tests.json'), 'utf8')) as {
    compilerOptions: object;
  };
  const tsconfig = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: { ...compilerOptions, noUnusedLocals: false, noUnusedParameters: false },
    include: ['types/*.ts'],
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
}

/** @returns the complaints of the compiler, with the lines of the documents */
function checkTypes(folder: string): string[] {
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((line) =>
      line.replace(
        /^.*types\/(.+?)\.\d+\.ts\((\d+),\d+\)/,
        (_, file: string, at: string) => `${file.replaceAll('__', '/')}:${at}`,
      ),
    );
}

async function runBlock(folder: string, block: Block): Promise<Notes> {
  const notes = new Notes();
  const before = { ...process.env };
  const { log, error, table } = console;
  Object.assign(globalThis, { docs: notes });
  console.log = console.error = (...values: unknown[]) => notes.print(...values);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${LONGEST} ms`)), LONGEST);
  });
  try {
    await Promise.race([import(pathToFileURL(join(folder, 'run', nameOf(block))).href), tooLong]);
    notes.holdOutput(block);
  } catch (thrown) {
    notes.failures.push({ line: block.line, message: `threw ${inspect(thrown)}` });
  } finally {
    clearTimeout(timer);
    Object.assign(console, { log, error, table });
    process.env = before;
    process.exitCode = 0;
  }
  return notes;
}

/** Writes what really came out into the document. */
function update(file: string, failures: readonly Failure[]): void {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  // from the end: an output of another length moves what is below
  for (const { line, correction } of [...failures].sort((one, other) => other.line - one.line)) {
    if (correction === undefined || correction.claim.includes('…')) continue;
    const { kind, claim, actual } = correction;
    if (kind === 'output')
      lines.splice(
        line,
        claim === '' ? lines.indexOf('```', line) - line : claim.split('\n').length,
        ...actual.split('\n'),
      );
    else if (!actual.includes('\n'))
      lines[line - 1] = (lines[line - 1] ?? '').replace(/\/\/ .*$/, () => `// ${actual}`);
  }
  writeFileSync(join(root, file), lines.join('\n'));
}

/** What a file says of itself in code: a document in its blocks, a source in its docblocks. */
function readBlocks(file: string): Block[] {
  const text = readFileSync(join(root, file), 'utf8');
  if (!file.endsWith('.ts')) return blocksOf(file, text);
  const own = (declared: RegExp): ReadonlySet<string> =>
    new Set([...text.matchAll(declared)].map(([, name = '']) => name));
  const specifier = join(root, file);
  return docblockExamples(file, text, [
    // what a runtime is handed to here is public without it: a function means its own file, a class the public one
    [specifier, own(/^export (?:async )?function\*? ?(\w+)/gm)],
    ['beckon', new Set(Object.keys(beckon))],
    ['beckon/utils', new Set(Object.keys(utils))],
    [specifier, own(/^export (?:class|const) (\w+)/gm)],
  ]);
}

async function main(args: readonly string[]): Promise<number> {
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const files =
    asked.length > 0
      ? asked
      : globSync(['README.md', 'docs/**/*.md', 'packages/*/README.md', 'packages/*/src/**/*.ts'], {
          cwd: root,
          exclude: ['docs/reference/**', '**/node_modules/**', '**/*.test.ts'],
        }).sort();
  const blocks = files.flatMap(readBlocks);
  // what the machine says of proxies and certificates is no part of the documentation
  for (const name of Object.keys(process.env))
    if (/_proxy$|^REQUEST_METHOD$|_CA_BUNDLE$|^NETRC$/i.test(name)) delete process.env[name];
  await using world = await openWorld();
  writeProject(world.folder, blocks);
  const complaints = checkTypes(world.folder);
  process.chdir(world.folder);
  process.env.HOME = world.folder;
  let claims = 0;
  let failed = complaints.length;
  for (const complaint of complaints) console.error(complaint);
  for (const file of files) {
    const failures: Failure[] = [];
    for (const block of blocks) {
      if (block.file !== file || block.skip) continue;
      const notes = await runBlock(world.folder, block);
      claims += notes.claims;
      failures.push(...notes.failures);
    }
    for (const { line, message } of failures) console.error(`${file}:${line} ${message}`);
    failed += failures.length;
    if (args.includes('--update')) update(file, failures);
  }
  process.chdir(root);
  const skipped = blocks.filter(({ skip }) => skip).length;
  const documents = new Set(blocks.map(({ file }) => file)).size;
  console.log(
    `${documents} documents, ${blocks.length} blocks (${skipped} not run), ${claims} results: ${failed} wrong`,
  );
  return failed > 0 || blocks.length === 0 ? 1 : 0;
}

if (import.meta.main) process.exit(await main(process.argv.slice(2)));
