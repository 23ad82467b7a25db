/** Stands in a header's place while Node parses; of the length of `Content-Length`. */
export const REPEATED_LENGTH = 'Repeated-Lengt';

/** What comes in `Content-Length` in any case but that of its beginning. */
const HINT = 'ength:';

const LINE = /\r\ncontent-length:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)/gi;

/** Gives every `Content-Length` but the first another name, where they all have one value. */
function rename(head: string, bytes: Buffer): void {
  const lines = [...head.matchAll(LINE)];
  const value = lines[0]?.[1];
  if (lines.length < 2 || lines.some((line) => line[1] !== value)) return;
  for (const line of lines.slice(1)) bytes.write(REPEATED_LENGTH, line.index + 2, 'latin1');
}

/**
 * One length told twice is one length (RFC 9110 §8.6, DEC-10); Node's parser refuses it. So in the bytes of a head the second one gets another
 * name before the parser sees it, and its own again in `responseHeaders`. Lengths that differ are left to the parser.
 */
export function renameEqualLengths(bytes: Buffer): void {
  const first = bytes.indexOf(HINT);
  if (first < 0 || bytes.indexOf(HINT, first + HINT.length) < 0) return;
  const end = bytes.indexOf('\r\n\r\n');
  rename(bytes.toString('latin1', 0, end < 0 ? bytes.length : end + 2), bytes);
}
