import { describe, expect, it } from 'vitest';
import { type BodySource, openSource } from '../body/body-source.ts';
import { describeSource } from '../body/describe-source.ts';
import { InvalidOptionError } from '../errors.ts';
import { Request } from '../request.ts';
import { dataOfFetch } from './fetch-data.ts';
import { webInitOf } from './web-init.ts';

const URL = 'https://a.test/';
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe('a prepared request as a WHATWG Request', () => {
  it('has its method, headers and body, without what fetch writes itself', async () => {
    const headers = { 'X-Text': 'a', 'X-Bytes': new Uint8Array([0x62]), Host: 'b.test' };
    const web = (await new Request('POST', 'https://u:p@a.test/#part', { headers, data: 'größe' }).prepare()).toWeb();
    expect([web.method, web.url, await web.text()]).toEqual(['POST', URL, 'größe']);
    expect([...web.headers]).toEqual([
      ['authorization', 'Basic dTpw'],
      ['x-bytes', 'b'],
      ['x-text', 'a'],
    ]);
  });

  it('streams a body that comes in pieces', async () => {
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield utf8('a');
      yield utf8('b');
    }
    const prepared = await new Request('PUT', URL, { data: pieces() }).prepare();
    expect(await prepared.toWeb().text()).toBe('ab');
  });

  it('is refused where fetch knows no such thing, and its body is left for session.send', async () => {
    const opened: string[] = [];
    async function* once(): AsyncGenerator<Uint8Array> {
      opened.push('opened');
      yield utf8('a');
    }
    const withBody = await new Request('GET', URL, { data: once() }).prepare();
    expect(() => withBody.toWeb()).toThrow(InvalidOptionError);
    expect(opened).toEqual([]);
    expect(() => withBody.toWeb()).toThrow(InvalidOptionError);
    const method = await new Request('TRACE', URL).prepare();
    expect(() => method.toWeb()).toThrow(InvalidOptionError);
    const header = await new Request('GET', URL).prepare();
    header.headers.set('X-Wide', '\u20ac');
    expect(() => header.toWeb()).toThrow(InvalidOptionError);
  });
});

describe('a request of a WHATWG Request', () => {
  it('has its parts, and its body once', async () => {
    const request = Request.fromWeb(
      new globalThis.Request(URL, { method: 'POST', body: 'text', headers: { 'X-A': '1' } }),
    );
    const prepared = await request.prepare();
    expect([prepared.method, prepared.url, prepared.headers.get('x-a')]).toEqual(['POST', URL, '1']);
    expect(await prepared.toWeb().text()).toBe('text');
    expect(Request.fromWeb(new globalThis.Request(URL)).data).toBeNull();
  });

  it('has its bytes where the platform shows no body, as Firefox does', async () => {
    const web = new globalThis.Request(URL, { method: 'POST', body: 'text' });
    Object.defineProperty(web, 'body', { value: undefined });
    expect(await (await Request.fromWeb(web).prepare()).toWeb().text()).toBe('text');
    const get = Object.defineProperty(new globalThis.Request(URL), 'body', { value: undefined });
    expect(Request.fromWeb(get).data).toBeNull();
  });
});

describe('the body of session.fetch', () => {
  const ask = (body: ReadableStream<Uint8Array>): globalThis.Request =>
    new globalThis.Request(URL, { method: 'POST', body, duplex: 'half' } as RequestInit);

  it('is in memory where all of it is at hand, so that it can be sent again', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(utf8('a'));
        controller.enqueue(utf8('b'));
        controller.close();
      },
    });
    expect(await dataOfFetch(ask(body), undefined)).toEqual(utf8('ab'));
  });

  it('goes on where it is not: what was read comes first, and who gives it up ends the stream', async () => {
    let given: unknown;
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(made) {
        controller = made;
        made.enqueue(utf8('first'));
      },
      cancel(reason) {
        given = reason ?? 'given up';
      },
    });
    const data = (await dataOfFetch(ask(body), undefined)) as AsyncIterable<Uint8Array>;
    const pieces = openSource(describeSource(data, 'data') as BodySource);
    expect((await pieces.next()).value).toEqual(utf8('first'));
    controller?.enqueue(utf8('second'));
    expect((await pieces.next()).value).toEqual(utf8('second'));
    await pieces.return?.();
    await new Promise((soon) => setTimeout(soon, 0));
    expect(given).toBe('given up');
  });
});

it('what a Request says by itself is not said to the platform', () => {
  expect(webInitOf(new globalThis.Request(URL))).toEqual({});
  expect(webInitOf(new globalThis.Request(URL, { cache: 'reload', keepalive: true, referrer: '' }))).toEqual({
    cache: 'reload',
    keepalive: true,
    referrer: '',
  });
});
