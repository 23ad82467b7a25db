import { InvalidHeader } from '../errors.ts';
import { expectText, kindOf, wrongKind } from '../expect.ts';
import { checkHeaderValidity } from '../headers/validate-header.ts';
import { concatBytes } from '../stream/concat-bytes.ts';
import { dictEntries } from '../url/form-pairs.ts';
import { type BodySource, isBodySource } from './body-source.ts';
import { describeSource, isBlob } from './describe-source.ts';
import { guessFilename } from './guess-filename.ts';
import { joinSources } from './join-sources.ts';
import { textOf } from './piece-to-bytes.ts';

const TYPE = 'Content-Type';
/** Up to so many bytes of memory are copied into one array; above, pieces go out one by one from where they are. */
const ONE_ARRAY = 1_048_576;

/**
 * A body of parts, as `multipart/form-data` (RFC 7578, RFC 2046 5.1) writes it. What is small and in memory comes as bytes; else nothing is
 * read or copied: the body is a source whose length is known where every part's is, and that can be sent again where every part can.
 *
 * @param parts the name and content of each: a source, or `[filename, source, contentType?, headers?]` (MP-4); one whose source is `null`
 * is left out (MP-6)
 * @param boundary must not occur in a part; see `randomBoundary`
 * @throws {InvalidOptionError} naming the part that cannot be understood
 * @throws {InvalidHeader} for a header of a part that cannot be written
 */
export function encodeMultipart(
  parts: readonly (readonly [name: unknown, content: unknown])[],
  boundary: string,
): Uint8Array | BodySource {
  const encoder = new TextEncoder();
  const pieces: (Uint8Array | BodySource)[] = [];
  // text between two contents goes out in one piece
  let text = '';
  for (const [name, given] of parts) {
    const part = partOf(textOf(name), given);
    if (!part) continue;
    const [head, content] = part;
    text += `--${boundary}\r\n${head}`;
    if (typeof content === 'string') {
      text += content;
    } else {
      pieces.push(encoder.encode(text), content);
      text = '';
    }
    text += '\r\n';
  }
  pieces.push(encoder.encode(`${text}--${boundary}--\r\n`));
  const whole = joinSources(pieces);
  const inMemory = !pieces.some(isBodySource) && (whole.length as number) <= ONE_ARRAY;
  return inMemory ? concatBytes(pieces as Uint8Array[]) : whole;
}

/**
 * The headers of a part with the empty line behind them, and its content. `Content-Disposition` comes first, then `Content-Type`,
 * `Content-Location` and the others in their order (MP-10). A `Content-Disposition` among the headers is not used; empty values are left
 * out, as in Requests.
 */
function partOf(name: unknown, given: unknown): [head: string, content: string | Uint8Array | BodySource] | undefined {
  expectText(name, 'the name of a field in files');
  const field = `files["${name}"]`;
  const spec: readonly unknown[] = Array.isArray(given) ? given : [guessFilename(given) ?? name, given];
  if (spec.length < 2 || spec.length > 4) {
    throw wrongKind(given, field, 'a source or [filename, source, contentType?, headers?]');
  }
  const [filename, source, type, headers] = spec;
  if (source === null || source === undefined) return undefined;
  expectText(filename ?? '', `the file name of ${field}`);
  expectText(type ?? '', `the content type of ${field}`);
  const content = /number|bigint|boolean/.test(typeof source) ? String(source) : describeSource(source, field);
  const file = typeof filename === 'string' ? `; filename=${quote(filename)}` : '';
  const first: Record<string, string | undefined> = {
    'content-disposition': `Content-Disposition: form-data; name=${quote(name)}${file}\r\n`,
    'content-type': type ? headerLine(TYPE, type) : undefined,
    'content-location': undefined,
  };
  let others = '';
  for (const [key, value] of dictEntries(headers, `the headers of ${field}`)) {
    const header = textOf(key);
    const line = headerLine(header, value);
    const low = typeof header === 'string' ? header.toLowerCase() : '';
    if (Object.hasOwn(first, low)) first[low] ||= line;
    else others += line;
  }
  // a File or Blob knows its type (MP-9); nothing is guessed from a name
  if (type === undefined && isBlob(source)) first['content-type'] ??= headerLine(TYPE, source.type);
  return [`${Object.values(first).join('')}${others}\r\n`, content];
}

/** A name as WHATWG's "multipart/form-data encoding algorithm" writes it; a backslash stays (MP-11). */
function quote(name: string): string {
  return `"${name.replace(/["\r\n]/g, encodeURIComponent)}"`;
}

/** One header, where it says something. A line end in it would begin another one, or the content (MP-18). */
function headerLine(name: unknown, value: unknown): string {
  if ((value ?? '') === '') return '';
  checkHeaderValidity([name as string, '']);
  if (!/string|number/.test(typeof value) || /[\r\n\0]/.test(String(value))) {
    throw new InvalidHeader(`the header ${name} of a part is one line of text, not ${kindOf(value)}`);
  }
  return `${name}: ${value}\r\n`;
}

/** 32 lower-case hex digits, of 128 random bits (MP-12). */
export function randomBoundary(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
