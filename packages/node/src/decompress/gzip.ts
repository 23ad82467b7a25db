import { PieceReader } from './piece-reader.ts';
import { invalid, runEngine } from './run-engine.ts';
import { joinBytes, runWhole } from './run-whole.ts';
import { engineOptions, zlib } from './zlib-module.ts';

const HEADER = 10;
const TRAILER = 8;
const FHCRC = 2;
const FEXTRA = 4;
const FNAME = 8;
const FCOMMENT = 16;
const RESERVED = 0xe0;

const ENDS_EARLY = 'unexpected end of file';

/**
 * Takes gzip off (RFC 1952): members one after the other are joined, and what follows the last and is none is ignored. `node:zlib`'s own Gunzip
 * fails on such bytes, and what it had decoded of that piece is lost; so the members are told apart here.
 */
export async function* gunzip(encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const reader = new PieceReader(encoded);
  try {
    if (!(await reader.more())) return undefined;
    do {
      await skipHeader(reader);
      const check = new MemberCheck();
      for await (const piece of runEngine(zlib().createInflateRaw(engineOptions), reader, 'gzip')) {
        check.add(piece);
        yield piece;
      }
      check.verify(await reader.peek(TRAILER));
      await reader.skip(TRAILER);
    } while (startsMember(await reader.peek(3)));
    return undefined;
  } finally {
    await reader.close();
  }
}

/** The same for bytes that are all here; `null` where more than `limit` bytes come out. */
export function gunzipWhole(bytes: Uint8Array, limit: number): Uint8Array | null {
  if (bytes.length === 0) return bytes;
  const outputs: Uint8Array[] = [];
  let total = 0;
  let rest = bytes;
  do {
    rest = rest.subarray(headerLength(rest));
    const result = runWhole(zlib().inflateRawSync, rest, limit - total, 'gzip');
    if (result === null) return null;
    const check = new MemberCheck();
    check.add(result.output);
    check.verify(rest.subarray(result.used, result.used + TRAILER));
    rest = rest.subarray(result.used + TRAILER);
    outputs.push(result.output);
    total += result.output.length;
  } while (startsMember(rest));
  return joinBytes(outputs);
}

/** The magic number and the one method that there is. Bytes after a member that start otherwise are none (DEC-1). */
function startsMember(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/** The flags of a header's fixed part. */
function headerFlags(bytes: Uint8Array): number {
  if (bytes.length >= 3 && !startsMember(bytes)) throw invalid('gzip', 'incorrect header check');
  if (bytes.length < HEADER) throw invalid('gzip', ENDS_EARLY);
  const flags = bytes[3] as number;
  if (flags & RESERVED) throw invalid('gzip', 'unknown header flags set');
  return flags;
}

async function skipHeader(reader: PieceReader): Promise<void> {
  const flags = headerFlags(await reader.peek(HEADER));
  await reader.skip(HEADER);
  let here = true;
  if (flags & FEXTRA) {
    const length = await reader.peek(2);
    here = length.length === 2 && (await reader.skip(2 + uint16(length, 0)));
  }
  if (here && flags & FNAME) here = await reader.skipPastZero();
  if (here && flags & FCOMMENT) here = await reader.skipPastZero();
  if (here && flags & FHCRC) here = await reader.skip(2);
  if (!here) throw invalid('gzip', ENDS_EARLY);
}

function headerLength(bytes: Uint8Array): number {
  const flags = headerFlags(bytes.subarray(0, HEADER));
  let length = HEADER;
  if (flags & FEXTRA) length = length + 2 > bytes.length ? Infinity : length + 2 + uint16(bytes, length);
  if (flags & FNAME) length = pastZero(bytes, length);
  if (flags & FCOMMENT) length = pastZero(bytes, length);
  if (flags & FHCRC) length += 2;
  if (length > bytes.length) throw invalid('gzip', ENDS_EARLY);
  return length;
}

function pastZero(bytes: Uint8Array, from: number): number {
  const zero = from > bytes.length ? -1 : bytes.indexOf(0, from);
  return zero < 0 ? Infinity : zero + 1;
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0;
}

/** Holds the output of a member against its trailer: CRC-32 and length (RFC 1952 2.3.1). */
class MemberCheck {
  #crc = 0;
  #length = 0;

  add(piece: Uint8Array): void {
    this.#crc = zlib().crc32(piece, this.#crc);
    this.#length = (this.#length + piece.length) >>> 0;
  }

  verify(trailer: Uint8Array): void {
    if (trailer.length < TRAILER) throw invalid('gzip', ENDS_EARLY);
    if (uint32(trailer, 0) !== this.#crc) throw invalid('gzip', 'incorrect data check');
    if (uint32(trailer, 4) !== this.#length) throw invalid('gzip', 'incorrect length check');
  }
}
