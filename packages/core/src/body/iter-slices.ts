import { InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';

/**
 * Text or bytes in pieces of a length, the last one perhaps shorter; in one piece where the length is `null` or not positive. Text is
 * counted in characters (code points): none is cut in two. Bytes are views, not copies. Source: `requests.utils.iter_slices`.
 *
 * @example
 * ```ts
 * [...iterSlices('abcde', 2)]; // [ 'ab', 'cd', 'e' ]
 * ```
 */
export function iterSlices(data: string, sliceLength?: number | null): Generator<string, void, undefined>;
export function iterSlices(data: Uint8Array, sliceLength?: number | null): Generator<Uint8Array, void, undefined>;
export function* iterSlices(
  data: string | Uint8Array,
  sliceLength?: number | null,
): Generator<string | Uint8Array, void, undefined> {
  if (typeof data !== 'string' && !(data instanceof Uint8Array)) {
    throw new InvalidOptionError(`slices are those of a string or a Uint8Array, not of ${kindOf(data)}`);
  }
  if (sliceLength !== null && sliceLength !== undefined && typeof sliceLength !== 'number') {
    throw new InvalidOptionError(`the length of a slice is a number or null, not ${kindOf(sliceLength)}`);
  }
  const length = sliceLength && sliceLength >= 1 ? Math.floor(sliceLength) : data.length;
  let start = 0;
  while (start < data.length) {
    if (typeof data === 'string') {
      const end = afterCharacters(data, start, length);
      yield data.slice(start, end);
      start = end;
    } else {
      yield data.subarray(start, start + length);
      start += length;
    }
  }
}

function afterCharacters(text: string, start: number, count: number): number {
  if (count >= text.length - start) return text.length;
  let end = start;
  for (let i = 0; i < count && end < text.length; i++) end += (text.codePointAt(end) as number) > 0xffff ? 2 : 1;
  return end;
}
