import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  ChunkedEncodingError,
  ConnectionError,
  ContentDecodingError,
  HTTPError,
  JSONDecodeError,
  ReadTimeout,
  Response,
  ResponseNotRead,
  Session,
  StreamConsumedError,
} from '../src/index.ts';
import { failure } from './support/failure.ts';
import { type Answer, reply, serve } from './support/server.ts';

const session = new Session({ trustEnv: false });
async function got(answer: Answer | Buffer, options: object = {}): Promise<Response> {
  await using server = await serve(typeof answer === 'function' ? answer : () => answer);
  return await session.get(`${server.url}/`, options);
}
const raw =
  (text: string, end = false): Answer =>
  (_request, _count, socket) => {
    if (end) socket.end(text, 'latin1');
    else socket.write(text, 'latin1');
    return undefined;
  };

describe('the body of a stream', () => {
  it('is there after read(), and not before', async () => {
    await using server = await serve(() => reply('abc'));
    const response = await session.get(`${server.url}/`, { stream: true });
    expect(await failure(() => response.text)).toBeInstanceOf(ResponseNotRead);
    expect(await failure(() => response.json())).toBeInstanceOf(ResponseNotRead);
    await response.read();
    expect(response.text).toBe('abc');
  });

  it('is gone once a part was taken, or the response closed (RESP-3, RESP-4, RESP-23)', async () => {
    await using server = await serve(() => reply('abcdef'));
    const [taken, closed, twice] = await Promise.all(
      [1, 2, 3].map(() => session.get(`${server.url}/`, { stream: true })),
    );
    for await (const _ of taken?.iterContent({ chunkSize: 2 }) ?? []) break;
    await closed?.close();
    twice?.iterContent()[Symbol.asyncIterator]().next();
    for (const response of [taken, closed, twice] as Response[]) {
      for (const work of [
        () => response.content,
        () => response.read(),
        () => response.iterContent(),
        () => response.iterLines(),
      ]) {
        const error = await failure(work);
        expect(error).toBeInstanceOf(StreamConsumedError);
        expect(error).toBeInstanceOf(TypeError);
        expect([error.response, error.request?.method]).toEqual([response, 'GET']);
      }
    }
  });

  it.each<[string, Answer, new () => Error]>([
    [
      'ends before its length (DEC-8)',
      raw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', true),
      ChunkedEncodingError,
    ],
    [
      'has a broken chunk (DEC-13)',
      raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n'),
      ChunkedEncodingError,
    ],
    [
      'has no last chunk (DEC-13)',
      raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n', true),
      ChunkedEncodingError,
    ],
    ['is no gzip (DEC-5)', () => reply('no gzip', { 'Content-Encoding': 'gzip' }), ContentDecodingError],
    [
      'is cut gzip (DEC-6)',
      () => reply(gzipSync('abc').subarray(0, -5), { 'Content-Encoding': 'gzip' }),
      ContentDecodingError,
    ],
    [
      'has six codings (CVE-2025-66418)',
      () => reply('abc', { 'Content-Encoding': Array(6).fill('gzip').join() }),
      ContentDecodingError,
    ],
    [
      'is silent for longer than the read timeout (RESP-19)',
      raw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
      ReadTimeout,
    ],
  ])('that %s is an error that knows request and response, streamed or not (EXC-24)', async (_name, answer, type) => {
    await using server = await serve(answer);
    const timeout: [number, number] = [5000, 300];
    const whole = await failure(session.get(`${server.url}/`, { timeout }));
    const response = await session.get(`${server.url}/`, { timeout, stream: true });
    const streamed = await failure(async () => {
      for await (const _ of response.iterContent({ chunkSize: null }));
    });
    for (const error of [whole, streamed]) {
      expect(error).toBeInstanceOf(type);
      expect([error.request?.url, error.response?.statusCode]).toEqual([`${server.url}/`, 200]);
    }
    expect(await failure(() => response.read())).toBeInstanceOf(StreamConsumedError);
  });

  it.each(['bogus', 'gzip, bogus'])(
    'that is of a coding that nobody knows stays as it is: %s (DEC-3, DEC-4)',
    async (codings) => {
      expect((await got(reply('abc', { 'Content-Encoding': codings }))).text).toBe('abc');
    },
  );

  it('keeps to the limits of the call, and to a ratio of its own where it is read whole (DEC-17, CVE-2025-66471)', async () => {
    const bomb = reply(gzipSync(Buffer.alloc(66 * 1024 * 1024)), { 'Content-Encoding': 'gzip' });
    expect(await failure(got(bomb))).toBeInstanceOf(ContentDecodingError);
    expect(await failure(got(bomb, { limits: { decodedBytes: 1000 } }))).toBeInstanceOf(ContentDecodingError);
    expect((await got(bomb, { limits: null })).content).toHaveLength(66 * 1024 * 1024);
  }, 30_000);
});

describe('lines (RESP-20 to RESP-24)', () => {
  const text = 'a\r\nb\r\rc\n\nd\u2028e';
  const inPieces =
    (size: number): Answer =>
    (_request, _count, socket) => {
      const bytes = Buffer.from(text);
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n`);
      void (async () => {
        for (let at = 0; at < bytes.length; at += size) {
          socket.write(bytes.subarray(at, at + size));
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      return undefined;
    };

  it.each([1, 2, 3, 100])('are the same however the body comes in: by %i', async (size) => {
    await using server = await serve(inPieces(size));
    const lines: unknown[] = [];
    const response = await session.get(`${server.url}/`, { stream: true });
    response.encoding = 'utf-8';
    for await (const line of response.iterLines({ chunkSize: size, decodeUnicode: true })) lines.push(line);
    expect(lines).toEqual(['a', 'b', '', 'c', '', 'd\u2028e']);
  });

  it.each([
    ['x', true],
    [new Uint8Array([120]), false],
    ['x', false],
    [new Uint8Array([120]), true],
  ] as const)(
    'end with a delimiter of text or bytes, and it opens no further line at the end',
    async (delimiter, decodeUnicode) => {
      const response = new Response({ content: 'axbxx', encoding: 'utf-8' });
      const lines: string[] = [];
      for await (const line of response.iterLines({ delimiter, decodeUnicode })) {
        lines.push(typeof line === 'string' ? line : Buffer.from(line).toString());
      }
      expect(lines).toEqual(['a', 'b', '']);
    },
  );
});

describe('text', () => {
  it.each<[string, string | Buffer, string | null]>([
    ['text/html', 'ISO-8859-1', 'ISO-8859-1'],
    ['TEXT/HTML', 'upper case', 'ISO-8859-1'],
    ['application/context', 'no text', null],
    ['application/vnd.api+json', 'JSON', 'utf-8'],
    ['text/html; charset=', 'empty', 'ISO-8859-1'],
    ['text/html; charset="utf-8"', 'quoted', 'utf-8'],
  ])('of %s has the encoding that RFC 2616 or JSON says (%s, RESP-6, RESP-7)', async (type, _why, encoding) => {
    expect((await got(reply('x', { 'Content-Type': type }))).encoding).toBe(encoding);
  });

  it('is latin-1 where latin-1 is meant, and has no byte order mark (RESP-10)', async () => {
    expect((await got(reply(Buffer.from([0x80, 0xfc]), { 'Content-Type': 'text/plain' }))).text).toBe('\x80ü');
    expect((await got(reply('\ufeffhi', { 'Content-Type': 'text/plain; charset=utf-8' }))).text).toBe('hi');
  });

  it('is decoded as the session says where nothing is declared', async () => {
    const own = new Session({ trustEnv: false, defaultEncoding: (response) => response.apparentEncoding });
    await using server = await serve(() => reply('grün', { 'Content-Type': 'text/plain' }));
    expect((await own.get(`${server.url}/`)).text).toBe('grün');
  });

  it.each([
    ['utf-16le', '\ufeff'],
    ['utf-16le', ''],
    ['utf8', '\ufeff'],
  ] as const)('JSON is told by its bytes: %s, mark "%s" (RESP-12)', async (encoding, mark) => {
    const body = Buffer.from(`${mark}{"a":"é"}`, encoding);
    expect((await got(reply(body, { 'Content-Type': 'application/json' }))).json()).toEqual({ a: 'é' });
  });

  it.each(['', 'null,', '{"a": s3cret}', '[NaN]'])(
    'no JSON in %j is an error that shows nothing of it (RESP-13, RESP-14, RESP-39)',
    async (body) => {
      const response = await got(reply(body, { 'Content-Type': 'application/json' }));
      const error = await failure(() => response.json());
      expect(error).toBeInstanceOf(JSONDecodeError);
      expect(error).toBeInstanceOf(SyntaxError);
      expect([error.response, error.request?.method]).toEqual([response, 'GET']);
      expect(error.message).not.toContain('s3cret');
      expect((error as unknown as JSONDecodeError).doc).toBe(body);
    },
  );
});

describe('headers and status', () => {
  it('keeps each Set-Cookie apart (HDR-16)', async () => {
    const response = await got(reply('', { 'Set-Cookie': ['a=1; Expires=Wed, 21 Oct 2065 07:28:00 GMT', 'b=2'] }));
    expect(response.headers.getSetCookie()).toHaveLength(2);
    expect(response.headers.getAll('set-cookie')).toHaveLength(2);
  });

  it.each([
    ['a folded line', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n'],
    ['a line without a colon', 'HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['no status', 'garbage\r\n\r\n'],
  ])('%s is read whole or is an error of the tree (HDR-18, DEC-10, DEC-15)', async (_name, head) => {
    const outcome = await got(raw(head, true)).catch((error: unknown) => error);
    if (outcome instanceof Response) expect(outcome.headers.get('content-length')).toBe('0');
    else expect((outcome as Error).name).toMatch(/^(ConnectionError|InvalidHeader)$/);
  });

  it('reads over 100 and 103, and takes 999 and no reason (BODY-26, BODY-27, DEC-16)', async () => {
    const interim = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n';
    const response = await got(raw(`${interim}HTTP/1.1 999 \r\nContent-Length: 2\r\n\r\nok`));
    expect([response.statusCode, response.reason, response.text, response.ok]).toEqual([999, '', 'ok', true]);
  });

  it('raiseForStatus gives the response back, or an error without the secrets of the URL (RESP-28)', async () => {
    expect((await got(reply())).raiseForStatus().statusCode).toBe(200);
    await using server = await serve(() => reply('', {}, '404 Not Found'));
    const response = await session.get(`http://user:s3cret@127.0.0.1:${server.port}/?token=s3cret&page=2`);
    const error = await failure(() => response.raiseForStatus());
    expect(error).toBeInstanceOf(HTTPError);
    expect(error.message).toBe(
      `404 Client Error: Not Found for url: http://***@127.0.0.1:${server.port}/?token=***&page=2`,
    );
    expect([error.response, error.request]).toEqual([response, response.request]);
  });

  it('reads links of RFC 8288 (RESP-30)', async () => {
    const { links } = await got(reply('', { Link: '</a;b>; rel="next prefetch"; title="x;y=z", </c>; REL=Prev' }));
    expect(links.next?.url).toBe('/a;b');
    expect(links.prefetch?.title).toBe('x;y=z');
    expect(links.Prev?.url ?? links.prev?.url).toBe('/c');
  });

  it('a HEAD has headers and no body (SND-10)', async () => {
    await using server = await serve(() => 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n');
    const response = await session.head(`${server.url}/`);
    expect([response.text, response.headers.get('content-length')]).toEqual(['', '9']);
  });

  it('a server that hangs up without an answer is a ConnectionError', async () => {
    const error = await failure(got(raw('', true), { data: 'x' }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/127\.0\.0\.1:\d+/);
  });
});
