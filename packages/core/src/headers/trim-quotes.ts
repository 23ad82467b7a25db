/** Without the quotes and the white space at its ends, as Python's `strip(' \t"\'')`. Takes no longer than the text, whatever it holds. */
export function trimQuotes(text: string): string {
  return /[^ \t"'](?:.*[^ \t"'])?/s.exec(text)?.[0] ?? '';
}
