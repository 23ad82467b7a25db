import { isForbiddenHeader, isInheritedHeader, type PreparedRequest } from '@beckon/core';
import type { FetchPlatform } from './platform.ts';

/**
 * The headers as fetch is told them. What the platform writes itself is left out: the session's defaults alone come as far as here, and
 * anything else of that kind was refused (`assertSupported` of core).
 * @param withLength whether `Content-Length` is told: beside a stream whose length is known
 */
export function outgoingHeaders(
  request: PreparedRequest,
  { capabilities, codings }: FetchPlatform,
  withLength: boolean,
): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  request.headers.forEach((given, name) => {
    const low = name.toLowerCase();
    // fetch frames the body that it is given anew
    if (low === 'content-length' ? !withLength : low === 'transfer-encoding' || isForbiddenHeader(capabilities, low))
      return;
    let value = typeof given === 'string' ? given : String.fromCharCode(...given);
    // the default names what the session's own runtime undoes; what this fetch can't undo must not be asked for
    if (low === 'accept-encoding' && isInheritedHeader(low, value)) {
      value = value
        .split(', ')
        .filter((coding) => codings.includes(coding))
        .join(', ');
    }
    pairs.push([name, value]);
  });
  return pairs;
}
