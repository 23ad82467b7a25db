import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { InvalidOptionError, RequestException, UnrewindableBodyError } from '../errors.ts';
import { type BodySource, isBodySource } from './body-source.ts';
import { describeSource as describeNamed } from './describe-source.ts';

const describeSource = (value: unknown): unknown => describeNamed(value, 'data');

function source(value: unknown): BodySource {
  const described = describeSource(value);
  if (!isBodySource(described)) throw new Error('no source');
  return described;
}

function chunksOf(body: BodySource): AsyncIterator<Uint8Array> {
  if (!body.chunks) throw new Error('no chunks');
  return body.chunks()[Symbol.asyncIterator]();
}

async function pieces(body: BodySource): Promise<string[]> {
  const list: string[] = [];
  const chunks = chunksOf(body);
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return list;
    list.push(new TextDecoder().decode(value));
  }
}

async function text(body: BodySource): Promise<string> {
  return new Response(body.stream()).text();
}

async function* generate(...values: unknown[]): AsyncGenerator<unknown> {
  yield* values;
}

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values);

describe('describeSource', () => {
  test('text and bytes stay what they are', () => {
    const buffer = bytes(1, 2, 3, 4).buffer as ArrayBuffer;
    expect(describeSource('é')).toBe('é');
    const view = bytes(1);
    expect(describeSource(view)).toBe(view);
    expect(describeSource(buffer)).toEqual(bytes(1, 2, 3, 4));
    expect(describeSource(new DataView(buffer, 1, 2))).toEqual(bytes(2, 3));
    expect(describeSource(new Uint16Array(buffer, 2, 1))).toEqual(bytes(3, 4));
  });

  test.each([
    ['a small Blob', new Blob(['héllo']), 6, 'héllo'],
    ['a large Blob', new Blob(['x'.repeat(200_000)]), 200_000, 'x'.repeat(200_000)],
    ['an empty Blob', new Blob([]), 0, ''],
    ['a File', new File(['abc'], 'a.txt'), 3, 'abc'],
    ['an array', ['a', '', bytes(98), 'é'], 4, 'abé'],
    ['a Set', new Set(['a', 'b']), 2, 'ab'],
  ])('%s has a length and can be sent again', async (_name, value, length, content) => {
    const body = source(value);
    expect([body.length, body.replayable]).toEqual([length, true]);
    expect(await text(body)).toBe(content);
    expect((await pieces(body)).join('')).toBe(content);
  });

  test.each([
    ['an async generator', () => generate('a', bytes(98))],
    ['a generator', () => ['a', 'b'][Symbol.iterator]()],
    ['an async iterable that is no iterator', () => ({ [Symbol.asyncIterator]: () => generate('a', 'b') })],
    ['a ReadableStream', () => new Blob(['ab']).stream()],
    ['a Node stream', () => Readable.from(['a', 'b'])],
  ])('%s is read once, its length unknown', async (_name, make) => {
    const body = source(make());
    expect([body.length, body.replayable]).toEqual([null, false]);
    expect(await text(body)).toBe('ab');
    expect(() => body.stream()).toThrow(UnrewindableBodyError);
    expect(() => body.chunks?.()).toThrow(UnrewindableBodyError);
  });

  test('empty pieces are dropped, the others stay apart', async () => {
    expect(await pieces(source(generate('a', '', new Uint8Array(), 'bc', '')))).toEqual(['a', 'bc']);
    expect(await pieces(source(generate()))).toEqual([]);
  });

  test('a character in two pieces of text is one character', async () => {
    expect((await pieces(source(generate('a\ud83d', '\ude00b')))).join('')).toBe('a😀b');
    expect((await pieces(source(generate('a\ud83d', bytes(98))))).join('')).toBe('a\ufffdb');
    expect((await pieces(source(generate('a\ud83d')))).join('')).toBe('a\ufffd');
  });

  test('a piece that is neither bytes nor text is named, and its source closed', async () => {
    let closed = false;
    async function* wrong(): AsyncGenerator<unknown> {
      try {
        yield 'a';
        yield 5;
      } finally {
        closed = true;
      }
    }
    const failure = await pieces(source(wrong())).catch((error) => error);
    expect(failure).toBeInstanceOf(RequestException);
    expect(failure.message).toContain('its source gave 5');
    expect(closed).toBe(true);
  });

  test("an error of the caller's source has it as its cause, on both ways", async () => {
    const cause = new Error('disk gone');
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw cause;
    }
    for (const read of [pieces, text]) {
      const failure = await read(source(broken())).catch((error) => error);
      expect(failure).toBeInstanceOf(RequestException);
      expect(failure.message).toContain('could not be read: disk gone');
      expect(failure.cause).toBe(cause);
    }
  });

  test('a stream that is locked, read or destroyed is refused at once', async () => {
    const locked = new Blob(['a']).stream();
    locked.getReader();
    const read = new Blob(['a']).stream();
    const reader = read.getReader();
    await reader.read();
    reader.releaseLock();
    const destroyed = Readable.from(['a']);
    destroyed.destroy();
    const ended = Readable.from(['a']);
    for await (const _ of ended);
    for (const stream of [locked, read, destroyed, ended]) {
      expect(() => describeSource(stream)).toThrow(InvalidOptionError);
    }
  });

  test.each([5, true, null, undefined, {}, () => 'x', new Date(0)])('%s is no source', (value) => {
    expect(() => describeSource(value)).toThrow(InvalidOptionError);
  });

  test('nothing is read before it is asked for', async () => {
    let asked = 0;
    const body = source({
      [Symbol.asyncIterator]: () => ({ next: async () => ({ done: ++asked > 2, value: 'a' }) }),
    });
    const reader = body.stream().getReader();
    await new Promise((go) => setTimeout(go));
    expect(asked).toBe(0);
    await reader.read();
    expect(asked).toBe(1);
  });

  test('to cancel closes the source, also while it is silent', async () => {
    for (const cancel of [
      (body: BodySource) => body.stream().cancel(),
      async (body: BodySource) => {
        const chunks = chunksOf(body);
        const pending = chunks.next();
        await chunks.return?.();
        return pending.catch(() => {});
      },
    ]) {
      let cancelled = 0;
      const silent = new ReadableStream({ cancel: () => void cancelled++ });
      await cancel(source(silent));
      expect(cancelled).toBe(1);
      const node = new Readable({ read() {} });
      await cancel(source(node));
      expect(node.destroyed).toBe(true);
    }
  });

  test('a body source is taken as it is', () => {
    const body: BodySource = { length: 1, replayable: true, stream: () => new Blob(['a']).stream() };
    expect(describeSource(body)).toBe(body);
  });
});
