import { concatBytes } from './concat-bytes.ts';

const LF = 10;
const CR = 13;

/** What the splitting of text and of bytes has to do each in its own way. */
interface Units<T> {
  at(piece: T, index: number): number;
  indexOf(piece: T, wanted: T, from: number): number;
  slice(piece: T, from: number, to?: number): T;
  join(parts: readonly T[]): T;
}

const TEXT: Units<string> = {
  at: (piece, index) => piece.charCodeAt(index),
  indexOf: (piece, wanted, from) => piece.indexOf(wanted, from),
  slice: (piece, from, to) => piece.slice(from, to),
  join: (parts) => (parts.length === 1 ? (parts[0] as string) : parts.join('')),
};

const BYTES: Units<Uint8Array> = {
  at: (piece, index) => piece[index] as number,
  indexOf: indexOfBytes,
  slice: (piece, from, to) => piece.subarray(from, to),
  join: concatBytes,
};

function indexOfBytes(piece: Uint8Array, wanted: Uint8Array, from: number): number {
  const last = piece.length - wanted.length;
  for (
    let at = piece.indexOf(wanted[0] as number, from);
    at >= 0 && at <= last;
    at = piece.indexOf(wanted[0] as number, at + 1)
  ) {
    let i = 1;
    while (i < wanted.length && piece[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
  }
  return -1;
}

/**
 * The lines of a text that comes in pieces, without their ends: the same as of the whole, wherever the pieces end (RESP-21).
 * A line ends with LF, CR LF or CR, in text as in bytes (RESP-22), or with `delimiter`; an end at the very end opens no further line.
 */
export function linesOfText(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<string, undefined> {
  return delimiter.length > 0 ? splitAt(TEXT, pieces, delimiter) : splitLines(TEXT, pieces);
}

/** The same of bytes. */
export function linesOfBytes(
  pieces: AsyncIterable<Uint8Array>,
  delimiter: Uint8Array,
): AsyncGenerator<Uint8Array, undefined> {
  return delimiter.length > 0 ? splitAt(BYTES, pieces, delimiter) : splitLines(BYTES, pieces);
}

async function* splitLines<T extends { readonly length: number }>(
  units: Units<T>,
  pieces: AsyncIterable<T>,
): AsyncGenerator<T, undefined> {
  let begun: T[] = []; // of the line that has not ended yet
  let afterCr = false; // a LF that comes now belongs to the end that was there already
  for await (const piece of pieces) {
    let start = 0;
    for (let i = 0; i < piece.length; i++) {
      const unit = units.at(piece, i);
      if (unit !== LF && unit !== CR) {
        afterCr = false;
        continue;
      }
      if (unit === LF && afterCr) {
        afterCr = false;
        start = i + 1;
        continue;
      }
      afterCr = unit === CR;
      begun.push(units.slice(piece, start, i));
      start = i + 1;
      const line = units.join(begun);
      begun = [];
      yield line;
    }
    if (start < piece.length) begun.push(units.slice(piece, start));
  }
  if (begun.length > 0) yield units.join(begun);
  return undefined;
}

async function* splitAt<T extends { readonly length: number }>(
  units: Units<T>,
  pieces: AsyncIterable<T>,
  delimiter: T,
): AsyncGenerator<T, undefined> {
  let begun: T[] = [];
  let tail: T | null = null; // what may be the beginning of a delimiter: shorter than one
  for await (const piece of pieces) {
    const text: T = tail === null ? piece : units.join([tail, piece]);
    let start = 0;
    for (let at = units.indexOf(text, delimiter, 0); at >= 0; at = units.indexOf(text, delimiter, start)) {
      begun.push(units.slice(text, start, at));
      start = at + delimiter.length;
      const line = units.join(begun);
      begun = [];
      yield line;
    }
    const keep = Math.max(start, text.length - delimiter.length + 1);
    if (keep > start) begun.push(units.slice(text, start, keep));
    tail = keep < text.length ? units.slice(text, keep) : null;
  }
  if (tail !== null) begun.push(tail);
  if (begun.length > 0) yield units.join(begun);
  return undefined;
}
