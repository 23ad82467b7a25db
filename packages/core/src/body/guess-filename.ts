/**
 * The file name that an object tells: the last part of its `name` (a `File`), or of its `path` (a Node read stream). `null` where it
 * tells none, or a name in angle brackets such as `<stdin>`. Source: `requests.utils.guess_filename`.
 *
 * @example
 * ```ts
 * guessFilename(new File(['x'], 'report.csv')); // 'report.csv'
 * guessFilename(createReadStream('/home/me/report.csv')); // 'report.csv'
 * ```
 */
export function guessFilename(obj: unknown): string | null {
  if (typeof obj !== 'object' || obj === null) return null;
  const { name, path } = obj as { name?: unknown; path?: unknown };
  return basename(textOf(name)) ?? basename(textOf(path));
}

function textOf(name: unknown): string {
  if (typeof name === 'string') return name;
  return name instanceof Uint8Array ? new TextDecoder().decode(name) : '';
}

/** Never a folder: where a file lies is nobody else's business. A backslash parts folders only in a path of Windows. */
function basename(name: string): string | null {
  if (name === '' || name.startsWith('<') || name.endsWith('>')) return null;
  const windows = /^(?:[A-Za-z]:|\\\\)/.test(name);
  const cut = Math.max(name.lastIndexOf('/'), windows ? name.lastIndexOf('\\') : -1);
  return name.slice(cut + 1) || null;
}
