import { camelKeys } from './camel-case.ts';
import type { RequestsPackage, ResponseLike } from './package.ts';
import { show } from './show-value.ts';
import { liveValue } from './tags.ts';

/** What to read of a response: `content`, `text`, `json`, `close`, `iter`, pieces, or `more` of the pieces begun. */
export type Reading = string | { readonly chunks?: object; readonly lines?: object; readonly take?: number };

/** Iterations that were left off, which `more` goes on with. */
const begun = new WeakMap<ResponseLike, AsyncIterator<unknown>>();

/** One of the `reads` of a case. */
export async function readResponse(requests: RequestsPackage, response: ResponseLike, what: Reading): Promise<unknown> {
  if (what === 'close') return response.close();
  if (typeof what === 'string' && what !== 'iter' && what !== 'more') {
    await response.read();
    return what === 'json' ? response.json() : show(response[what as 'content' | 'text']);
  }
  const pieces = what === 'more' ? begun.get(response) : pieceIterator(requests, response, what);
  if (!pieces) throw new ReferenceError('`more` comes after pieces were taken');
  begun.set(response, pieces);
  const most = typeof what === 'string' ? Number.POSITIVE_INFINITY : (what.take ?? Number.POSITIVE_INFINITY);
  const taken: unknown[] = [];
  // No `for await`: leaving it would end the iteration.
  while (taken.length < most) {
    const next = await pieces.next();
    if (next.done) break;
    taken.push(show(next.value));
  }
  return taken;
}

function pieceIterator(requests: RequestsPackage, response: ResponseLike, what: Reading): AsyncIterator<unknown> {
  if (typeof what === 'string') return response[Symbol.asyncIterator]();
  const pieces = what.lines
    ? response.iterLines(lineOptions(requests, what.lines))
    : response.iterContent(camelKeys(what.chunks ?? {}));
  return pieces[Symbol.asyncIterator]();
}

/** Options of `iterLines`: the delimiter may be bytes. */
export function lineOptions(requests: RequestsPackage, options: object): Record<string, unknown> {
  return camelKeys(liveValue(requests, options) as object);
}

/** All pieces. */
export async function collectPieces(pieces: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const piece of pieces) list.push(show(piece));
  return list;
}
