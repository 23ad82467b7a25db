import { describe, expect, test } from 'vitest';
import { InvalidHeader, RequestException } from '../errors.ts';
import { type BodySource, isBodySource } from './body-source.ts';
import { encodeMultipart, randomBoundary } from './multipart.ts';

const sent = async (body: Uint8Array | BodySource): Promise<string> =>
  isBodySource(body) ? new Response(body.stream()).text() : new TextDecoder().decode(body);
type Part = [name: string, content: unknown];
const encode = (...parts: Part[]): Promise<string> => sent(encodeMultipart(parts, 'BB'));

describe('encodeMultipart', () => {
  test('a part with a file name', async () => {
    expect(await encode(['f', 'abc'])).toBe(
      '--BB\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nabc\r\n--BB--\r\n',
    );
  });

  test('without parts there is only the end', async () => {
    expect(await encode()).toBe('--BB--\r\n');
  });

  test('headers: disposition, type, location, then the others in their order', async () => {
    const headers = {
      'X-A': '1',
      'content-location': '/x',
      'content-disposition': 'attachment',
      'content-type': 'text/y',
      'x-b': '2',
    };
    expect(await encode(['f', [null, '', 'text/x', headers]])).toBe(
      '--BB\r\nContent-Disposition: form-data; name="f"\r\nContent-Type: text/x\r\ncontent-location: /x\r\nX-A: 1\r\nx-b: 2\r\n\r\n\r\n--BB--\r\n',
    );
    expect(await encode(['f', [null, '', null, { 'X-A': '1', 'Content-Type': 'text/y', 'X-E': '' }]])).toContain(
      'name="f"\r\nContent-Type: text/y\r\nX-A: 1\r\n\r\n',
    );
  });

  test('names are quoted as WHATWG does', async () => {
    expect(await encode(['a"b', ['é"\r\n\\.txt', '']])).toContain('name="a%22b"; filename="é%22%0D%0A\\.txt"\r\n');
  });

  test.each([
    ['t/t\r\nX: y'],
    [null, { 'X-A': '1\r\nX-B: 2' }],
    [null, { 'X-A\r\nX-B': '2' }],
    [null, { 'X A': '2' }],
    [null, { 'X-A': {} }],
  ])('a header that would break out is refused: %j %j', (...label) => {
    expect(() => encodeMultipart([['f', [null, '', ...label]]], 'BB')).toThrow(InvalidHeader);
  });

  test('what is small and in memory is bytes', () => {
    const body = encodeMultipart([['f', new Uint8Array([0, 255])]], 'BB');
    expect(body).toBeInstanceOf(Uint8Array);
  });

  test.each([
    ['a Blob', new Blob(['x'.repeat(100_000), 'é'])],
    ['an empty Blob', new Blob([])],
    ['many bytes', new Uint8Array(2_000_000).fill(120)],
    ['much text', 'é'.repeat(1_000_000)],
  ])('%s goes out with its length known, and again', async (_name, value) => {
    const body = encodeMultipart(
      [
        ['a', [null, 'é']],
        ['f', ['n', value]],
      ],
      'BB',
    ) as BodySource;
    expect(isBodySource(body)).toBe(true);
    expect(body.replayable).toBe(true);
    const first = await sent(body);
    expect(new TextEncoder().encode(first).length).toBe(body.length);
    expect(await sent(body)).toBe(first);
  });

  test('a part of unknown length makes the whole unknown, and to be sent once', async () => {
    async function* lines(): AsyncGenerator<string> {
      yield 'x';
      yield 'y';
    }
    const body = encodeMultipart(
      [
        ['f', [null, lines()]],
        ['g', [null, new Blob(['z'])]],
      ],
      'BB',
    ) as BodySource;
    expect([body.length, body.replayable]).toEqual([null, false]);
    expect(await sent(body)).toContain(
      'name="f"\r\n\r\nxy\r\n--BB\r\nContent-Disposition: form-data; name="g"\r\n\r\nz\r\n--BB--\r\n',
    );
  });

  test("a part that is not as long as it says breaks off: the rest would be taken for the next request's", async () => {
    for (const length of [1, 3]) {
      const source: BodySource = { length, replayable: true, stream: () => new Blob(['xy']).stream() };
      const body = encodeMultipart([['f', source]], 'BB') as BodySource;
      await expect(sent(body)).rejects.toThrow(RequestException);
    }
  });

  test('no part is opened before its turn, and to cancel closes the one that is open', async () => {
    const opened: string[] = [];
    const part = (name: string): Part => [
      name,
      (async function* () {
        opened.push(name);
        try {
          yield 'x';
          yield 'y';
        } finally {
          opened.push(`${name} closed`);
        }
      })(),
    ];
    const body = encodeMultipart([part('a'), part('b')], 'BB') as BodySource;
    const reader = body.stream().getReader();
    await reader.read();
    expect(opened).toEqual([]);
    await reader.read();
    expect(opened).toEqual(['a']);
    await reader.cancel();
    expect(opened).toEqual(['a', 'a closed']);
  });
});

test('a boundary is 32 lower-case hex digits', () => {
  expect(randomBoundary()).toMatch(/^[0-9a-f]{32}$/);
  expect(randomBoundary()).not.toBe(randomBoundary());
});
