import { attempt } from './attempt.ts';
import { camelKeys } from './camel-case.ts';
import type { RequestsPackage, ResponseLike } from './package.ts';
import { collectPieces, lineOptions, type Reading, readResponse } from './read-response.ts';
import { show, showJar, sortedBy } from './show-value.ts';

/** `want` of a step: what to look at beside the ordinary. */
export interface Want {
  readonly reads?: readonly Reading[];
  readonly lines?: object;
  readonly chunks?: object;
  readonly again?: boolean;
  readonly body?: boolean;
  readonly text?: boolean;
  readonly set_encoding?: string;
  readonly apparent?: boolean;
  readonly json?: boolean;
}

type Shown = Record<string, unknown>;

/** All that a case holds a response to. */
export async function showResponse(requests: RequestsPackage, response: ResponseLike, want: Want = {}): Promise<Shown> {
  const shown = showHead(response);
  const raised = await attempt(() => response.raiseForStatus());
  if ('error' in raised) {
    shown.raise_for_status = raised.error.name;
    shown.raise_message = raised.error.message;
  } else shown.raise_for_status = null;
  if (want.reads) {
    const reads: unknown[] = [];
    for (const what of want.reads) reads.push(await attempt(() => readResponse(requests, response, what)));
    shown.reads = reads;
  } else if (want.lines) {
    const options = lineOptions(requests, want.lines);
    shown.lines = await attempt(() => collectPieces(response.iterLines(options)));
  } else if (want.chunks) {
    const options = camelKeys(want.chunks);
    shown.chunks = await attempt(() => collectPieces(response.iterContent(options)));
    if (want.again) shown.chunks_again = await attempt(() => collectPieces(response.iterContent(options)));
  } else if (want.body !== false) await showBody(response, want, shown);
  return shown;
}

function showHead(response: ResponseLike): Shown {
  const { next, request } = response;
  const headers = [...response.headers].map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    status_code: response.statusCode,
    reason: response.reason,
    url: response.url,
    ok: response.ok,
    is_redirect: response.isRedirect,
    is_permanent_redirect: response.isPermanentRedirect,
    headers: sortedBy(headers, ([name]) => name),
    encoding: response.encoding ?? null,
    cookies: showJar(response.cookies),
    history: response.history.map((earlier) => [earlier.statusCode, earlier.url]),
    links: response.links,
    next: next ? [next.method, next.url] : null,
    request: request ? { method: request.method, url: request.url } : null,
  };
}

async function showBody(response: ResponseLike, want: Want, shown: Shown): Promise<void> {
  const read = await attempt(async () => {
    await response.read();
    return show(response.content);
  });
  if ('error' in read) {
    shown.content = read.error;
    return;
  }
  shown.content = read.value;
  if (want.text !== false) shown.text = response.text;
  if (want.set_encoding) {
    response.encoding = want.set_encoding;
    shown.text_as = response.text;
  }
  if (want.apparent) shown.apparent_encoding = response.apparentEncoding?.toLowerCase();
  if (want.json) shown.json = await attempt(() => response.json());
}
