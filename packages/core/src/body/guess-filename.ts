import { textOf } from './piece-to-bytes.ts';

/**
 * The file name that an object tells: the last part of its `name` (a `File`), or of its `path` (a Node read stream). `null` where it
 * tells none, or a name in angle brackets such as `<stdin>`. Never a folder: where a file lies is nobody else's business.
 * Source: `requests.utils.guess_filename`.
 *
 * @example
 * ```ts
 * import { createReadStream } from 'node:fs';
 *
 * guessFilename(new File(['x'], 'report.csv')); // 'report.csv'
 * guessFilename(createReadStream('./report.csv')); // 'report.csv'
 * ```
 */
export function guessFilename(obj: unknown): string | null {
  if (typeof obj !== 'object' || obj === null) return null;
  const { name, path } = obj as { name?: unknown; path?: unknown };
  for (const given of [name, path]) {
    const text = textOf(given);
    if (typeof text !== 'string' || /^<|>$/.test(text)) continue;
    // a backslash parts folders only in a path of Windows
    const filename = text.split(/^(?:[a-z]:|\\\\)/i.test(text) ? /[\\/]/ : '/').pop();
    if (filename) return filename;
  }
  return null;
}
