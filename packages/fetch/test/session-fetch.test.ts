import { RequestException } from '@beckon/core';
import { describe, expect, it } from 'vitest';
import type { Handler } from '../src/index.ts';
import { handled } from './support/session.ts';

const URL = 'https://api.test/';

/** Answers with what it was asked. */
const echo: Handler = async (request) =>
  Response.json({
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  });

interface Echo {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function ask(input: string | Request, init?: RequestInit, handler: Handler = echo): Promise<Echo> {
  return (await (await handled(handler).fetch(input, init)).json()) as Echo;
}

describe('requests', () => {
  it('may be a Request, with init over it', async () => {
    const request = new Request(URL, { method: 'POST', body: 'one', headers: { 'X-One': '1' } });
    expect(await ask(request.clone())).toMatchObject({ method: 'POST', body: 'one', headers: { 'x-one': '1' } });
    expect(await ask(request, { method: 'PUT', body: 'two', headers: { 'X-Two': '2' } })).toMatchObject({
      method: 'PUT',
      body: 'two',
      headers: { 'x-two': '2' },
    });
  });

  it('may have another Request for its init', async () => {
    const init = new Request('https://other.test/', { method: 'PUT', body: 'one', headers: { 'X-One': '1' } });
    expect(await ask(URL, init)).toMatchObject({ method: 'PUT', body: 'one', headers: { 'x-one': '1' } });
  });

  it.each<[string, BodyInit, string, string]>([
    ['text', 'größe', 'größe', 'text/plain;charset=UTF-8'],
    ['a form', new URLSearchParams({ a: 'b c' }), 'a=b+c', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['bytes', new TextEncoder().encode('bytes'), 'bytes', ''],
    ['a buffer', new TextEncoder().encode('bytes').buffer as ArrayBuffer, 'bytes', ''],
    ['a Blob', new Blob(['blob'], { type: 'x/y' }), 'blob', 'x/y'],
    ['a stream', new Blob(['stream']).stream(), 'stream', ''],
  ])('carry %s as fetch would', async (_, body, text, type) => {
    const seen = await ask(URL, { method: 'POST', body });
    expect([seen.body, seen.headers['content-type'] ?? '']).toEqual([text, type]);
  });

  it('carry FormData with a boundary that fits', async () => {
    const body = new FormData();
    body.set('file', new File(['content'], 'a.txt', { type: 'text/plain' }));
    const received: (string | null)[] = [];
    await ask(URL, { method: 'POST', body }, async (request) => {
      const file = (await request.formData()).get('file') as File;
      received.push(file.name, file.type, await file.text());
      return Response.json({});
    });
    expect(received).toEqual(['a.txt', 'text/plain', 'content']);
  });

  it('are refused as WHATWG refuses them', async () => {
    const { fetch } = handled(echo);
    await expect(fetch('/relative')).rejects.toThrow(TypeError);
    await expect(fetch(URL, { body: 'x' })).rejects.toThrow(TypeError);
    await expect(fetch(URL, { method: 'CONNECT' })).rejects.toThrow(TypeError);
  });

  it('to data: URLs need nobody', async () => {
    expect(await (await handled(echo).fetch('data:text/plain,hello')).text()).toBe('hello');
  });
});

describe('the session', () => {
  it('goes along: headers, credentials, cookies, params', async () => {
    const seen: string[] = [];
    const session = handled(
      (request) => {
        seen.push(
          `${request.url} ${request.headers.get('x-all')} ${request.headers.get('authorization')} ${request.headers.get('cookie')}`,
        );
        return new Response('', { headers: { 'Set-Cookie': 'id=7' } });
      },
      { headers: { 'X-All': '1' }, auth: ['user', 'pass'], params: { key: 'k' } },
    );
    await session.fetch(URL);
    await session.fetch(URL);
    expect(seen).toEqual([`${URL}?key=k 1 Basic dXNlcjpwYXNz null`, `${URL}?key=k 1 Basic dXNlcjpwYXNz id=7`]);
  });

  it("keeps its cookies and credentials to itself with credentials: 'omit', also over redirects", async () => {
    const seen: (string | null)[] = [];
    const session = handled(
      (request) => {
        seen.push(request.headers.get('cookie'), request.headers.get('authorization'));
        const headers = { 'Set-Cookie': 'more=1', Location: '/end' };
        return new Response('', request.url.endsWith('/end') ? { headers } : { status: 302, headers });
      },
      { auth: ['user', 'pass'], cookies: { id: '7' } },
    );
    await session.fetch(URL, { credentials: 'omit' });
    expect(seen).toEqual([null, null, null, null]);
    expect(session.cookies.size).toBe(1);
  });
});

describe('redirects', () => {
  const redirecting: Handler = async (request) =>
    request.url.endsWith('/end')
      ? new Response(`${request.method} ${await request.text()}`)
      : new Response(null, { status: 307, headers: { Location: '/end' } });

  it('are followed, and a body that fetch could send again is', async () => {
    const { fetch } = handled(redirecting);
    for (const input of [
      () => fetch(URL, { method: 'POST', body: 'again' }),
      () => fetch(new Request(URL, { method: 'POST', body: 'again' })),
    ]) {
      const response = await input();
      expect([response.redirected, response.url, await response.text()]).toEqual([true, `${URL}end`, 'POST again']);
    }
    const stream = new Blob(['once']).stream();
    await expect(fetch(URL, { method: 'POST', body: stream })).rejects.toThrow(TypeError);
  });

  it('are shown, or are an error', async () => {
    const { fetch } = handled(redirecting);
    const shown = await fetch(URL, { redirect: 'manual' });
    expect([shown.status, shown.redirected, shown.headers.get('location')]).toEqual([307, false, '/end']);
    await expect(fetch(URL, { redirect: 'error' })).rejects.toThrow(TypeError);
  });
});

describe('a long body of a Request', () => {
  it('is streamed', async () => {
    let stop = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('first'));
        stop = () => controller.close();
      },
    });
    const response = await handled((request) => new Response(request.body)).fetch(
      new Request(URL, { method: 'POST', body, duplex: 'half' } as RequestInit),
    );
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
    stop();
    expect((await reader.read()).done).toBe(true);
  });
});

describe('answers and errors', () => {
  it('have headers that cannot be changed, and a clone that knows its URL', async () => {
    const response = await handled(echo).fetch(URL);
    expect(() => response.headers.set('a', 'b')).toThrow(TypeError);
    expect([response.type, response.url, response.clone().url]).toEqual(['basic', URL, URL]);
  });

  it('are a TypeError with a cause, before and within the body', async () => {
    const before = await handled(() => Response.error())
      .fetch(URL)
      .catch((error: unknown) => error);
    expect(before).toBeInstanceOf(TypeError);
    expect((before as Error).cause).toBeInstanceOf(RequestException);
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('broken'));
      },
    });
    const within = await (await handled(() => new Response(broken)).fetch(URL)).text().catch((error: unknown) => error);
    expect(within).toBeInstanceOf(TypeError);
    expect((within as Error).cause).toBeInstanceOf(RequestException);
  });

  it('of an abort are its reason', async () => {
    const reason = new Error('mine');
    const controller = new AbortController();
    const failed = handled(() => new Promise(() => {})).fetch(URL, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 5);
    await expect(failed).rejects.toBe(reason);
    await expect(handled(echo).fetch(URL, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
