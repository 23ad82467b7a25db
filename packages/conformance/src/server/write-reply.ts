import { setTimeout as sleep } from 'node:timers/promises';
import { fromLatin1, joinBytes } from '../byte-text.ts';
import type { Reply } from '../case.ts';
import type { Connection } from './connection.ts';
import { replyBytes } from './reply-bytes.ts';

const encoder = new TextEncoder();

/** Sends one reply; true where the connection may carry another request. Where it may not, it has ended it. */
export async function writeReply(connection: Connection, reply: Reply, method: string): Promise<boolean> {
  if (reply.delay) await sleep(reply.delay);
  if (reply.fault === 'reset') connection.reset();
  else if (reply.fault === 'close') await connection.finish();
  if (reply.fault === 'reset' || reply.fault === 'close') return false;
  const keep = staysOpen(reply);
  const parts = replyParts(reply, method);
  if (keep || reply.pause) {
    for (const part of parts) {
      await connection.write(part.bytes);
      if (part.pause) await sleep(part.pause);
    }
    if (!keep) await connection.finish();
  } else {
    // The last bytes and the end of the connection go out together: whoever has read the reply can know of the end.
    await connection.finish(joinBytes(parts.map((part) => part.bytes)));
  }
  return keep;
}

function staysOpen(reply: Reply): boolean {
  if (reply.raw !== undefined) return reply.keep ?? false;
  return reply.framing !== 'close' && reply.fault === undefined && reply.declare === undefined && !reply.last;
}

/** What is sent in one go, and how long to wait after it. */
interface Part {
  readonly bytes: Uint8Array;
  readonly pause?: number | undefined;
}

function replyParts(reply: Reply, method: string): Part[] {
  if (reply.raw !== undefined) return [{ bytes: replyBytes(reply.raw) }];
  const parts: Part[] = (reply.informational ?? []).map((status) => ({
    bytes: encoder.encode(`HTTP/1.1 ${status} Early\r\n\r\n`),
  }));
  const body = replyBytes(reply.body);
  parts.push({ bytes: replyHead(reply, body.length) });
  const status = reply.status ?? 200;
  // RFC 9110 section 6.4.1
  if (method === 'HEAD' || status === 204 || status === 304 || (status >= 100 && status < 200)) return parts;
  if (reply.framing === 'chunked') parts.push(...chunks(reply, body));
  else parts.push({ bytes: body, pause: reply.pause });
  return parts;
}

function replyHead(reply: Reply, bodyLength: number): Uint8Array {
  const { version = '1.1', status = 200, reason = 'OK', framing = 'length' } = reply;
  const lines: Uint8Array[] = [encoder.encode(`HTTP/${version} ${status} ${reason}`)];
  for (const [name, value] of reply.headers ?? [])
    lines.push(joinBytes([encoder.encode(`${name}: `), replyBytes(value)]));
  if (framing === 'length' && status !== 204 && status !== 304) {
    lines.push(encoder.encode(`Content-Length: ${reply.declare ?? bodyLength}`));
  } else if (framing === 'chunked') lines.push(encoder.encode('Transfer-Encoding: chunked'));
  const lineEnd = fromLatin1('\r\n');
  return joinBytes([...lines.flatMap((line) => [line, lineEnd]), lineEnd]);
}

function chunks(reply: Reply, body: Uint8Array): Part[] {
  const parts: Part[] = [];
  const size = reply.chunk ?? (body.length || 1);
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    const head = encoder.encode(`${piece.length.toString(16)}\r\n`);
    parts.push({ bytes: joinBytes([head, piece, fromLatin1('\r\n')]), pause: reply.pause });
  }
  if (reply.fault !== 'no-last-chunk') parts.push({ bytes: encoder.encode('0\r\n\r\n') });
  return parts;
}
