import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import type { FormValue, Params } from '../options.ts';

/** Whether a value is a dict with one value to a key, whose keys can be replaced one by one. */
function isMapping(value: unknown): boolean {
  if (value instanceof Map || value instanceof CaseInsensitiveDict) return true;
  if (typeof value !== 'object' || value === null || Symbol.iterator in value) return false;
  return !(value instanceof Uint8Array);
}

function isEmpty(value: Params | null | undefined): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (value instanceof Map || value instanceof URLSearchParams) return value.size === 0;
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}

function pairsOf(mapping: Params): Iterable<readonly [string, FormValue]> {
  return Symbol.iterator in (mapping as object)
    ? (mapping as Iterable<readonly [string, FormValue]>)
    : Object.entries(mapping as Record<string, FormValue>);
}

/**
 * The session's params under the call's. Two dicts are merged key by key, with their case: the session's order, the call's values, and a
 * key that the call sets to `null` goes (SES-4, SES-11). Anything else of the call's (pairs, text) stands in the place of the session's (SES-7).
 */
export function mergeParams(call: Params | null | undefined, session: Params | null | undefined): Params | null {
  if (isEmpty(session)) return call ?? null;
  if (isEmpty(call)) return session ?? null;
  if (!isMapping(call) || !isMapping(session)) return call ?? null;
  const merged = new Map(pairsOf(session as Params));
  for (const [key, value] of pairsOf(call as Params)) merged.set(key, value);
  for (const [key, value] of merged) if (value === null || value === undefined) merged.delete(key);
  return merged;
}
