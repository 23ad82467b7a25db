import type { Host } from './host.ts';

interface Shown {
  readonly response?: { reason?: unknown; status_code?: unknown; raise_message?: unknown };
}

/** Some platforms' fetch shows the usual reason phrase of a status, whatever the server said: there that counts as the one expected. */
export function allowUsualReason(want: unknown, got: unknown, host: Host): unknown {
  const wanted = (want as Shown | null)?.response;
  const came = (got as Shown | null | undefined)?.response;
  if (!host.usualReason || !wanted || !came || wanted.reason === came.reason) return got;
  if (came.reason !== host.usualReason(Number(came.status_code))) return got;
  const response = { ...came, reason: wanted.reason };
  if (typeof came.raise_message === 'string') {
    response.raise_message = came.raise_message.replace(`: ${came.reason} for url:`, `: ${wanted.reason} for url:`);
  }
  return { ...(got as object), response };
}
