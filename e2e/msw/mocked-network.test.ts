/** msw as a user of Beckon has it in the tests of an application: nothing of Beckon is told about it, and nothing goes out to the network. */
import { delay, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type BaseAdapter,
  ConnectionError,
  FetchAdapter,
  HTTPAdapter,
  HTTPError,
  ReadTimeout,
  Session,
  TooManyRedirects,
} from '../../packages/beckon/src/index.ts';

const API = 'https://api.example';
const PLAIN = 'http://plain.example';

const server = setupServer(
  http.get(`${API}/user`, ({ request }) => {
    const q = new URL(request.url).searchParams.get('q');
    return HttpResponse.json({ name: 'Ann', q, agent: request.headers.get('user-agent') });
  }),
  http.get(`${PLAIN}/user`, () => HttpResponse.json({ name: 'Bob' })),
);

/** Both ways out of Node: over node:http, which is the default, and over the global fetch. */
const ADAPTERS: readonly (readonly [string, () => BaseAdapter])[] = [
  ['HTTPAdapter', () => new HTTPAdapter()],
  ['FetchAdapter', () => new FetchAdapter()],
];

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

describe.each(ADAPTERS)('%s', (_, createAdapter) => {
  let session: Session;
  beforeEach(() => {
    // the proxies and authorities of this machine are no matter of these tests
    session = new Session({ trustEnv: false });
    session.mount('http://', createAdapter());
    session.mount('https://', createAdapter());
  });
  afterEach(async () => {
    await session.close();
    server.resetHandlers();
  });

  describe('an answer of msw', () => {
    test('has its JSON, over https', async () => {
      const response = await session.get(`${API}/user`, {
        params: { q: 'green tea' },
        headers: { 'User-Agent': 'mine' },
      });
      expect(response.json()).toEqual({ name: 'Ann', q: 'green tea', agent: 'mine' });
      expect([response.statusCode, response.reason, response.url, response.encoding]).toEqual([
        200,
        'OK',
        `${API}/user?q=green+tea`,
        'utf-8',
      ]);
    });

    test('and over http', async () => {
      expect((await session.get(`${PLAIN}/user`)).json()).toEqual({ name: 'Bob' });
    });

    test('has its status and its headers, several of one name too', async () => {
      server.use(
        http.get(`${API}/teapot`, () => {
          const headers = new Headers([
            ['X-One', '1'],
            ['Set-Cookie', 'a=1; Path=/'],
            ['Set-Cookie', 'b=2; Path=/'],
          ]);
          return new HttpResponse('short', { status: 418, statusText: 'Short And Stout', headers });
        }),
      );
      const response = await session.get(`${API}/teapot`);
      expect([response.statusCode, response.reason, response.headers.get('x-one')]).toEqual([
        418,
        'Short And Stout',
        '1',
      ]);
      expect(() => response.raiseForStatus()).toThrow(HTTPError);
      expect(session.cookies.getDict()).toEqual({ a: '1', b: '2' });
    });

    test('is one after the other on one session', async () => {
      for (let at = 0; at < 20; at += 1) {
        expect((await session.get(`${API}/user?q=${at}`)).json()).toMatchObject({ q: String(at) });
      }
      const all = await Promise.all(Array.from({ length: 20 }, (_, at) => session.get(`${API}/user?q=${at}`)));
      expect(all.map((response) => response.json<{ q: string }>().q)).toEqual(
        Array.from({ length: 20 }, (_, at) => `${at}`),
      );
    });

    test('without a body', async () => {
      server.use(http.delete(`${API}/user`, () => new HttpResponse(null, { status: 204 })));
      const response = await session.delete(`${API}/user`);
      expect([response.statusCode, response.text]).toEqual([204, '']);
      server.use(http.head(`${API}/user`, () => new HttpResponse(null, { headers: { 'X-Head': 'yes' } })));
      expect((await session.head(`${API}/user`)).headers.get('x-head')).toBe('yes');
    });
  });

  describe('what msw is sent', () => {
    test('is JSON, a form, bytes, chunks', async () => {
      server.use(
        http.post(`${API}/echo`, async ({ request }) =>
          HttpResponse.json({ type: request.headers.get('content-type'), text: await request.text() }),
        ),
      );
      const url = `${API}/echo`;
      expect((await session.post(url, { json: { a: 1 } })).json()).toEqual({
        type: 'application/json',
        text: '{"a":1}',
      });
      expect((await session.post(url, { data: { a: '1', b: ['2', '3'] } })).json()).toEqual({
        type: 'application/x-www-form-urlencoded',
        text: 'a=1&b=2&b=3',
      });
      expect((await session.post(url, { data: new Uint8Array([104, 105]) })).json()).toEqual({
        type: null,
        text: 'hi',
      });
      const chunks = (async function* () {
        yield 'one ';
        yield 'two';
      })();
      expect((await session.post(url, { data: chunks })).json()).toEqual({ type: null, text: 'one two' });
    });

    test('is a multipart upload', async () => {
      server.use(
        http.put(`${API}/files`, async ({ request }) => {
          const form = await request.formData();
          const file = form.get('file') as File;
          return HttpResponse.json({ title: form.get('title'), name: file.name, text: await file.text() });
        }),
      );
      const sent = await session.put(`${API}/files`, { data: { title: 'note' }, files: { file: ['n.txt', 'hello'] } });
      expect(sent.json()).toEqual({ title: 'note', name: 'n.txt', text: 'hello' });
    });

    test('has the cookies and the auth', async () => {
      server.use(
        http.get(`${API}/private`, ({ request, cookies }) =>
          HttpResponse.json({ auth: request.headers.get('authorization'), cookies }),
        ),
      );
      const response = await session.get(`${API}/private`, { auth: ['ann', 's3cret'], cookies: { theme: 'dark' } });
      expect(response.json()).toEqual({ auth: `Basic ${btoa('ann:s3cret')}`, cookies: { theme: 'dark' } });
    });
  });

  describe('redirects of msw', () => {
    test('are followed, with their history and their cookies', async () => {
      server.use(
        http.post(
          `${PLAIN}/login`,
          () => new HttpResponse(null, { status: 302, headers: { Location: '/home', 'Set-Cookie': 'id=7' } }),
        ),
        http.get(`${PLAIN}/home`, ({ cookies }) => HttpResponse.json(cookies)),
      );
      const response = await session.post(`${PLAIN}/login`, { data: { user: 'ann' } });
      expect(response.json()).toEqual({ id: '7' });
      expect(response.history.map((one) => one.statusCode)).toEqual([302]);
    });

    test('to another host lose the auth', async () => {
      server.use(
        http.get(`${API}/away`, () => HttpResponse.redirect(`${PLAIN}/there`, 307)),
        http.get(`${PLAIN}/there`, ({ request }) => HttpResponse.json(request.headers.get('authorization'))),
      );
      expect((await session.get(`${API}/away`, { auth: ['ann', 's3cret'] })).json()).toBe(null);
    });

    test('without end are TooManyRedirects', async () => {
      server.use(http.get(`${PLAIN}/loop`, () => HttpResponse.redirect(`${PLAIN}/loop`)));
      session.maxRedirects = 3;
      await expect(session.get(`${PLAIN}/loop`)).rejects.toBeInstanceOf(TooManyRedirects);
    });
  });

  describe('faults of msw', () => {
    test('a network error is a ConnectionError', async () => {
      server.use(http.get(`${API}/broken`, () => HttpResponse.error()));
      await expect(session.get(`${API}/broken`)).rejects.toBeInstanceOf(ConnectionError);
      expect((await session.get(`${API}/user`)).statusCode).toBe(200);
    });

    test('a delay is a ReadTimeout', async () => {
      server.use(
        http.get(`${API}/slow`, async () => {
          await delay('infinite');
          return new HttpResponse();
        }),
      );
      await expect(session.get(`${API}/slow`, { timeout: 50 })).rejects.toBeInstanceOf(ReadTimeout);
    });

    test('a delay that is short enough is waited for', async () => {
      server.use(
        http.get(`${API}/slow`, async () => {
          await delay(30);
          return HttpResponse.text('late');
        }),
      );
      expect((await session.get(`${API}/slow`, { timeout: 5000 })).text).toBe('late');
    });

    test('a signal ends it', async () => {
      server.use(
        http.get(`${API}/slow`, async () => {
          await delay('infinite');
          return new HttpResponse();
        }),
      );
      const reason = new Error('the user went away');
      const controller = new AbortController();
      const call = session.get(`${API}/slow`, { signal: controller.signal });
      setImmediate(() => controller.abort(reason));
      await expect(call).rejects.toBe(reason);
    });

    test('a request that nobody handles is a ConnectionError', async () => {
      const told = vi.spyOn(console, 'error').mockImplementation(() => {});
      await expect(session.get(`${API}/nobody`)).rejects.toBeInstanceOf(ConnectionError);
      expect(told.mock.calls.join()).toContain(`GET ${API}/nobody`);
      told.mockRestore();
    });
  });

  describe('streams of msw', () => {
    test('come piece by piece', async () => {
      let feed: ReadableStreamDefaultController<Uint8Array> | undefined;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          feed = controller;
        },
      });
      server.use(
        http.get(`${API}/stream`, () => new HttpResponse(body, { headers: { 'Content-Type': 'text/plain' } })),
      );
      feed?.enqueue(new TextEncoder().encode('first\n'));
      await using response = await session.get(`${API}/stream`, { stream: true });
      const lines = response.iterLines({ decodeUnicode: true })[Symbol.asyncIterator]();
      feed?.enqueue(new TextEncoder().encode('second\nth'));
      expect([(await lines.next()).value, (await lines.next()).value]).toEqual(['first', 'second']);
      feed?.enqueue(new TextEncoder().encode('ird'));
      feed?.close();
      expect([(await lines.next()).value, (await lines.next()).done]).toEqual(['third', true]);
    });

    test('are unpacked', async () => {
      const packed = new Response(
        new Blob(['packed '.repeat(1000)]).stream().pipeThrough(new CompressionStream('gzip')),
      );
      const bytes = await packed.arrayBuffer();
      server.use(
        http.get(`${API}/gzip`, () => HttpResponse.arrayBuffer(bytes, { headers: { 'Content-Encoding': 'gzip' } })),
      );
      expect((await session.get(`${API}/gzip`)).text).toBe('packed '.repeat(1000));
    });
  });
});
