import zlib from 'node:zlib';
import { ContentDecodingError } from '@beckon/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptEncoding, nodeDecoders, type WholeDecoder } from './decoders.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const GARBAGE = bytes('garbage behind the end');
const TEXT = bytes('hello wörld, '.repeat(40));

const ENCODERS: Record<string, (data: Uint8Array) => Uint8Array> = {
  gzip: (data) => zlib.gzipSync(data),
  'x-gzip': (data) => zlib.gzipSync(data),
  deflate: (data) => zlib.deflateSync(data),
  br: (data) => zlib.brotliCompressSync(data),
  ...(acceptEncoding.includes('zstd') ? { zstd: (data: Uint8Array) => zlib.zstdCompressSync(data) } : {}),
};
const CODINGS = Object.entries(ENCODERS);

function decoder(coding: string): WholeDecoder {
  const found = nodeDecoders(coding);
  if (!found) throw new Error(`no decoder of ${coding}`);
  return found;
}

/** A body in pieces that tells how much was taken of it and whether it was let go. */
class Source implements AsyncIterable<Uint8Array> {
  taken = 0;
  closed = 0;
  readonly #pieces: Iterator<Uint8Array>;

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: async () => {
        const next = this.#pieces.next();
        if (!next.done) this.taken += next.value.length;
        return next as IteratorResult<Uint8Array>;
      },
      return: async () => {
        this.closed++;
        return { done: true, value: undefined };
      },
    };
  }
}

async function decode(coding: string, ...pieces: Uint8Array[]): Promise<Uint8Array> {
  const source = new Source(pieces);
  const out: Uint8Array[] = [];
  try {
    for await (const piece of decoder(coding)(source)) out.push(piece);
  } finally {
    expect(source.closed).toBe(1);
  }
  return join(...out);
}

async function consume(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of pieces);
}

const bytewise = (data: Uint8Array): Uint8Array[] => Array.from(data, (_, index) => data.subarray(index, index + 1));

/** Both ways: as a stream of bytes one by one, as one piece, and at once. */
async function everyWay(coding: string, data: Uint8Array): Promise<Uint8Array[]> {
  const whole = decoder(coding).whole(data, 1e6);
  if (whole === null) throw new Error('over the limit');
  return [await decode(coding, data), await decode(coding, ...bytewise(data)), new Uint8Array(whole)];
}

async function expectEveryWay(coding: string, data: Uint8Array, expected: Uint8Array): Promise<void> {
  for (const out of await everyWay(coding, data))
    expect(Buffer.from(out).toString()).toBe(Buffer.from(expected).toString());
}

async function expectInvalid(coding: string, data: Uint8Array): Promise<void> {
  const name = coding === 'x-gzip' ? 'gzip' : coding;
  for (const attempt of [
    () => decode(coding, data),
    () => decode(coding, ...bytewise(data)),
    async () => decoder(coding).whole(data, 1e6),
  ]) {
    const error = await attempt().then(
      (out) => expect.fail(`decoded to ${out?.length} bytes`),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ContentDecodingError);
    expect((error as Error).message).toContain(`no valid ${name},`);
    expect((error as Error).cause).toBeDefined();
  }
}

describe('every coding', () => {
  it('names what it can take off, and nothing else', () => {
    for (const coding of acceptEncoding.split(', ')) expect(nodeDecoders(coding)).toBeTypeOf('function');
    for (const coding of ['', 'bogus', 'constructor', 'GZIP', 'compress']) expect(nodeDecoders(coding)).toBeUndefined();
    expect(acceptEncoding).toBe('createZstdDecompress' in zlib ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br');
  });

  it.each(CODINGS)('%s is taken off', async (coding, encode) => {
    await expectEveryWay(coding, encode(TEXT), TEXT);
    await expectEveryWay(coding, encode(new Uint8Array(0)), new Uint8Array(0));
  });

  it.each(CODINGS)('%s: no bytes decode to none (DEC-7)', async (coding) => {
    await expectEveryWay(coding, new Uint8Array(0), new Uint8Array(0));
    expect(await decode(coding)).toHaveLength(0);
  });

  it.each(CODINGS)('%s that ends early is a ContentDecodingError, wherever it ends (DEC-6)', async (coding, encode) => {
    const data = encode(bytes('hello wörld'));
    for (let end = 1; end < data.length; end++) await expectInvalid(coding, data.subarray(0, end));
  });

  it.each(CODINGS)('%s that is none is a ContentDecodingError', async (coding) => {
    await expectInvalid(coding, bytes('this is not compressed, nor is this'));
  });

  it.each(CODINGS)('%s: an error of the source comes through as it is', async (coding, encode) => {
    const broken = new Error('the connection broke');
    async function* source(): AsyncGenerator<Uint8Array> {
      yield encode(TEXT).subarray(0, 12);
      throw broken;
    }
    await expect(consume(decoder(coding)(source()))).rejects.toBe(broken);
  });

  it.each(CODINGS)('%s: over the limit, whole() gives null and is no error', (coding, encode) => {
    const data = encode(TEXT);
    expect(decoder(coding).whole(data, TEXT.length - 1)).toBeNull();
    expect(decoder(coding).whole(data, 0)).toBeNull();
    expect(decoder(coding).whole(data, TEXT.length)).toHaveLength(TEXT.length);
    expect(decoder(coding).whole(data, Infinity)).toHaveLength(TEXT.length);
    expect(() => decoder(coding).whole(data.subarray(0, data.length - 1), Infinity)).toThrow(ContentDecodingError);
  });
});

describe('gzip', () => {
  const member = zlib.gzipSync(TEXT);

  it('members are joined, and what follows and is none is ignored (DEC-1)', async () => {
    await expectEveryWay('gzip', join(member, member, member), join(TEXT, TEXT, TEXT));
    for (const rest of [GARBAGE, new Uint8Array(20), Uint8Array.of(0x1f), Uint8Array.of(0x1f, 0x8b), bytes('\n')]) {
      await expectEveryWay('gzip', join(member, rest), TEXT);
      await expectEveryWay('gzip', join(member, member, rest), join(TEXT, TEXT));
    }
  });

  it('a second member that is cut or broken is no garbage', async () => {
    await expectInvalid('gzip', join(member, member.subarray(0, 3)));
    await expectInvalid('gzip', join(member, member.subarray(0, member.length - 1)));
  });

  it('a wrong checksum or length is noticed', async () => {
    for (const at of [8, 1]) {
      const data = new Uint8Array(member);
      data[data.length - at] = (data[data.length - at] as number) ^ 1;
      await expectInvalid('gzip', data);
    }
  });

  it('every part that a header can have is skipped', async () => {
    const deflated = member.subarray(10);
    const header = (flags: number, ...parts: (Uint8Array | number[])[]): Uint8Array =>
      join(Uint8Array.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3), ...parts.map((part) => Uint8Array.from(part)));
    const extra = [5, 0, 1, 0, 3, 4, 5];
    const name = bytes('name\0');
    const all = header(0x1e, extra, name, bytes('comment\0'), [1, 2]);
    for (const start of [header(1), header(4, extra), header(8, name), header(16, name), header(2, [1, 2]), all]) {
      await expectEveryWay('gzip', join(start, deflated), TEXT);
      for (let end = 1; end < start.length; end++) await expectInvalid('gzip', start.subarray(0, end));
    }
    await expectInvalid('gzip', join(header(0x20), deflated));
  });

  it('is the same for every split into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 3 }),
        fc.option(
          fc.uint8Array({ maxLength: 40 }).filter((rest) => rest[0] !== 0x1f),
          { nil: new Uint8Array(0) },
        ),
        fc.array(fc.nat({ max: 60 }), { maxLength: 20 }),
        async (members, garbage, cuts) => {
          const data = join(...members.map((part) => zlib.gzipSync(part)), garbage);
          const pieces: Uint8Array[] = [];
          let at = 0;
          for (const cut of cuts) {
            pieces.push(data.subarray(at, at + cut));
            at += cut;
          }
          pieces.push(data.subarray(at));
          expect(Buffer.from(await decode('gzip', ...pieces))).toEqual(Buffer.concat(members));
          expect(Buffer.from(decoder('gzip').whole(data, 1000) ?? [])).toEqual(Buffer.concat(members));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('deflate, br, zstd', () => {
  it('deflate may come without its zlib header', async () => {
    await expectEveryWay('deflate', zlib.deflateRawSync(TEXT), TEXT);
    for (const level of [0, 1, 6, 9]) await expectEveryWay('deflate', zlib.deflateSync(TEXT, { level }), TEXT);
    for (const level of [0, 1, 6, 9]) await expectEveryWay('deflate', zlib.deflateRawSync(TEXT, { level }), TEXT);
  });

  it('what follows the data of deflate and br is ignored', async () => {
    await expectEveryWay('deflate', join(zlib.deflateSync(TEXT), GARBAGE), TEXT);
    await expectEveryWay('deflate', join(zlib.deflateRawSync(TEXT), GARBAGE), TEXT);
    await expectEveryWay('br', join(zlib.brotliCompressSync(TEXT), GARBAGE), TEXT);
  });

  it.runIf('zstd' in ENCODERS)('frames of zstd are joined, and nothing else may follow', async () => {
    const frame = zlib.zstdCompressSync(TEXT);
    await expectEveryWay('zstd', join(frame, frame, frame), join(TEXT, TEXT, TEXT));
    await expectInvalid('zstd', join(frame, GARBAGE));
    await expectInvalid('zstd', join(frame, frame.subarray(0, 6)));
  });
});

describe('lazy', () => {
  it.each(CODINGS)('%s: nothing is read before it is asked for', async (coding, encode) => {
    const source = new Source([encode(TEXT)]);
    const iterator = decoder(coding)(source)[Symbol.asyncIterator]();
    await new Promise(setImmediate);
    expect(source.taken).toBe(0);
    await iterator.next();
    expect(source.taken).toBeGreaterThan(0);
    await iterator.return?.();
    expect(source.closed).toBe(1);
  });

  it.each(CODINGS)('%s: a bomb that is read a little gives a little (CVE-2025-66471)', async (coding, encode) => {
    const packed = encode(new Uint8Array(16 * 1024 * 1024));
    // as many such as anyone would ask for: a reader that ran ahead would never come to an end
    function* endless(): Generator<Uint8Array> {
      for (;;) for (let at = 0; at < packed.length; at += 1024) yield packed.subarray(at, at + 1024);
    }
    const source = new Source(endless());
    const before = process.memoryUsage();
    let out = 0;
    for await (const piece of decoder(coding)(source)) {
      expect(piece.length).toBeLessThanOrEqual(64 * 1024);
      out += piece.length;
      if (out > 1024) break;
    }
    await new Promise(setImmediate);
    const after = process.memoryUsage();
    expect(after.arrayBuffers + after.external - before.arrayBuffers - before.external).toBeLessThan(10 * 1024 * 1024);
    expect(source.taken).toBeLessThanOrEqual(16 * 1024);
    expect(source.closed).toBe(1);
  });

  it('two codings one over the other run by pull as well', async () => {
    const source = new Source([zlib.gzipSync(zlib.deflateSync(TEXT))]);
    const pieces: Uint8Array[] = [];
    for await (const piece of decoder('deflate')(decoder('gzip')(source))) pieces.push(piece);
    expect(join(...pieces)).toEqual(TEXT);
    expect(source.closed).toBe(1);
  });

  it('what is broken off halfway fails nowhere afterwards', async () => {
    const failures: unknown[] = [];
    const note = (error: unknown): void => void failures.push(error);
    process.on('uncaughtException', note).on('unhandledRejection', note);
    try {
      const data = join(zlib.gzipSync(new Uint8Array(1e6)).subarray(0, 300), new Uint8Array(300).fill(0xff));
      for (let index = 0; index < 20; index++) for await (const _ of decoder('gzip')(new Source([data]))) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      process.off('uncaughtException', note).off('unhandledRejection', note);
    }
    expect(failures).toEqual([]);
  });
});
