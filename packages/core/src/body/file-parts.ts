import { dictPairs } from '../case-insensitive-dict.ts';
import { InvalidOptionError } from '../errors.ts';
import type { ByteSource, Dict, Files } from '../options.ts';
import { describeSource, isBlob } from './describe-source.ts';
import { guessFilename } from './guess-filename.ts';
import type { Part } from './multipart.ts';
import { kindOfValue } from './piece-to-bytes.ts';

/** The pairs of `files`, in their order; none for `null`. @throws {InvalidOptionError} where they are no pairs */
export function filePairs(files: Files | null | undefined): [string, unknown][] {
  if (files === null || files === undefined) return [];
  if (typeof files !== 'object' || isBlob(files) || ArrayBuffer.isView(files) || isAsync(files)) {
    throw new InvalidOptionError(`files is { field: source } or an array of such pairs, not ${kindOfValue(files)}`);
  }
  return dictPairs<unknown>(files);
}

function isAsync(value: object): boolean {
  return Symbol.asyncIterator in value;
}

/**
 * The parts that `files` make: each a source, or `[filename, source, contentType?, headers?]` (MP-4). One whose content is `null` is
 * left out (MP-6).
 *
 * @throws {InvalidOptionError} naming the field that cannot be understood
 */
export function fileParts(pairs: readonly (readonly [string, unknown])[]): Part[] {
  const parts: Part[] = [];
  for (const [field, given] of pairs) {
    const part = filePart(fieldName(field), given);
    if (part) parts.push(part);
  }
  return parts;
}

function fieldName(field: unknown): string {
  if (typeof field === 'string') return field;
  if (field instanceof Uint8Array) return new TextDecoder().decode(field);
  throw new InvalidOptionError(`the name of a field in files is text, not ${kindOfValue(field)}`);
}

function filePart(name: string, given: unknown): Part | undefined {
  if (!Array.isArray(given)) {
    if (given === null || given === undefined) return undefined;
    return {
      name,
      filename: guessFilename(given) ?? name,
      contentType: ownType(given),
      content: contentOf(given, name),
    };
  }
  if (given.length < 2 || given.length > 4) {
    throw new InvalidOptionError(
      `files["${name}"] is a source, or [filename, source, contentType?, headers?]: not an array of ${given.length}`,
    );
  }
  const [filename, source, contentType, headers] = given as readonly unknown[];
  if (source === null || source === undefined) return undefined;
  return {
    name,
    filename: text(filename, `the file name of files["${name}"]`),
    contentType:
      contentType === undefined && !namesType(headers)
        ? ownType(source)
        : text(contentType, `the content type of files["${name}"]`),
    headers: headers as Dict<string> | null | undefined,
    content: contentOf(source, name),
  };
}

/** A `File` or `Blob` knows its type (MP-9); nothing is guessed from a name. */
function ownType(source: unknown): string | undefined {
  return isBlob(source) ? source.type : undefined;
}

function namesType(headers: unknown): boolean {
  if (typeof headers !== 'object' || headers === null) return false;
  return dictPairs(headers as Dict<unknown>).some(([key]) => String(key).toLowerCase() === 'content-type');
}

function text(value: unknown, what: string): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value;
  throw new InvalidOptionError(`${what} is text or null, not ${kindOfValue(value)}`);
}

function contentOf(source: unknown, name: string): Part['content'] {
  if (typeof source === 'number' || typeof source === 'bigint' || typeof source === 'boolean') return String(source);
  try {
    return describeSource(source as ByteSource);
  } catch (error) {
    if (!(error instanceof InvalidOptionError)) throw error;
    throw new InvalidOptionError(`files["${name}"]: ${error.message}`, { cause: error.cause });
  }
}
