import { type BodySource, isBodySource, type PreparedBody } from './body-source.ts';

/** How many bytes text takes in UTF-8, without encoding it. A lone surrogate counts as the replacement character that is sent for it. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      length += 1;
    } else if (unit >= 0xd800 && unit <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) {
      // two units make four bytes
      length += 2;
      i++;
    } else {
      length += 2;
    }
  }
  return length;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** How many bytes a body has; `null` where that isn't known beforehand, and 0 where there is none. */
export function bodyLength(body: PreparedBody): number | null {
  if (body === null) return 0;
  if (typeof body === 'string') return utf8Length(body);
  return body instanceof Uint8Array ? body.byteLength : (body as BodySource).length;
}

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
