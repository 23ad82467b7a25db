import { describe, expect, it, vi } from 'vitest';
import { ContentDecodingError } from '../errors.ts';
import { contentDecoders, decodeContent } from './decode-content.ts';
import { decodeWhole, type WholeDecoder } from './decode-whole.ts';
import type { ContentDecoder } from './incoming-body.ts';
import { checkDecoded, decodedBounds, mostDecoded } from './limit-decoded.ts';

const text = (pieces: Uint8Array[]): string => pieces.map((piece) => new TextDecoder().decode(piece)).join('');
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Wraps what it decodes in the name of its coding, once at the beginning. */
function naming(name: string): ContentDecoder {
  return async function* (encoded) {
    yield utf8(`${name}(`);
    yield* encoded;
    yield utf8(')');
  };
}
const decoders = (coding: string): ContentDecoder | undefined =>
  ['gzip', 'deflate', 'br'].includes(coding) ? naming(coding) : undefined;

async function run(header: string, body: string[], using: typeof decoders = decoders): Promise<string> {
  const chain = contentDecoders(header, using);
  const pieces: Uint8Array[] = [];
  async function* wire(): AsyncGenerator<Uint8Array> {
    for (const piece of body) yield utf8(piece);
  }
  for await (const piece of decodeContent(wire(), chain)) pieces.push(piece);
  return text(pieces);
}

describe('contentDecoders', () => {
  it.each([
    ['gzip', 'gzip(x)'],
    [' GZIP ', 'gzip(x)'],
    ['x-gzip', 'gzip(x)'],
    ['deflate, gzip', 'deflate(gzip(x))'],
    ['identity', 'x'],
    ['identity, br,', 'br(x)'],
    ['x-rot13', 'x'],
    ['gzip, bogus', 'x'],
    ['bogus, gzip', 'x'],
    ['', 'x'],
  ])('%j', async (header, decoded) => {
    expect(await run(header, ['x'])).toBe(decoded);
  });

  it('takes five codings, and not a sixth (DEC-2)', () => {
    expect(contentDecoders('gzip,'.repeat(5), decoders)).toHaveLength(5);
    expect(() => contentDecoders('gzip,'.repeat(6), decoders)).toThrow(ContentDecodingError);
  });
});

describe('decodeContent', () => {
  it('leaves an empty body empty (DEC-7)', async () => {
    expect(await run('gzip', [])).toBe('');
    expect(await run('gzip', ['', ''])).toBe('');
  });

  it('reads the wire to its end where the decoder stops before it', async () => {
    let read = 0;
    let left = false;
    async function* wire(): AsyncGenerator<Uint8Array> {
      try {
        for (const piece of ['a', 'garbage', 'more']) {
          yield utf8(piece);
          read++;
        }
      } finally {
        left = read < 3;
      }
    }
    const first: ContentDecoder = async function* (encoded) {
      for await (const piece of encoded) {
        yield piece;
        return;
      }
    };
    const pieces: Uint8Array[] = [];
    for await (const piece of decodeContent(wire(), [first])) pieces.push(piece);
    expect(text(pieces)).toBe('a');
    expect([read, left]).toEqual([3, false]);
  });

  it('leaves the wire where its reader leaves', async () => {
    let left = false;
    async function* wire(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield utf8('a');
      } finally {
        left = true;
      }
    }
    for await (const _ of decodeContent(wire(), [naming('gzip')])) break;
    expect(left).toBe(true);
  });
});

describe('limits', () => {
  it.each([
    [undefined, false, { bytes: Infinity, ratio: 200, ratioFrom: 67_108_864 }],
    [undefined, true, null],
    [null, false, null],
    [{ ratio: null }, false, null],
    [{ ratio: 50 }, true, { bytes: Infinity, ratio: 50, ratioFrom: 1_048_576 }],
    [{ decodedBytes: 10 }, true, { bytes: 10, ratio: Infinity, ratioFrom: 0 }],
    [{ decodedBytes: 10 }, false, { bytes: 10, ratio: 200, ratioFrom: 67_108_864 }],
  ])('%j, stream %j', (limits, stream, bounds) => {
    expect(decodedBounds(limits, stream)).toEqual(bounds);
  });

  it('names the option that refuses', () => {
    const bounds = { bytes: 3_000_000, ratio: 10, ratioFrom: 1_048_576 };
    checkDecoded(bounds, 1, 1_048_576);
    checkDecoded(bounds, 300_000, 3_000_000);
    expect(() => checkDecoded(bounds, 100_000, 1_048_577)).toThrow(/limits\.ratio/);
    expect(() => checkDecoded(bounds, 1_000_000, 3_000_001)).toThrow(/limits\.decodedBytes/);
    expect(mostDecoded(bounds, 200_000)).toBe(2_000_000);
    expect(mostDecoded(bounds, 1)).toBe(1_048_576);
  });
});

describe('decodeWhole', () => {
  /** Ten bytes for each one. */
  const tenfold = (whole?: WholeDecoder['whole']): WholeDecoder =>
    Object.assign(
      async function* (encoded: AsyncIterable<Uint8Array>) {
        for await (const piece of encoded) for (let i = 0; i < 10; i++) yield piece;
      },
      whole ? { whole } : {},
    );

  it('takes the quick way for a small body, bounded', async () => {
    const whole = vi.fn(() => utf8('quick'));
    expect(text([await decodeWhole(utf8('ab'), [tenfold(whole)], { bytes: 7, ratio: 1, ratioFrom: 0 })])).toBe('quick');
    expect(whole).toHaveBeenCalledWith(utf8('ab'), 2);
  });

  it('goes piece by piece where too much would come out, there is no quick way, the body is large, or has two codings', async () => {
    expect((await decodeWhole(utf8('ab'), [tenfold(() => null)], null)).length).toBe(20);
    expect((await decodeWhole(utf8('ab'), [tenfold()], null)).length).toBe(20);
    const untouched = vi.fn(() => utf8('quick'));
    expect((await decodeWhole(new Uint8Array(70_000), [tenfold(untouched)], null)).length).toBe(700_000);
    expect((await decodeWhole(utf8('ab'), [tenfold(untouched), tenfold()], null)).length).toBe(200);
    expect(untouched).not.toHaveBeenCalled();
  });

  it('stops where the bounds are passed', async () => {
    await expect(decodeWhole(utf8('abc'), [tenfold()], { bytes: 29, ratio: Infinity, ratioFrom: 0 })).rejects.toThrow(
      ContentDecodingError,
    );
    expect((await decodeWhole(utf8('abc'), [tenfold()], { bytes: 30, ratio: Infinity, ratioFrom: 0 })).length).toBe(30);
  });
});
