import { showBytes, toLatin1 } from '../byte-text.ts';
import type { WireEntry } from '../case.ts';
import type { ByteReader } from './byte-reader.ts';

/** What a request shows by itself, without the connection that brought it. */
export type RequestEntry = Pick<WireEntry, 'line' | 'headers' | 'framing' | 'body'>;

/** Reads the rest of a request whose first line has come. It judges nothing: what came is what is recorded. */
export async function readRequest(reader: ByteReader, firstLine: Uint8Array): Promise<RequestEntry> {
  const headers: [string, string][] = [];
  for (;;) {
    const text = toLatin1(await reader.readLine());
    if (isBlank(text)) break;
    const line = withoutLineEnd(text);
    const colon = line.indexOf(':');
    headers.push(colon < 0 ? [line, ''] : [line.slice(0, colon), trimWhiteSpace(line.slice(colon + 1))]);
  }
  const entry = { line: withoutLineEnd(toLatin1(firstLine)), headers };
  const length = lastValue(headers, 'content-length');
  if (lastValue(headers, 'transfer-encoding')?.toLowerCase().includes('chunked')) {
    return { ...entry, framing: 'chunked', body: showBytes(await readChunks(reader)) };
  }
  if (length !== undefined) {
    if (!/^\d+$/.test(length)) throw new Error(`no Content-Length: ${length}`);
    return { ...entry, framing: 'length', body: showBytes(await reader.readExactly(Number(length))) };
  }
  return { ...entry, framing: 'none', body: '' };
}

async function readChunks(reader: ByteReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const [size = ''] = toLatin1(await reader.readLine()).split(';');
    if (!/^\s*[\da-f]+\s*$/i.test(size)) throw new Error(`no size of a chunk: ${size}`);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    parts.push(await reader.readExactly(length));
    await reader.readLine();
  }
  while (!isBlank(toLatin1(await reader.readLine()))); // trailers
  return Buffer.concat(parts);
}

function isBlank(line: string): boolean {
  return line === '' || line === '\n' || line === '\r\n';
}

function withoutLineEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

/** ASCII white space only: `trim` would take U+00A0 too, which is a byte of the value. */
function trimWhiteSpace(value: string): string {
  return value.replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, '');
}

function lastValue(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  return headers.findLast(([other]) => other.toLowerCase() === name)?.[1];
}
