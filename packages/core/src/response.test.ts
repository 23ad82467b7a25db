import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { buildResponse, type ResponseParts } from './build-response.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import { loadCharsetDetector } from './encoding/load-charset-detector.ts';
import {
  ChunkedEncodingError,
  ContentDecodingError,
  HTTPError,
  InvalidOptionError,
  type RequestException,
  ResponseNotRead,
  StreamConsumedError,
} from './errors.ts';
import { PreparedRequest } from './prepared-request.ts';
import { Response } from './response.ts';
import { bodyDecoder } from './stream/body-decoder.ts';
import { bodyOfBytes, type ContentDecoder, type ContentDecoders, type IncomingBody } from './stream/incoming-body.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const show = (piece: Uint8Array | string): string =>
  typeof piece === 'string' ? piece : new TextDecoder().decode(piece);

async function all(pieces: AsyncIterable<Uint8Array | string>): Promise<string[]> {
  const list: string[] = [];
  for await (const piece of pieces) list.push(show(piece));
  return list;
}

/** As an adapter decodes: `decoder`, for each coding of the header. */
const decodersOf =
  (decoder: ContentDecoder): ContentDecoders =>
  (header) =>
    bodyDecoder(header, () => decoder);

/** A body that tells what became of it. */
function watched(
  pieces: readonly (string | Error)[],
): IncomingBody & { state: 'unread' | 'begun' | 'ended' | 'given up'; pulled: number } {
  const body = {
    state: 'unread' as 'unread' | 'begun' | 'ended' | 'given up',
    pulled: 0,
    async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
      body.state = 'begun';
      try {
        for (const piece of pieces) {
          await Promise.resolve();
          if (piece instanceof Error) throw piece;
          body.pulled++;
          yield utf8(piece);
        }
        body.state = 'ended';
        return undefined;
      } finally {
        body.cancel();
      }
    },
    cancel(): void {
      if (body.state !== 'ended') body.state = 'given up';
    },
  };
  return body;
}

const request = new PreparedRequest();
request.method = 'GET';
request.url = 'http://h/';

function built(parts: Partial<ResponseParts> = {}): Response {
  return buildResponse({
    status: 200,
    reason: 'OK',
    headers: [],
    request,
    url: 'http://h/',
    body: bodyOfBytes(utf8('0123456789')),
    ...parts,
  });
}

describe('a blank response', () => {
  it('has nothing', async () => {
    const response = new Response();
    expect(response).toMatchObject({
      statusCode: null,
      reason: null,
      url: null,
      encoding: null,
      content: null,
      text: '',
      elapsed: 0,
      next: null,
      request: null,
    });
    expect([...response.cookies, ...response.headers, ...response.history]).toEqual([]);
    expect(response.links).toEqual({});
    expect(await response.read()).toEqual(new Uint8Array());
    expect(response.content).toBeNull();
    expect(await all(response)).toEqual([]);
  });

  it('can be filled in', () => {
    const content = utf8('replaced');
    const response = new Response({ statusCode: 299, url: 'http://h/', content });
    expect(response.content).toBe(content);
    response.content = 'größer';
    response.encoding = 'latin-1';
    response.reason = 'Fine';
    expect(response.text).toBe('grÃ¶Ã\u009fer');
    response.encoding = 'utf-8';
    expect(response.text).toBe('größer');
    expect(() => {
      response.content = 3 as never;
    }).toThrow(InvalidOptionError);
  });

  it('takes a reason in bytes (RESP-29)', () => {
    expect(new Response({ reason: utf8('Köln') }).reason).toBe('Köln');
    expect(new Response({ reason: Uint8Array.of(0x4b, 0xf6, 0x6c, 0x6e) }).reason).toBe('Köln');
  });

  it('takes a stream for its body', async () => {
    const raw = (): ReadableStream<Uint8Array> => new Blob(['streamed']).stream();
    expect(show(await new Response({ raw: raw() }).read())).toBe('streamed');
    const response = new Response();
    response.raw = raw();
    expect(await all(response.iterContent({ chunkSize: 4 }))).toEqual(['stre', 'amed']);
  });
});

describe('content', () => {
  it('is there once it is read, the same for all who ask', async () => {
    const response = built();
    expect(() => response.content).toThrow(ResponseNotRead);
    expect(() => response.text).toThrow(ResponseNotRead);
    expect(() => response.json()).toThrow(ResponseNotRead);
    const [one, two] = await Promise.all([response.read(), response.read()]);
    expect(one).toBe(two);
    expect(response.content).toBe(one);
    expect(await response.read()).toBe(one);
    await response.close();
    expect(response.text).toBe('0123456789');
  });

  it('is a plain Uint8Array, whatever the adapter gives', async () => {
    const response = built({ body: bodyOfBytes(Buffer.from('ab')) });
    expect((await response.read()).constructor).toBe(Uint8Array);
  });

  it.each<[string, (response: Response) => Promise<unknown>]>([
    ['all pieces', (response) => all(response.iterContent({ chunkSize: 5 }))],
    ['a piece', (response) => response.iterContent({ chunkSize: 5 }).next()],
    ['raw bytes', (response) => response.raw.getReader().read()],
    ['close()', (response) => response.close()],
  ])('is gone after %s', async (_name, use) => {
    const response = built({ body: watched(['01234', '56789']) });
    await use(response);
    for (const read of [() => response.content, () => response.text, () => response.json()])
      expect(read).toThrow(StreamConsumedError);
    await expect(response.read()).rejects.toThrow(StreamConsumedError);
    expect(() => response.iterContent()).toThrow(StreamConsumedError);
    expect(() => response.iterLines()).toThrow(StreamConsumedError);
  });

  it('is not what came before close() cut it off', async () => {
    const response = built({ body: { ...bodyOfBytes(utf8('part')), bytes: async () => utf8('part') } });
    const reading = response.read();
    await response.close();
    await expect(reading).rejects.toThrow(StreamConsumedError);
  });

  it('tells of a failed read again, and which request it was (EXC-24)', async () => {
    const failure = new ChunkedEncodingError('cut off');
    const body = watched(['abc', failure]);
    const response = built({ body });
    await expect(response.read()).rejects.toBe(failure);
    await expect(response.read()).rejects.toBe(failure);
    expect(failure.response).toBe(response);
    expect(failure.request).toBe(request);
    expect(body.state).toBe('given up');
    expect(() => response.content).toThrow(expect.objectContaining({ name: 'StreamConsumedError', cause: failure }));
  });

  it('lets the reason of an abort through as it is', async () => {
    const reason = new DOMException('stop', 'AbortError');
    await expect(built({ body: watched([reason]) }).read()).rejects.toBe(reason);
  });
});

describe('iteration', () => {
  it.each([
    [3, ['012', '345', '678', '9']],
    [5, ['01234', '56789']],
    [100, ['0123456789']],
    [null, ['01', '23456', '789']],
    [undefined, [...'0123456789']],
  ])('in chunks of %s', async (chunkSize, chunks) => {
    const body = watched(['01', '23456', '789']);
    expect(await all(built({ body }).iterContent({ chunkSize }))).toEqual(chunks);
    expect(body.state).toBe('ended');
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity, '4', true])('refuses chunks of %s at the call', (chunkSize) => {
    const response = built();
    expect(() => response.iterContent({ chunkSize: chunkSize as number })).toThrow(InvalidOptionError);
    expect(() => response.iterLines({ chunkSize: chunkSize as number })).toThrow(InvalidOptionError);
    expect(() => response.iterContent(4 as never)).toThrow(InvalidOptionError);
  });

  it('can be repeated on stored content', async () => {
    const response = built();
    await response.read();
    for (let i = 0; i < 2; i++) {
      expect(await all(response.iterContent({ chunkSize: 4 }))).toEqual(['0123', '4567', '89']);
      expect(await all(response.iterContent({ chunkSize: null }))).toEqual(['0123456789']);
    }
  });

  it('goes once over a stream, however early the second began', async () => {
    const response = built();
    const [first, second] = [response.iterContent({ chunkSize: 4 }), response.iterContent({ chunkSize: 4 })];
    expect(show((await first.next()).value as Uint8Array)).toBe('0123');
    await expect(second.next()).rejects.toThrow(StreamConsumedError);
    expect(await all(first)).toEqual(['4567', '89']);
  });

  it('goes over what was read meanwhile', async () => {
    const response = built();
    const pieces = response.iterContent({ chunkSize: 5 });
    await response.read();
    expect(await all(pieces)).toEqual(['01234', '56789']);
  });

  it('gives the connection up where its reader leaves', async () => {
    const body = watched(['0123456789', 'abc']);
    for await (const _ of built({ body }).iterContent({ chunkSize: 4 })) break;
    expect([body.state, body.pulled]).toEqual(['given up', 1]);
  });

  it('never ends as if all had come where it was closed', async () => {
    const body = watched(['0123', '4567']);
    const response = built({ body });
    const pieces = response.iterContent({ chunkSize: 4 });
    await pieces.next();
    await response.close();
    expect(body.state).toBe('given up');
    await expect(pieces.next()).rejects.toThrow(StreamConsumedError);
  });

  it('goes in 128 bytes over the response itself', async () => {
    const response = new Response({ content: 'x'.repeat(300) });
    expect((await all(response)).map((piece) => piece.length)).toEqual([128, 128, 44]);
  });

  it.each([
    ['text/plain; charset=utf-8', utf8('aé漢z😀'), ['a', 'é', '漢', 'z', '😀']],
    ['text/plain; charset=utf-8', Uint8Array.of(0x61, 0xff, 0x62, 0xe6, 0xbc), ['a\ufffd', 'b', '\ufffd']],
    ['text/plain', Uint8Array.of(0xe9, 0x20, 0xe0, 0x20, 0xfc), ['é ', 'à ', 'ü']],
  ])('as text: %s %#', async (type, content, chunks) => {
    const response = built({ headers: [['Content-Type', type]], body: bodyOfBytes(content) });
    expect(await all(response.iterContent({ chunkSize: 2, decodeUnicode: true }))).toEqual(chunks);
  });

  it('stays bytes where no encoding is known', async () => {
    const pieces = built({ body: bodyOfBytes(utf8('é')) }).iterContent({ chunkSize: 1, decodeUnicode: true });
    expect((await pieces.next()).value).toEqual(Uint8Array.of(0xc3));
  });

  it('in lines', async () => {
    const lines = (type: string, content: string, options: object): Promise<string[]> =>
      all(built({ headers: [['Content-Type', type]], body: watched([...content]) }).iterLines(options));
    expect(await lines('text/plain', 'a\r\nb\n\nc\n', {})).toEqual(['a', 'b', '', 'c']);
    expect(
      await lines('text/plain; charset=utf-8', 'eins · zwei · drei', { delimiter: ' · ', decodeUnicode: true }),
    ).toEqual(['eins', 'zwei', 'drei']);
    expect(await lines('text/plain; charset=utf-8', 'a·b', { delimiter: utf8('·'), decodeUnicode: true })).toEqual([
      'a',
      'b',
    ]);
    expect(await lines('text/plain', 'a·b', { delimiter: '·', chunkSize: 1 })).toEqual(['a', 'b']);
    expect(() => built().iterLines({ delimiter: 3 as never })).toThrow(InvalidOptionError);
  });
});

describe('content codings, limits and progress', () => {
  const doubling: ContentDecoder = async function* (encoded) {
    for await (const piece of encoded) yield utf8(show(piece).replace(/./g, '$&$&'));
  };
  const broken: ContentDecoder = async function* () {
    yield* [];
    throw new ContentDecodingError('no gzip');
  };
  const coded = (decoder: ContentDecoder, body: IncomingBody = bodyOfBytes(utf8('abc'))): Response =>
    built({ headers: [['Content-Encoding', 'gzip']], body, decoders: decodersOf(decoder) });

  it('takes codings off, whole and piece by piece, and leaves the headers', async () => {
    const response = coded(doubling);
    expect(show(await response.read())).toBe('aabbcc');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await all(coded(doubling).iterContent({ chunkSize: 4 }))).toEqual(['aabb', 'cc']);
  });

  it('shows raw bytes with their codings', async () => {
    const reader = coded(doubling).raw.getReader();
    expect(show((await reader.read()).value as Uint8Array)).toBe('abc');
    expect((await reader.read()).done).toBe(true);
  });

  it('tells where a body was that cannot be decoded', async () => {
    const response = coded(broken);
    const error = (await response.read().catch((caught) => caught)) as RequestException;
    expect(error).toBeInstanceOf(ContentDecodingError);
    expect([error.response, error.request]).toEqual([response, request]);
  });

  it('keeps to limits.decodedBytes, coded or not', async () => {
    const limited = (response: Response): Response => {
      response.configureBody({ limits: { decodedBytes: 5 } });
      return response;
    };
    const body = watched(['0123', '4567', '89']);
    await expect(limited(built({ body })).read()).rejects.toThrow(/limits\.decodedBytes/);
    expect(body.state).toBe('given up');
    await expect(limited(coded(doubling)).read()).rejects.toThrow(ContentDecodingError);
    await expect(all(limited(coded(doubling)).iterContent())).rejects.toThrow(ContentDecodingError);
  });

  it('tells how far a download is, in bytes of the wire', async () => {
    const seen: unknown[] = [];
    const response = built({
      headers: [
        ['Content-Encoding', 'gzip'],
        ['Content-Length', '5'],
      ],
      body: watched(['ab', 'cde']),
      decoders: decodersOf(doubling),
    });
    response.configureBody({ onDownloadProgress: (progress) => seen.push(progress) });
    await response.read();
    expect(seen).toEqual([
      { loaded: 2, total: 5 },
      { loaded: 5, total: 5 },
    ]);
    seen.length = 0;
    const unknown = built({
      headers: [
        ['Content-Encoding', 'gzip'],
        ['Content-Length', '5'],
      ],
      body: watched(['ab']),
    });
    unknown.configureBody({ onDownloadProgress: (progress) => seen.push(progress) });
    await unknown.read();
    expect(seen).toEqual([{ loaded: 2 }]);
  });
});

describe('raw', () => {
  it('reads nothing before it is read from, and has ended once the body is in', async () => {
    const body = watched(['abc']);
    const response = built({ body });
    const raw = response.raw;
    await Promise.resolve();
    expect(body.state).toBe('unread');
    expect(show(await response.read())).toBe('abc');
    expect((await raw.getReader().read()).done).toBe(true);
  });

  it('gives the connection up when it is cancelled', async () => {
    const body = watched(['abc', 'def']);
    await built({ body }).raw.cancel();
    expect(body.state).toBe('given up');
  });
});

describe('drain', () => {
  it('keeps the body and the connection', async () => {
    const body = watched(['mo', 'ved']);
    const response = built({ body });
    await response.drain(100);
    expect([body.state, response.text]).toEqual(['ended', 'moved']);
  });

  it.each<[string, [string, string][], string[]]>([
    ['is longer than the cap', [], ['0123456789', 'abc', 'def']],
    ['says that it is', [['Content-Length', '1000']], ['0123456789']],
  ])('gives up a body that %s', async (_name, headers, pieces) => {
    const body = watched(pieces);
    const response = built({ headers, body });
    await response.drain(10);
    expect(body.state).toBe('given up');
    expect(() => response.content).toThrow(StreamConsumedError);
  });

  it('swallows what is broken', async () => {
    const broken = built({ body: watched(['a', new ChunkedEncodingError('cut off')]) });
    await broken.drain(100);
    expect(() => broken.content).toThrow(StreamConsumedError);
    const body = watched(['no gzip']);
    const coded = built({
      headers: [['Content-Encoding', 'gzip']],
      body,
      decoders: decodersOf(async function* () {
        yield* [];
        throw new ContentDecodingError('no gzip');
      }),
    });
    await coded.drain(100);
    expect(body.state).toBe('ended');
    expect(() => coded.content).toThrow(StreamConsumedError);
  });

  it('unpacks no bomb (CVE-2026-21441)', async () => {
    let unpacked = 0;
    const bomb: ContentDecoder = async function* () {
      for (;;) {
        unpacked += 65_536;
        yield new Uint8Array(65_536);
      }
    };
    const response = built({
      headers: [['Content-Encoding', 'gzip']],
      body: watched(['x']),
      decoders: decodersOf(bomb),
    });
    await response.drain(100);
    expect(unpacked).toBeLessThan(2_000_000);
  });

  it('minds no length of an answer to HEAD', async () => {
    const head = new PreparedRequest();
    head.method = 'HEAD';
    const body = watched([]);
    await built({ request: head, headers: [['Content-Length', '1000000']], body }).drain(10);
    expect(body.state).toBe('ended');
  });

  it('leaves what is read, and gives up what is being iterated over', async () => {
    const read = built();
    await read.read();
    await read.drain(1);
    expect(read.text).toBe('0123456789');
    const body = watched(['ab', 'cd']);
    const begun = built({ body });
    await begun.iterContent().next();
    await begun.drain(100);
    expect(body.state).toBe('given up');
  });
});

describe('status and headers', () => {
  it.each([
    [200, true],
    [304, true],
    [399, true],
    [400, false],
    [599, false],
    [600, true],
    [999, true],
  ])('%i is ok: %s', (statusCode, ok) => {
    const response = new Response({ statusCode, url: 'http://h/' });
    expect(response.ok).toBe(ok);
    if (ok) expect(response.raiseForStatus()).toBe(response);
    else expect(() => response.raiseForStatus()).toThrow(HTTPError);
  });

  it.each([
    [404, 'Not Found', 'http://h/a?x=1#part', '404 Client Error: Not Found for url: http://h/a?x=1#part'],
    [503, '(back soon) 5%', 'http://h/', '503 Server Error: (back soon) 5% for url: http://h/'],
    [500, '', 'http://h/', '500 Server Error:  for url: http://h/'],
    [401, 'No', 'http://user:secret@h/', '401 Client Error: No for url: http://***@h/'],
  ])('%i %s', (statusCode, reason, url, message) => {
    const response = new Response({ statusCode, reason, url, request });
    expect(() => response.raiseForStatus()).toThrow(expect.objectContaining({ message, response, request }));
  });

  it.each([
    [301, true, true],
    [302, true, false],
    [303, true, false],
    [307, true, false],
    [308, true, true],
    [300, false, false],
    [304, false, false],
    [201, false, false],
  ])('%i with a Location', (statusCode, redirect, permanent) => {
    const response = new Response({ statusCode, headers: { location: '/x' } });
    expect([response.isRedirect, response.isPermanentRedirect]).toEqual([redirect, permanent]);
    expect(new Response({ statusCode }).isRedirect).toBe(false);
    expect(new Response({ statusCode }).isPermanentRedirect).toBe(false);
  });

  it('reads its links', () => {
    const headers = { Link: '<http://h/2>; rel=next, <http://h/plain>' };
    expect(new Response({ headers }).links).toEqual({
      next: { url: 'http://h/2', rel: 'next' },
      'http://h/plain': { url: 'http://h/plain' },
    });
  });

  it('makes its cookies when they are looked at, once', () => {
    const jar = { size: 1, *[Symbol.iterator]() {} } as unknown as CookieJarLike;
    const make = vi.fn(() => jar);
    const response = built();
    expect([...response.cookies]).toEqual([]);
    response.deferCookies(make);
    expect(make).not.toHaveBeenCalled();
    expect(response.cookies).toBe(jar);
    expect(response.cookies).toBe(jar);
    expect(make).toHaveBeenCalledOnce();
  });
});

describe('text', () => {
  it('follows the encoding, which can be set', async () => {
    const response = built({ headers: [['Content-Type', 'text/html']], body: bodyOfBytes(utf8('Größe')) });
    await response.read();
    expect([response.encoding, response.text]).toEqual(['ISO-8859-1', 'GrÃ¶Ã\u009fe']);
    response.encoding = 'utf-8';
    expect(response.text).toBe('Größe');
  });

  it('goes by the bytes where nothing is declared; read() brings the detector', async () => {
    const cyrillic = Uint8Array.from([
      0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0, 0x2c, 0x20, 0xea, 0xe0, 0xea,
    ]);
    const response = built({ body: bodyOfBytes(cyrillic) });
    response.configureBody({ loadCharsetDetector });
    await response.read();
    expect([response.encoding, response.apparentEncoding?.toLowerCase(), response.text]).toEqual([
      null,
      'windows-1251',
      'Привет, мир, как',
    ]);
    const typed = built({ headers: [['Content-Type', 'text/html']], body: bodyOfBytes(cyrillic) });
    typed.configureBody({ loadCharsetDetector });
    await typed.read();
    typed.encoding = typed.apparentEncoding;
    expect(typed.text).toBe('Привет, мир, как');
    const byHand = new Response({ content: cyrillic });
    expect(byHand.apparentEncoding).toBe('windows-1252');
  });

  it("takes the session's default where no charset is declared", async () => {
    const response = built({ headers: [['Content-Type', 'text/html']], body: bodyOfBytes(utf8('Größe')) });
    response.configureBody({ defaultEncoding: (it) => it.apparentEncoding });
    await response.read();
    expect([response.encoding, response.text]).toEqual(['utf-8', 'Größe']);
  });

  it('parses JSON', async () => {
    const response = new Response({ content: '{"a": [1, null]}' });
    expect(response.json()).toEqual({ a: [1, null] });
    expect(response.json<{ a: unknown }>((key, value) => (key === 'a' ? 'revived' : value)).a).toBe('revived');
    expect(() => new Response({ statusCode: 204, content: '' }).json()).toThrow(
      expect.objectContaining({ name: 'JSONDecodeError' }),
    );
    expect(() => new Response().json()).toThrow(expect.objectContaining({ name: 'JSONDecodeError' }));
  });
});

describe('elsewhere', () => {
  it('becomes a WHATWG Response', async () => {
    const headers: [string, string][] = [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-A', '1'],
      ['X-A', '2'],
      ['Content-Length', '10'],
    ];
    const response = built({ status: 201, reason: 'Created', headers, url: 'http://h/x#part' });
    const web = response.toWeb();
    expect([web.status, web.statusText, web.url, web.redirected, web.ok]).toEqual([
      201,
      'Created',
      'http://h/x',
      false,
      true,
    ]);
    expect(web.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(web.headers.get('x-a')).toBe('1, 2');
    expect(web.headers.get('content-length')).toBe('10');
    expect(await web.text()).toBe('0123456789');
    expect(() => response.content).toThrow(StreamConsumedError);
  });

  it('drops the headers that told of the encoded body', async () => {
    const decoders = decodersOf((encoded) => encoded);
    const web = built({
      headers: [
        ['Content-Encoding', 'gzip'],
        ['Content-Length', '10'],
      ],
      decoders,
    }).toWeb();
    expect([...web.headers.keys()]).toEqual([]);
    expect(await web.text()).toBe('0123456789');
  });

  it('has no body there where WHATWG allows none, and no status that it refuses', async () => {
    const body = watched(['x']);
    expect(built({ status: 204, body }).toWeb().body).toBeNull();
    expect(body.state).toBe('given up');
    for (const status of [100, 999]) expect(() => built({ status }).toWeb()).toThrow(InvalidOptionError);
    expect(() => new Response().toWeb()).toThrow(InvalidOptionError);
  });

  it('is given up when the WHATWG body is cancelled', async () => {
    const body = watched(['x', 'y']);
    await built({ body }).toWeb().body?.cancel();
    expect(body.state).toBe('given up');
  });

  it('becomes plain data without its request', async () => {
    const response = built({ url: 'http://u:secret@h/', headers: [['Content-Type', 'text/plain']] });
    request.headers.set('Authorization', 'secret');
    response.history = [new Response({ statusCode: 302, content: 'moved' })];
    expect(response.toJSON().content).toBeNull();
    await response.read();
    const data = JSON.parse(JSON.stringify(response));
    expect(data).toMatchObject({
      statusCode: 200,
      encoding: 'ISO-8859-1',
      content: btoa('0123456789'),
      history: [{ statusCode: 302 }],
      cookies: [],
    });
    expect(JSON.stringify(data)).not.toContain('secret');
  });

  it('shows as Requests shows it', () => {
    expect([inspect(built()), String(built())]).toEqual(['<Response [200]>', '<Response [200]>']);
  });

  it('closes itself', async () => {
    const body = watched(['x']);
    await built({ body })[Symbol.asyncDispose]();
    expect(body.state).toBe('given up');
  });
});
