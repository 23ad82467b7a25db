import { isForbiddenHeader, isInheritedHeader, type PreparedRequest } from '@beckon/core';
import type { FetchPlatform } from './platform.ts';

/** Written anew by fetch for the body that it is given. */
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

/**
 * The headers as fetch is told them. What the platform writes itself is left out: the session's defaults alone come as far as here, and
 * anything else of that kind was refused (`assertSupported` of core).
 * @param withLength whether `Content-Length` is told: beside a stream whose length is known
 */
export function outgoingHeaders(
  request: PreparedRequest,
  platform: FetchPlatform,
  withLength: boolean,
): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (const [name, given] of request.headers) {
    const low = name.toLowerCase();
    if (FRAMING.has(low)) {
      if (withLength && low === 'content-length') pairs.push([name, String(given)]);
      continue;
    }
    if (isForbiddenHeader(platform.capabilities, low)) continue;
    const value = typeof given === 'string' ? given : String.fromCharCode(...given);
    pairs.push([name, low === 'accept-encoding' ? acceptEncoding(value, platform) : value]);
  }
  return pairs;
}

/** The default names what the session's own runtime undoes; what this fetch can't undo must not be asked for. */
function acceptEncoding(value: string, platform: FetchPlatform): string {
  if (!isInheritedHeader('accept-encoding', value)) return value;
  return value
    .split(', ')
    .filter((coding) => platform.codings.includes(coding))
    .join(', ');
}
