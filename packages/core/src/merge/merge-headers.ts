import type { CaseInsensitiveDict, DictInit } from '../case-insensitive-dict.ts';
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
  // a Map may be made smaller while one walks over it (ECMA-262 24.1.3.5)
  merged.forEach((value, name) => {
    if (value === null || value === undefined) merged.delete(name);
  });
  return merged as CaseInsensitiveDict<HeaderValue>;
}
