import { gzipSync } from 'node:zlib';
import { UnsupportedOptionError } from '@beckon/core';
import { afterEach, describe, expect, it } from 'vitest';
import { DenoAdapter } from '../src/index.ts';
import { inDeno } from './support/run-in-deno.ts';
import { Servers } from './support/servers.ts';

const servers = new Servers();
afterEach(() => servers.close());

it('works in Deno alone', () => {
  expect(() => new DenoAdapter()).toThrow(UnsupportedOptionError);
  expect(() => new DenoAdapter()).toThrow(/needs Deno\.createHttpClient.*HTTPAdapter/);
});

describe('what it is made with', () => {
  it('is checked', async () => {
    const bad: [object, string, RegExp][] = [
      [{ poolMaxIdlePerHost: -1 }, 'InvalidOptionError', /poolMaxIdlePerHost is a whole number from 0, not -1/],
      [{ poolMaxIdlePerHost: 1.5 }, 'InvalidOptionError', /not 1\.5/],
      [{ poolIdleTimeout: true }, 'InvalidOptionError', /milliseconds from 0, or false, not true/],
      [{ http1: 'no' }, 'InvalidOptionError', /http1 is true or false, not a string/],
      [{ http1: false, http2: false }, 'InvalidOptionError', /both false/],
      [{ http2MaxHeaderListSize: '1' }, 'InvalidOptionError', /http2MaxHeaderListSize/],
      [{ localAddress: 1 }, 'InvalidOptionError', /localAddress is an IP address, not 1/],
      [{ caCerts: [] }, 'InvalidOptionError', /no option "caCerts"; it has: maxRetries, poolMaxIdlePerHost/],
      [{ poolMaxsize: 1 }, 'UnsupportedOptionError', /poolMaxIdlePerHost/],
      [{ maxRetries: 'many' }, 'InvalidOptionError', /.*/],
    ];
    const errors = await inDeno(
      async ({ DenoAdapter, failure }, options) =>
        Promise.all(options.map((each) => failure(Promise.resolve().then(() => new DenoAdapter(each))))),
      bad.map(([options]) => options),
    );
    expect(errors.map(({ name }) => name)).toEqual(bad.map(([, name]) => name));
    bad.forEach(([, , message], at) => {
      expect(errors[at]?.message).toMatch(message);
    });
  });

  it('says how connections are kept', async () => {
    const each = [{}, { poolMaxIdlePerHost: 0 }, { poolIdleTimeout: 50 }, { poolIdleTimeout: false as const }];
    const origins = await Promise.all(each.map(() => servers.plain()));
    await inDeno(
      async ({ open }, cases) => {
        const twice = async (url: string, settings: object): Promise<void> => {
          const session = open({}, settings);
          await session.get(url);
          await new Promise((resolve) => setTimeout(resolve, 300));
          await session.get(url);
        };
        await Promise.all(cases.map(({ url, settings }) => twice(url, settings)));
      },
      each.map((settings, at) => ({ url: origins[at]?.url ?? '', settings })),
    );
    expect(origins.map(({ connections }) => connections)).toEqual([1, 2, 2, 1]);
  });

  it('says from which address to connect', async () => {
    let from: string | undefined;
    const { url } = await servers.plain((request, response) => {
      from = request.socket.remoteAddress;
      response.end();
    });
    const run = (localAddress: string): Promise<string> =>
      inDeno(
        async ({ open }, { url, localAddress }) =>
          open({}, { localAddress })
            .get(url)
            .then(
              () => 'ok',
              (error: Error) => error.message,
            ),
        { url, localAddress },
      );
    expect(await run('127.0.0.5')).toBe('ok');
    expect(from).toBe('127.0.0.5');
    expect(await run('nowhere')).toMatch(/Invalid address: nowhere/);
  });

  it('says how often a request is tried again', async () => {
    let count = 0;
    const { url } = await servers.plain((request, response) => {
      count += 1;
      if (count < 3) request.socket.destroy();
      else response.end('there');
    });
    const text = await inDeno(
      async ({ Retry, open }, { url }) =>
        (await open({}, { maxRetries: new Retry({ total: 3, backoffFactor: 0 }) }).get(url)).text,
      { url },
    );
    expect(text).toBe('there');
    expect(count).toBe(3);
  });
});

describe('close', () => {
  it('ends what is idle, leaves what is in use, and the adapter goes on', async () => {
    const closed: string[] = [];
    const origin = await servers.plain((request, response) => {
      const { url = '' } = request;
      request.socket.once('close', () => closed.push(url));
      if (url !== '/slow') return void response.end('ok');
      response.write('first ');
      setTimeout(() => response.end('second'), 150);
    });
    const said = await inDeno(
      async ({ DenoAdapter, Session }, { url }) => {
        const adapter = new DenoAdapter();
        const session = new Session({ adapters: { 'http://': adapter } });
        await session.get(`${url}idle`);
        const slow = await session.get(`${url}slow`, { stream: true });
        await adapter.close();
        const text = new TextDecoder().decode(await slow.read());
        const begun = session.get(`${url}again`);
        await adapter.close();
        return [text, (await begun).text, (await session.get(`${url}again`)).text];
      },
      { url: origin.url },
    );
    expect(said).toEqual(['first second', 'ok', 'ok']);
    expect(origin.connections).toBeGreaterThan(1);
  });

  it('leaves no connection behind', async () => {
    let open = 0;
    const { url } = await servers.plain((request, response) => {
      if (request.url === '/count') return void response.end(String(open));
      open += 1;
      request.socket.once('close', () => {
        open -= 1;
      });
      response.end();
    });
    const counts = await inDeno(
      async ({ DenoAdapter, Session, get }, { url }) => {
        const adapter = new DenoAdapter();
        const session = new Session({ adapters: { 'http://': adapter } });
        await Promise.all([1, 2, 3].map(() => session.get(url)));
        const before = (await get(`${url}count`)).text;
        await session.close();
        await new Promise((resolve) => setTimeout(resolve, 50));
        return [before, (await get(`${url}count`)).text];
      },
      { url },
    );
    expect(counts).toEqual(['3', '0']);
  });

  it('is done by itself with clients that were not used for longest, and never while they are asked', async () => {
    const origin = await servers.plain();
    const proxy = `http://127.0.0.1:${await servers.proxy([])}`;
    const said = await inDeno(
      async ({ open }, { url, proxy }) => {
        const session = open();
        const ask = async (number: number): Promise<string> =>
          (await session.get('http://127.0.0.1:8000/', { proxies: { http: `${proxy}/${number}` } })).text;
        await session.get(url);
        await session.get(url);
        const answers = await Promise.all(Array.from({ length: 40 }, (_, number) => ask(number)));
        await session.get(url);
        return new Set(answers).size;
      },
      { url: origin.url, proxy },
    );
    expect(said).toBe(1);
    expect(origin.requests.length).toBe(3);
    expect(origin.connections).toBe(2);
  });
});

describe('what ends a request early', () => {
  it('is silence: before the headers, and within the body', async () => {
    const { url } = await servers.plain((request, response) => {
      if (request.url === '/body') response.write('first');
    });
    const errors = await inDeno(
      async ({ failure, open }, { url }) => {
        const session = open({ timeout: 150 });
        const half = await session.get(`${url}body`, { stream: true });
        return [await failure(session.get(url)), await failure(half.read())];
      },
      { url },
    );
    expect(errors.map(({ name }) => name)).toEqual(['ReadTimeout', 'ReadTimeout']);
  });

  it('is the signal, whose very reason comes out, and the connection ends', async () => {
    let ended = 0;
    const { url } = await servers.plain((request, response) => {
      request.socket.once('close', () => {
        ended += 1;
      });
      if (request.url === '/body') response.write('first');
    });
    const same = await inDeno(
      async ({ open }, { url }) => {
        const session = open();
        const before = new AbortController();
        const asking = session.get(url, { signal: before.signal });
        setTimeout(() => before.abort('enough'), 50);
        const within = new AbortController();
        const half = await session.get(`${url}body`, { signal: within.signal, stream: true });
        const reading = half.read();
        setTimeout(() => within.abort('enough of it'), 50);
        const already = session.get(url, { signal: AbortSignal.abort('never begun') });
        const reasons = await Promise.allSettled([asking, reading, already]);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return reasons.map((each) => (each.status === 'rejected' ? each.reason : 'went through'));
      },
      { url },
    );
    expect(same).toEqual(['enough', 'enough of it', 'never begun']);
    expect(ended).toBe(2);
  });

  it('is the connection: errors name the host, and no token of the URL', async () => {
    const { url } = await servers.plain((request) => request.socket.destroy());
    const errors = await inDeno(
      async ({ failure, open }, { url }) =>
        Promise.all(
          [
            `${url}proxy?token=s3cret`,
            'http://127.0.0.1:4/tunnel?token=s3cret',
            'http://no.such.invalid/?token=s3cret',
          ].map((each) => failure(open().get(each))),
        ),
      { url },
    );
    expect(errors.map(({ name, nothingSent }) => [name, nothingSent])).toEqual([
      ['ConnectionError', false],
      ['ConnectionError', true],
      ['ConnectionError', true],
    ]);
    for (const { message, shown } of errors) {
      expect(message).not.toContain('s3cret');
      expect(shown).not.toContain('s3cret');
    }
  });
});

describe('bodies', () => {
  it('stream up, with progress', async () => {
    let received = '';
    const { url } = await servers.plain(async (request, response) => {
      for await (const piece of request) received += piece;
      response.end(String(request.headers['transfer-encoding']));
    });
    const said = await inDeno(
      async ({ open }, { url }) => {
        async function* pieces(): AsyncGenerator<string> {
          yield 'green ';
          yield 'tea';
        }
        const told: unknown[] = [];
        const response = await open().post(url, {
          data: pieces(),
          onUploadProgress: ({ loaded }) => told.push(loaded),
        });
        return [response.text, ...told];
      },
      { url },
    );
    expect(said[0]).toBe('chunked');
    expect(said.at(-1)).toBe(9);
    expect(received).toBe('green tea');
  });

  it('stream down as they come', async () => {
    const { url } = await servers.plain((_, response) => {
      response.write('first');
      setTimeout(() => response.end('second'), 100);
    });
    const pieces = await inDeno(
      async ({ open }, { url }) => {
        const found: string[] = [];
        for await (const piece of (await open().get(url, { stream: true })).iterContent({ chunkSize: null }))
          found.push(new TextDecoder().decode(piece as Uint8Array));
        return found;
      },
      { url },
    );
    expect(pieces).toEqual(['first', 'second']);
  });

  it.each([
    ['as it is asked for by itself', {}],
    ['with a Range, for which Deno leaves it on', { Range: 'bytes=0-100' }],
    ['where none was wanted', { 'Accept-Encoding': 'identity' }],
  ])('have their coding taken off: %s', async (_, headers) => {
    const body = gzipSync('hello');
    const { url } = await servers.plain((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(body),
    );
    const said = await inDeno(
      async ({ FetchAdapter, Session, open }, { url, headers }) => {
        const other = new Session({ adapters: { 'http://': new FetchAdapter() } });
        return [(await open().get(url, { headers })).text, (await other.get(url, { headers })).text];
      },
      { url, headers },
    );
    expect(said).toEqual(['hello', 'hello']);
  });
});

it('a Host of its own is sent', async () => {
  const origin = await servers.plain();
  await inDeno(async ({ open }, { url }) => void (await open().get(url, { headers: { Host: 'other.example' } })), {
    url: origin.url,
  });
  expect(origin.requests[0]).toMatch(/host other\.example/i);
  expect(origin.requests[0]?.match(/host /gi)?.length).toBe(1);
});
