import { InvalidJSONError } from '../errors.ts';
import { kindOfValue } from './piece-to-bytes.ts';

/** What stands in the text where `JSON.stringify` may have written something else than it was given, and said nothing. */
const SILENT_LOSS = ['null', '{}', '{"0":'] as const;

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
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    const fault = findFault(value);
    if (fault) throw new InvalidJSONError(fault, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidJSONError(`the value cannot be written as JSON: ${reason}`, { cause });
  }
  if (text === undefined) throw new InvalidJSONError(`JSON cannot write ${kindOfValue(value)} at $`);
  if (SILENT_LOSS.some((sign) => text.includes(sign))) {
    const fault = findFault(value);
    if (fault) throw new InvalidJSONError(fault);
  }
  return text;
}

/** Runs over the value as `JSON.stringify` does, and tells the first thing that JSON cannot write. */
function findFault(value: unknown): string | undefined {
  const holders: object[] = [];
  const path: string[] = [];
  let fault: string | undefined;
  const look = function (this: object, key: string, member: unknown): unknown {
    while (holders.length > 0 && holders[holders.length - 1] !== this) {
      holders.pop();
      path.pop();
    }
    const step = holders.length === 0 ? '$' : stepTo(this, key);
    const what = holders.includes(member as object)
      ? 'a cycle'
      : unwritable(member, (this as Record<string, unknown>)[key]);
    if (what !== undefined) {
      fault = `JSON cannot write ${what} at ${path.join('')}${step}`;
      throw new InvalidJSONError(fault);
    }
    if (typeof member === 'object' && member !== null) {
      holders.push(member);
      path.push(step);
    }
    return member;
  };
  try {
    JSON.stringify(value, look);
  } catch {
    // the fault is told, or the value threw by itself (in a getter, say), which the caller tells
  }
  return fault;
}

function stepTo(holder: object, key: string): string {
  if (Array.isArray(holder)) return `[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** What is wrong with a member, by name; `before` is the member before its `toJSON`. */
function unwritable(member: unknown, before: unknown): string | undefined {
  if (typeof member === 'number' || member instanceof Number)
    return Number.isFinite(Number(member)) ? undefined : String(member);
  if (typeof member === 'bigint') return 'a BigInt (write it as text or as a number)';
  if (member === null) return before instanceof Date ? 'an invalid Date' : undefined;
  if (typeof member !== 'object') return undefined;
  if (member instanceof Map) return 'a Map (make it an object with Object.fromEntries)';
  if (member instanceof Set) return 'a Set (make it an array)';
  if (member instanceof Promise) return 'a Promise (await it first)';
  if (ArrayBuffer.isView(member) || member instanceof ArrayBuffer)
    return 'bytes (write them as text, in base64 for instance)';
  return undefined;
}
