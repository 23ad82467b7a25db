import { describeSource, isBlob } from './describe-source.ts';
import { guessFilename } from './guess-filename.ts';
import type { Part } from './multipart.ts';

/** Whether a value is a WHATWG `FormData`, also one of another realm or library. */
export function isFormData(value: unknown): value is FormData {
  if (typeof FormData === 'function' && value instanceof FormData) return true;
  const form = value as Partial<FormData> | null;
  return (
    Object.prototype.toString.call(form) === '[object FormData]' &&
    typeof form?.getAll === 'function' &&
    typeof form.entries === 'function'
  );
}

/**
 * The entries of a WHATWG `FormData` as parts, in their order. Files are described, not read, and keep their type where they have one (MP-9).
 * Texts go in as they are: their line ends are not changed.
 */
export function partsOfFormData(form: FormData): Part[] {
  const parts: Part[] = [];
  for (const [name, value] of form.entries() as IterableIterator<[string, string | Blob]>) {
    if (isBlob(value)) {
      const filename = guessFilename(value) ?? 'blob';
      parts.push({ name, filename, contentType: value.type, content: describeSource(value) });
    } else {
      parts.push({ name, content: String(value) });
    }
  }
  return parts;
}
