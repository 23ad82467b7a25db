import type { PreparedLike, RequestsPackage } from './package.ts';
import { show } from './show-value.ts';
import { tidyBody, tidyHeader, userAgentOf } from './tidy.ts';

/** All that a case holds a prepared request to. */
export async function showPrepared(requests: RequestsPackage, prepared: PreparedLike): Promise<object> {
  const userAgent = userAgentOf(requests);
  const tidied = [...prepared.headers].map(([name, value]) => [name, tidyHeader(userAgent, name, value)] as const);
  const [headers, body] = tidyBody(tidied, await showBody(prepared));
  return { method: prepared.method, url: prepared.url, path_url: prepared.pathUrl, headers, body };
}

/** A body kept as a stream shows what it carries, or `$stream` where its length isn't known. */
async function showBody(prepared: PreparedLike): Promise<unknown> {
  const body = prepared.body ?? null;
  if (body === null || typeof body === 'string') return body;
  if (body instanceof Uint8Array) return show(body);
  if (prepared.headers.get('transfer-encoding')) return { $stream: true };
  return show(new Uint8Array(await new Response(asStream(body)).arrayBuffer()));
}

/** Not in every browser. */
const streams = ReadableStream as { from?: (source: unknown) => ReadableStream };

function asStream(body: unknown): BodyInit {
  const source = body as { stream?: () => ReadableStream<Uint8Array> };
  if (source.stream) return source.stream() as unknown as BodyInit;
  return (streams.from?.(body) ?? body) as BodyInit;
}
