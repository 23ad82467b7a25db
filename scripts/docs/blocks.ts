/**
 * The code of the documentation. A ```ts block is a program of its own; what it says about its results is held against the real ones:
 *
 *     r.statusCode; // 200            the value of the expression, as console.log shows it
 *     console.log(r.ok); // true      what is printed
 *
 * and a ```text block right below is all that the program prints. `…` stands for anything. A comment that is no result goes on a line of its
 * own, or behind anything that is no expression. A block that can't run says why, in the line above it:
 *
 *     <!-- not run: it needs a browser -->            its types are checked all the same
 *     <!-- not checked: the errors are the point -->
 */
import { isNode, nameOf, parse, type SyntaxNode, walk } from '../syntax-tree.ts';

/** What a block says that comes out, and where it says so. */
export interface Claim {
  readonly text: string;
  /** The line of the document, counted from 1; of a text block the line of its fence. */
  readonly line: number;
}

export interface Block {
  /** The document: `docs/quickstart.md`. */
  readonly file: string;
  /** The line of the document where the code begins, counted from 1. */
  readonly line: number;
  readonly code: string;
  /** The ```text block below. */
  readonly output: Claim | undefined;
  readonly skip: { readonly what: 'run' | 'check'; readonly reason: string } | undefined;
}

const FENCE = /^```(\w*)/;
const SKIP = /^<!-- not (run|checked): (.+) -->$/;

/** The last line before `at` that is not blank. */
function lineBefore(lines: readonly string[], at: number): string {
  let index = at - 1;
  while (index >= 0 && lines[index]?.trim() === '') index -= 1;
  return lines[index] ?? '';
}

/** The ```ts blocks of a document. */
export function blocksOf(file: string, markdown: string): Block[] {
  const lines = markdown.split('\n');
  const endOf = (fence: number): number => {
    const end = lines.indexOf('```', fence + 1);
    if (end === -1) throw new SyntaxError(`${file}:${fence + 1}: a fence without an end`);
    return end;
  };
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const language = FENCE.exec(lines[at] ?? '')?.[1];
    if (language === undefined) continue;
    const end = endOf(at);
    if (language === 'ts') {
      const mark = SKIP.exec(lineBefore(lines, at));
      let below = end + 1;
      while (lines[below]?.trim() === '') below += 1;
      const output =
        FENCE.exec(lines[below] ?? '')?.[1] === 'text'
          ? { text: lines.slice(below + 1, endOf(below)).join('\n'), line: below + 1 }
          : undefined;
      const skip = mark
        ? { what: mark[1] === 'run' ? ('run' as const) : ('check' as const), reason: mark[2] ?? '' }
        : undefined;
      blocks.push({ file, line: at + 2, code: lines.slice(at + 1, end).join('\n'), output, skip });
    }
    at = end;
  }
  return blocks;
}

function isConsoleCall(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  return node.callee.type === 'MemberExpression' && nameOf(node.callee.object) === 'console';
}

/**
 * The block as it is run: where a comment tells the result of an expression, that is told to `docs.value` or `docs.printed`, which are global.
 * No line is added or taken away.
 */
export function instrument({ file, line, code }: Block): string {
  const tree = parse(file, code);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const lineAt = (position: number): number => line + code.slice(0, position).split('\n').length - 1;
  const commentBehind = (statement: SyntaxNode): string | undefined => {
    const comment = tree.comments.find(({ start }) => start >= statement.end);
    if (comment === undefined || code.slice(comment.start, comment.start + 2) !== '//') return undefined;
    return /^[ \t]*$/.test(code.slice(statement.end, comment.start)) ? comment.value.trim() : undefined;
  };
  walk(tree.body, (statement) => {
    if (statement.type !== 'ExpressionStatement' || !isNode(statement.expression)) return;
    // the value of an assignment is no news
    if (statement.expression.type === 'AssignmentExpression') return;
    const claim = commentBehind(statement);
    if (claim === undefined) return;
    const { start, end } = statement.expression;
    const where = `${lineAt(statement.end)}, ${JSON.stringify(claim)}`;
    const expression = code.slice(start, end);
    const text = isConsoleCall(statement.expression)
      ? `(docs.mark(), ${expression}, docs.printed(${where}))`
      : `docs.value(${where}, ${expression})`;
    edits.push({ start, end, text });
  });
  return edits
    .sort((one, other) => other.start - one.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
}

/** Whether a result is what a block claims. `…` stands for anything; spaces at the ends of lines don't count. */
export function matches(claim: string, actual: string): boolean {
  const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '').trim();
  const parts = tidy(claim)
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*?')}$`).test(tidy(actual));
}
