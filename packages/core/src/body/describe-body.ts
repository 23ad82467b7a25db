import { InvalidOptionError } from '../errors.ts';
import type { ByteSource, Data, Files } from '../options.ts';
import { encodeForm } from '../url/encode-form.ts';
import { formPairs } from '../url/form-pairs.ts';
import type { PreparedBody } from './body-source.ts';
import { describeSource, isBlob, isStreamLike } from './describe-source.ts';
import { filePairs, fileParts } from './file-parts.ts';
import { isFormData, partsOfFormData } from './form-data.ts';
import { encodeJson } from './json-body.ts';
import { boundaryOf, encodeMultipart, type Part } from './multipart.ts';
import { kindOfValue, viewOfBytes } from './piece-to-bytes.ts';

/** What a body is made of, as the caller gave it. */
export interface BodyParts {
  readonly data?: Data | null;
  readonly files?: Files | null;
  readonly json?: unknown;
  /** Whether `json` was given: `null` is sent as `null`, `undefined` is nothing. */
  readonly hasJson: boolean;
}

export interface DescribedBody {
  readonly body: PreparedBody;
  /** The `Content-Type` to set, in place of the caller's where there is one; `null`: the headers stay as they are. */
  readonly contentType: string | null;
}

const NO_BODY: DescribedBody = { body: null, contentType: null };
const FORM = 'application/x-www-form-urlencoded';

/**
 * Chooses the body of a request, as `requests.PreparedRequest.prepare_body` does: a source of bytes goes out as it is; files, with the
 * fields of `data` before them, as multipart; a dict as a form; `json` only where `data` is empty and there are no files.
 *
 * @param callerContentType the caller's own `Content-Type`, which is kept (BODY-7); one of multipart gives the boundary (MP-14)
 * @param boundary makes the boundary of a multipart body
 * @throws {InvalidOptionError} for data or files of a wrong kind
 * @throws {InvalidJSONError} for a value that JSON cannot write
 */
export function describeBody(
  parts: BodyParts,
  callerContentType: string | null,
  boundary: () => string,
): DescribedBody {
  const { data, files, json, hasJson } = parts;
  const uploads = files === null || files === undefined ? [] : filePairs(files);
  const kind = kindOfData(data);
  if (uploads.length > 0 || kind === 'form-data') {
    const fields = kind === 'form-data' ? partsOfFormData(data as FormData) : fieldParts(data, kind);
    return describeMultipart([...fields, ...fileParts(uploads)], callerContentType, boundary);
  }
  if (kind === 'none') {
    if (!hasJson) return NO_BODY;
    return { body: encodeJson(json), contentType: callerContentType === null ? 'application/json' : null };
  }
  if (kind === 'dict') {
    return { body: encodeForm(formPairs(data)), contentType: callerContentType === null ? FORM : null };
  }
  const body = describeSource(data as ByteSource);
  return { body, contentType: callerContentType === null && isBlob(data) && data.type !== '' ? data.type : null };
}

type DataKind = 'none' | 'bytes' | 'stream' | 'dict' | 'form-data';

/** What `data` is. Empty text, bytes and dicts are no data (BODY-3); an empty Blob or stream is a body. */
function kindOfData(data: unknown): DataKind {
  if (data === null || data === undefined || data === '') return 'none';
  if (typeof data === 'string') return 'bytes';
  if (typeof data !== 'object') throw notData(data);
  const view = viewOfBytes(data);
  if (view) return view.length === 0 ? 'none' : 'bytes';
  if (Array.isArray(data)) return kindOfArray(data);
  if (isFormData(data)) return 'form-data';
  if (isDictLike(data)) return isEmpty(data) ? 'none' : 'dict';
  if (isStreamLike(data)) return 'stream';
  // what is left is no form where its class has nothing to say as one: a Promise, a Date, a Response, a stream of Node's old kind
  if (Object.prototype.toString.call(data) !== '[object Object]' || 'pipe' in data) throw notData(data);
  return Object.keys(data).length === 0 ? 'none' : 'dict';
}

function kindOfArray(data: readonly unknown[]): DataKind {
  if (data.length === 0) return 'none';
  if (data.every((item) => Array.isArray(item) && item.length === 2)) return 'dict';
  if (data.every((item) => viewOfBytes(item) !== undefined)) return 'stream';
  throw new InvalidOptionError(
    'data is an array that is neither of pairs [name, value] nor of bytes: for text, join its pieces; for JSON, use the option json',
  );
}

/** A Map or what works like one (URLSearchParams, CaseInsensitiveDict, Headers), and a Set of pairs: forms, not streams of pieces. */
function isDictLike(data: object): data is Iterable<readonly [string, unknown]> {
  if (data instanceof Set) return data.size > 0 && Array.isArray(data.values().next().value);
  const map = data as Partial<Map<string, unknown>>;
  return (
    typeof map.get === 'function' && typeof map.entries === 'function' && typeof map[Symbol.iterator] === 'function'
  );
}

function isEmpty(dict: Iterable<unknown>): boolean {
  for (const _ of dict) return false;
  return true;
}

function notData(data: unknown): InvalidOptionError {
  const kind = kindOfValue(data);
  const hint =
    kind === 'Promise'
      ? ': await it first'
      : ': give a dict for a form, text, bytes, a Blob, a stream or an iterable of bytes';
  return new InvalidOptionError(`data cannot be of type ${kind}${hint}`);
}

/** The fields that go before the files (MP-2). */
function fieldParts(data: unknown, kind: DataKind): Part[] {
  if (kind === 'none') return [];
  if (kind === 'bytes')
    throw new InvalidOptionError('data must not be text or bytes where files are given: make it a dict of fields');
  if (kind === 'stream')
    throw new InvalidOptionError(
      'streamed bodies and files are mutually exclusive: give the stream as one of the files',
    );
  const decoder = new TextDecoder();
  return formPairs(data).map(([name, content]) => ({
    name: typeof name === 'string' ? name : decoder.decode(name),
    content,
  }));
}

function describeMultipart(
  parts: readonly Part[],
  callerContentType: string | null,
  boundary: () => string,
): DescribedBody {
  if (callerContentType === null) {
    const mark = boundary();
    return { body: encodeMultipart(parts, mark), contentType: `multipart/form-data; boundary=${mark}` };
  }
  const own = boundaryOf(callerContentType);
  if (own) return { body: encodeMultipart(parts, own), contentType: null };
  const mark = boundary();
  const body = encodeMultipart(parts, mark);
  // a multipart type without a boundary is of no use to anybody: it gets ours; any other type is the caller's will
  return { body, contentType: own === null ? `${withoutBoundary(callerContentType)}; boundary=${mark}` : null };
}

/** The type with its parameters, but for a `boundary` that says nothing. */
function withoutBoundary(contentType: string): string {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim());
  return [type, ...parameters.filter((part) => part !== '' && !/^boundary\s*=/i.test(part))].join('; ');
}
