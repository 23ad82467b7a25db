import { isBodySource } from './body-source.ts';
import { utf8Length } from './utf8-length.ts';

/**
 * The length in bytes of anything that can be a body: text as UTF-8, bytes, a `Blob`, a body source, or what says `byteLength`,
 * `length`, `len` or `size`. What says none has the length 0. Source: `requests.utils.super_len`.
 *
 * @example
 * ```ts
 * superLen('é'); // 2
 * superLen(new Blob(['abc'])); // 3
 * ```
 */
export function superLen(value: unknown): number {
  if (typeof value === 'string') return utf8Length(value);
  if (typeof value !== 'object' || value === null) return 0;
  if (isBodySource(value)) return value.length ?? 0;
  const measured = value as { byteLength?: unknown; length?: unknown; len?: unknown; size?: unknown };
  for (const length of [measured.byteLength, measured.length, measured.len, measured.size]) {
    if (typeof length === 'number') return Math.max(0, length) || 0;
  }
  return 0;
}
