import { latin1 } from '../encoding/single-byte.ts';
import { concatBytes } from './concat-bytes.ts';

/**
 * The lines of text or bytes that come in pieces, without their ends: the same as of the whole, wherever the pieces end (RESP-21).
 * A line ends with LF, CR LF or CR, in text as in bytes (RESP-22), or with `delimiter`; an end at the very end opens no further line.
 *
 * @param delimiter of the kind of the pieces; an empty one for LF, CR LF and CR
 */
export async function* linesOf<T extends string | Uint8Array>(
  pieces: AsyncIterable<T>,
  delimiter: T,
): AsyncGenerator<T, undefined> {
  const marked = searchable(delimiter);
  const end = new RegExp(marked.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') || '\r\n?|\n', 'g');
  const most = Math.max(marked.length - 1, 0); // of a delimiter that is not whole yet
  let begun: T[] = []; // of the line that has not ended yet
  let tail: T | null = null; // what may be the beginning of a delimiter: shorter than one
  let afterCr = false; // a LF that comes now belongs to the end that was there already
  for await (const piece of pieces) {
    const whole: T = tail === null ? piece : join([tail, piece]);
    const text = searchable(whole);
    let start = afterCr && text[0] === '\n' ? 1 : 0;
    if (marked === '' && text !== '') afterCr = text.endsWith('\r');
    end.lastIndex = start;
    for (let found = end.exec(text); found; found = end.exec(text)) {
      begun.push(slice(whole, start, found.index));
      start = end.lastIndex;
      const line = join(begun);
      begun = [];
      yield line;
    }
    const keep = Math.max(start, text.length - most);
    if (keep > start) begun.push(slice(whole, start, keep));
    tail = keep < text.length ? slice(whole, keep) : null;
  }
  if (tail !== null) begun.push(tail);
  if (begun.length > 0) yield join(begun);
}

/** Bytes as text of as many characters: one way of searching does for both. */
function searchable(piece: string | Uint8Array): string {
  return typeof piece === 'string' ? piece : latin1(piece);
}

function slice<T extends string | Uint8Array>(piece: T, from: number, to?: number): T {
  return (typeof piece === 'string' ? piece.slice(from, to) : piece.subarray(from, to)) as T;
}

function join<T extends string | Uint8Array>(parts: readonly T[]): T {
  return (typeof parts[0] === 'string' ? parts.join('') : concatBytes(parts as readonly Uint8Array[])) as T;
}
