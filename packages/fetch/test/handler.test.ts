import { gzipSync } from 'node:zlib';
import { ConnectionError, ReadTimeout } from '@beckon/core';
import { describe, expect, it } from 'vitest';
import { handled } from './support/session.ts';

const URL = 'https://api.test/';

describe('HandlerAdapter', () => {
  it('hands the request over whole, and takes the answer', async () => {
    const session = handled(async (request) =>
      Response.json([request.method, request.url, request.headers.get('x-own'), await request.text()], { status: 201 }),
    );
    const response = await session.put(`${URL}items?q=1`, { data: 'hello', headers: { 'X-Own': '1' } });
    expect([response.statusCode, response.json()]).toEqual([201, ['PUT', `${URL}items?q=1`, '1', 'hello']]);
  });

  it('has no connection that a proxy or a certificate could say anything of', async () => {
    const session = handled(() => new Response('in'));
    const options = { proxies: { all: 'socks5://127.0.0.1:1' }, verify: '/a/bundle.pem', cert: '/a/cert.pem' };
    expect((await session.get(URL, options)).text).toBe('in');
  });

  it('leaves cookies and redirects to the session', async () => {
    const session = handled((request) => {
      if (request.url.endsWith('/login')) {
        return new Response(null, { status: 303, headers: { Location: '/home', 'Set-Cookie': 'id=7; Path=/' } });
      }
      return new Response(`${request.method} ${request.headers.get('cookie')}`);
    });
    const response = await session.post(`${URL}login`, { data: { user: 'me' } });
    expect([response.text, response.history.length, response.url]).toEqual(['GET id=7', 1, `${URL}home`]);
  });

  it('streams both ways', async () => {
    const session = handled((request) => new Response(request.body));
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (const text of ['one ', 'two ', 'three']) yield new TextEncoder().encode(text);
    }
    const response = await session.post(URL, { data: pieces(), stream: true });
    expect(new TextDecoder().decode(await response.read())).toBe('one two three');
  });

  it('takes the coding off that the handler put on', async () => {
    const session = handled(() => new Response(gzipSync('hello'), { headers: { 'Content-Encoding': 'gzip' } }));
    expect((await session.get(URL)).text).toBe('hello');
  });

  it('says nothing more after HEAD and 204', async () => {
    const session = handled((request) =>
      request.method === 'HEAD' ? new Response('body') : new Response(null, { status: 204 }),
    );
    expect((await session.head(URL)).content).toHaveLength(0);
    expect((await session.get(URL)).content).toHaveLength(0);
  });

  it.each<[string, () => Response, RegExp]>([
    [
      'throws',
      () => {
        throw new RangeError('no such item');
      },
      /RangeError: no such item/,
    ],
    ['gives nothing', () => undefined as unknown as Response, /no Response/],
    ['gives Response.error()', () => Response.error(), /Response\.error/],
  ])('is a broken connection where the handler %s', async (_, handler, message) => {
    const failed = handled(handler).get(URL);
    await expect(failed).rejects.toThrow(ConnectionError);
    await expect(failed).rejects.toThrow(message);
  });

  it('heeds the signal and the timeout, and tells the handler', async () => {
    const seen: AbortSignal[] = [];
    const session = handled((request) => {
      seen.push(request.signal);
      return new Promise(() => {});
    });
    await expect(session.get(URL, { timeout: 20 })).rejects.toThrow(ReadTimeout);
    const reason = new Error('mine');
    await expect(session.get(URL, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const failed = session.get(URL, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 5);
    await expect(failed).rejects.toBe(reason);
    expect(seen.map((signal) => signal.aborted)).toEqual([true, true]);
  });
});
