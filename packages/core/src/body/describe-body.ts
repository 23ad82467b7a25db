import { hasMethods, wrongKind } from '../expect.ts';
import type { Data, Files } from '../options.ts';
import { encodeForm } from '../url/encode-form.ts';
import { dictEntries, formPairs } from '../url/form-pairs.ts';
import type { PreparedBody } from './body-source.ts';
import { describeSource, isBlob } from './describe-source.ts';
import { isEmptyBody } from './framing.ts';
import { encodeJson } from './json-body.ts';
import { encodeMultipart } from './multipart.ts';
import { tagOf, viewOfBytes } from './piece-to-bytes.ts';

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

/**
 * Chooses the body of a request, as `requests.PreparedRequest.prepare_body` does: a source of bytes goes out as it is; files, with the
 * fields of `data` before them, as multipart; a dict as a form; `json` only where `data` is empty and there are no files.
 * Empty text, bytes and dicts are no data (BODY-3); an empty Blob or stream is a body.
 *
 * @param callerType the caller's own `Content-Type`, which is kept (BODY-7); one of multipart gives the boundary (MP-14)
 * @param boundary makes the boundary of a multipart body
 * @throws {InvalidOptionError} for data or files of a wrong kind
 * @throws {InvalidJSONError} for a value that JSON cannot write
 */
export function describeBody(
  { data, files, json, hasJson }: BodyParts,
  callerType: string | null,
  boundary: () => string,
): DescribedBody {
  const uploads = dictEntries(files, 'files');
  const isFormData = tagOf(data) === 'FormData' && hasMethods(data, 'getAll');
  const isForm = isFormData || isDict(data);
  const fields = isForm ? dictEntries(data, 'data') : [];
  const source = isForm ? '' : describeSource(data ?? '', 'data');
  const hasSource = !isEmptyBody(source);
  const described = (body: PreparedBody, type: string | null): DescribedBody => ({
    body,
    contentType: callerType === null ? type || null : null,
  });

  if (uploads.length > 0 || isFormData) {
    if (hasSource) throw wrongKind(data, 'data', 'a dict beside files, and the source as one of them');
    const parts = (isFormData ? fields : formPairs(fields)).map(([name, value]): [unknown, unknown] => [
      name,
      isBlob(value) ? value : [null, value],
    ]);
    return describeMultipart([...parts, ...uploads], callerType, boundary);
  }
  if (fields.length > 0) return described(encodeForm(formPairs(fields)), 'application/x-www-form-urlencoded');
  if (hasSource) return described(source, isBlob(data) ? data.type : null);
  return hasJson ? described(encodeJson(json), 'application/json') : described(null, null);
}

/** What has a class that is no dict (a Promise, a Date, a Response), or gives pieces or bytes, is no form. */
const NO_FORM = ['stream', 'getReader', 'pipe', Symbol.iterator, Symbol.asyncIterator];

/** Pairs, a Map or what works like one (URLSearchParams, CaseInsensitiveDict, Headers), or an object of fields. */
function isDict(data: unknown): boolean {
  if (Array.isArray(data)) return data.length === 0 || !data.every(viewOfBytes);
  if (data instanceof Set) return Array.isArray([...data][0]);
  if (hasMethods(data, 'get', 'entries', Symbol.iterator)) return true;
  return tagOf(data) === 'Object' && !NO_FORM.some((name) => hasMethods(data, name));
}

function describeMultipart(
  parts: readonly (readonly [unknown, unknown])[],
  callerType: string | null,
  boundary: () => string,
): DescribedBody {
  const type = callerType ?? 'multipart/form-data';
  const [isMultipart, quoted, plain] =
    /^\s*multipart\/(?:.*?;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+)))?/i.exec(type) ?? [];
  const given = quoted?.replace(/\\(.)/g, '$1') || plain;
  const mark = given || boundary();
  const body = encodeMultipart(parts, mark);
  // any other type is the caller's will
  if (given || !isMultipart) return { body, contentType: null };
  // a multipart type without a boundary is of no use to anybody: it gets ours, in place of one that says nothing
  const kept = type.replace(/\s*;\s*(boundary\s*=[^;]*)?(?=;|$)/gi, '');
  return { body, contentType: `${kept}; boundary=${mark}` };
}
