/** Stands in a header's place while Node parses; of the length of `Content-Length`. */
export const REPEATED_LENGTH = 'Repeated-Lengt';

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
  if (!mayRepeatLength(bytes)) return;
  const end = bytes.indexOf('\r\n\r\n');
  rename(bytes.toString('latin1', 0, end < 0 ? bytes.length : end + 2), bytes);
}

/** Whether two names of the head end as `Content-Length` does. Looked for in every answer: a loop is quicker here than two calls of `indexOf`. */
function mayRepeatLength(bytes: Uint8Array): boolean {
  let found = 0;
  for (let at = 2; at < bytes.length; at++) {
    const code = bytes[at];
    // ":" behind "th" in any case, or a line end that is the second one
    if (code === 58 && ((bytes[at - 1] as number) | 32) === 104 && ((bytes[at - 2] as number) | 32) === 116) {
      if (++found === 2) return true;
    } else if (code === 10 && bytes[at - 2] === 10) return false;
  }
  return false;
}
