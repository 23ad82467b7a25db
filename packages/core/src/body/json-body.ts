import { InvalidJSONError } from '../errors.ts';
import { kindOf, reasonOf } from '../expect.ts';
import { tagOf } from './piece-to-bytes.ts';

/** What stands in the text where `JSON.stringify` may have written something else than it was given, and said nothing. */
const SILENT_LOSS = ['null', '{}', '{"0":'];

/**
 * A value as JSON text, compact. `toJSON` is heeded, and members that are `undefined` are left out, as `JSON.stringify` does; what it
 * would write wrongly in silence is refused: NaN and the infinities, an invalid date, a Map or Set, a promise, bytes (BODY-8, BODY-9).
 *
 * @throws {InvalidJSONError} naming the place, as in `$.user.tags[3]`; also for a BigInt, a cycle, and a function, symbol or
 * `undefined` in the place of the whole value
 * @example
 * ```ts
 * encodeJson({ name: 'tea', price: 1.5 }); // '{"name":"tea","price":1.5}'
 * ```
 */
export function encodeJson(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    if (text && !SILENT_LOSS.some((sign) => text.includes(sign))) return text;
  } catch {
    // told below, with its place
  }
  return encodeCarefully(value);
}

/** The same text, each member looked at: slower. */
function encodeCarefully(value: unknown): string {
  /** Where each object stands; one that stands in two places, where it was met last. */
  const paths = new Map<unknown, string>();
  let path = '$';
  const look = function (this: Record<string, unknown>, key: string, member: unknown): unknown {
    const holder = paths.get(this);
    if (holder !== undefined) path = holder + stepTo(this, key);
    if (typeof member === 'object') paths.set(member, path);
    if (isUnwritable(member)) throw kindOf(member);
    // its toJSON gives null
    if (member === null && this[key] instanceof Date) throw 'an invalid Date';
    return member;
  };
  let fault: unknown = kindOf(value);
  try {
    const text = JSON.stringify(value, look);
    if (text) return text;
  } catch (error) {
    fault = error;
  }
  throw new InvalidJSONError(`JSON cannot write the value near ${path.slice(0, 200)}: ${reasonOf(fault)}`, {
    cause: fault,
  });
}

function stepTo(holder: unknown, key: string): string {
  if (Array.isArray(holder)) return `[${key}]`;
  return /^[a-z_$][\w$]*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function isUnwritable(member: unknown): boolean {
  if (typeof member === 'string') return false;
  const tag = tagOf(member);
  if (tag === 'Number') return !Number.isFinite(Number(member));
  return /^(Map|Set|Promise|ArrayBuffer)$/.test(tag) || ArrayBuffer.isView(member);
}
