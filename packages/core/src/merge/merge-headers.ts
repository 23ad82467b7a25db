import { type CaseInsensitiveDict, type DictInit, dictPairs } from '../case-insensitive-dict.ts';
import type { HeadersInput, HeaderValue } from '../options.ts';

/**
 * The session's headers under the call's: the session's order and the call's spelling (SES-10); `null` on either side takes a header away (SES-8, SES-9).
 */
export function mergeHeaders(
  call: HeadersInput | null | undefined,
  session: CaseInsensitiveDict<HeaderValue | null>,
): CaseInsensitiveDict<HeaderValue> {
  const merged = session.copy() as CaseInsensitiveDict<HeaderValue | null | undefined>;
  if (call) merged.update(call as DictInit<HeaderValue | null | undefined>);
  for (const [name, value] of dictPairs(merged)) if (value === null || value === undefined) merged.delete(name);
  return merged as CaseInsensitiveDict<HeaderValue>;
}
