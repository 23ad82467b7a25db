import { inspect } from 'node:util';
import type * as errors from '@beckon/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RudeServer } from './support/rude-server.ts';
import { answering, OK, rudeServer } from './support/rude-server.ts';
import { failure, pieces, RawAdapter, Source, send, text } from './support/send.ts';

let adapter: RawAdapter;
let servers: RudeServer[] = [];
const strays: unknown[] = [];
const stray = (error: unknown): unknown => strays.push(error);

beforeEach(() => {
  adapter = new RawAdapter();
  strays.length = 0;
  process.on('unhandledRejection', stray);
});
afterEach(async () => {
  await adapter.close();
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('unhandledRejection', stray);
  expect(strays).toEqual([]);
});

async function serve(...given: Parameters<typeof rudeServer>): Promise<RudeServer> {
  const server = await rudeServer(...given);
  servers.push(server);
  return server;
}

describe('before the headers are in', () => {
  it.each([
    ['refuses to answer', '', 'ConnectionError'],
    ['closes within the status line', 'HTTP/1.1 20', 'ConnectionError'],
    ['closes between headers', 'HTTP/1.1 200 OK\r\nX-A: b\r\n', 'ConnectionError'],
    ['closes within a header', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-', 'ConnectionError'],
    ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'ConnectionError'],
    ['sends text', 'hello there\r\n\r\n', 'ConnectionError'],
    ['folds a header', 'HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: 2\r\n\r\nok', 'ConnectionError'],
    [
      'has one header that is too large',
      `HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: ${'x'.repeat(200_000)}\r\n\r\nok`,
      'ConnectionError',
    ],
    [
      'has headers without end',
      `HTTP/1.1 200 OK\r\n${`X: ${'x'.repeat(1000)}\r\n`.repeat(1200)}\r\n`,
      'ConnectionError',
    ],
    ['tells two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk', 'InvalidHeader'],
  ])('a server that %s', async (_, answer, name) => {
    const server = await serve((socket) => socket.end(answer, 'latin1'));
    const error = await failure(text(adapter, server.origin));
    expect(error.name).toBe(name);
    expect((error as errors.RequestException).request?.url).toBe(server.origin);
    expect(error.nothingSent).toBeUndefined();
    expect(server.received.length).toBe(1);
  });

  it('what a server sends that is no HTTP does not stand in the error: there may be cookies in it', async () => {
    const server = await serve((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nSet-Cookie: id=hunter2\r\nNo Header\r\n\r\n'),
    );
    const error = await failure(text(adapter, server.origin));
    expect(error.message).toContain('HPE_INVALID_HEADER_TOKEN');
    const shown = inspect(error, { depth: null, maxArrayLength: null });
    expect(shown).toContain('Invalid header token');
    expect(shown).not.toMatch(/hunter2|68 75 6e 74 65 72 32/);
  });

  it('a port that refuses is a ConnectionError, and nothing was sent', async () => {
    const server = await rudeServer(() => {});
    await server.close();
    const error = await failure(text(adapter, server.origin));
    expect(error.name).toBe('ConnectionError');
    expect(error.message).toContain(`127.0.0.1:${server.port}`);
    expect(error.nothingSent).toBe(true);
    expect(Object.keys(error)).not.toContain('nothingSent');
  });

  it('a reset is a ConnectionError', async () => {
    const server = await serve((socket) => socket.resetAndDestroy());
    expect((await failure(text(adapter, server.origin))).name).toBe('ConnectionError');
  });

  it('a name that is none is a ConnectionError', async () => {
    const error = await failure(text(adapter, 'http://no.such.host.invalid/'));
    expect(error.name).toBe('ConnectionError');
    expect(error.message).toContain('no.such.host.invalid');
    expect(error.nothingSent).toBe(true);
  });

  it('informational answers are read over', async () => {
    const server = await serve(
      answering(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}`),
    );
    expect(await text(adapter, server.origin)).toBe('ok');
  });

  it('more than a thousand headers all come through', async () => {
    const many = Array.from({ length: 1500 }, (_, number) => `X-${number}: ${number}\r\n`).join('');
    const server = await serve(answering(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n${many}\r\nok`));
    expect((await send(adapter, server.origin)).headers.length).toBe(1501);
  });

  it.each([
    ['of one value', 'Content-Length: 2\r\ncontent-length:  2 \r\nX-Content-Length: 7\r\n'],
    ['three times', 'Content-Length: 2\r\nX: y\r\nContent-Length: 2\r\nContent-Length: 2\r\n'],
  ])('equal lengths are one length: %s', async (_, lines) => {
    const server = await serve(answering(`HTTP/1.1 200 OK\r\n${lines}\r\nok`));
    const { headers, body } = await send(adapter, server.origin);
    expect(headers.filter(([name]) => name.toLowerCase() === 'content-length').length).toBeGreaterThan(1);
    expect(await pieces(body)).toEqual(['ok']);
    expect(await text(adapter, server.origin)).toBe('ok');
    expect(server.received.length).toBe(1);
  });
});

describe('within the body', () => {
  it.each([
    ['too short', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'],
    ['not there', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'],
    ['without its last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'],
    ['cut within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'],
    ['with a chunk whose size is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n'],
  ])('a body that is %s is a ChunkedEncodingError', async (_, answer) => {
    const server = await serve((socket) => socket.end(answer));
    expect((await failure(text(adapter, server.origin))).name).toBe('ChunkedEncodingError');
    const { body } = await send(adapter, server.origin);
    expect((await failure(pieces(body))).name).toBe('ChunkedEncodingError');
  });

  it('what was there comes before the error', async () => {
    const server = await serve((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabcdefg'));
    const { body } = await send(adapter, server.origin);
    const reader = body[Symbol.asyncIterator]();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await reader.next()).value).toEqual(new TextEncoder().encode('abcdefg'));
    expect((await failure(reader.next())).name).toBe('ChunkedEncodingError');
  });

  it('extensions and trailers of chunks are read over', async () => {
    const chunks =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n4 ; z\r\ndefg\r\n0\r\nX-Trailer: 1\r\n\r\n';
    const server = await serve(answering(chunks));
    expect(await text(adapter, server.origin)).toBe('abcdefg');
  });

  it('a body without a length ends with its connection', async () => {
    const server = await serve((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nall of it'));
    expect(await text(adapter, server.origin)).toBe('all of it');
  });

  it('what comes after the length is no body, and its connection is not used again', async () => {
    const server = await serve(answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more'));
    expect(await text(adapter, server.origin)).toBe('ok');
    expect(await text(adapter, server.origin)).toBe('ok');
    expect(server.received.length).toBe(2);
  });

  it('nor where it comes later: a second answer is given to nobody', async () => {
    const server = await serve((socket) => {
      socket.write(OK);
      setTimeout(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison'), 20);
    });
    expect(await text(adapter, server.origin)).toBe('ok');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await text(adapter, server.origin)).toBe('ok');
    expect(server.received.length).toBe(2);
  });
});

describe('kept connections', () => {
  it('are used again, also after HEAD, 204 and 304', async () => {
    const heads = [
      'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n',
      'HTTP/1.1 204 No Content\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n',
      OK,
    ];
    const server = await serve(answering(...heads));
    await send(adapter, server.origin, { method: 'HEAD' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await text(adapter, server.origin)).toBe('');
    expect(await text(adapter, server.origin)).toBe('');
    expect(await text(adapter, server.origin)).toBe('ok');
    expect(server.received.length).toBe(1);
  });

  it('one request right after another has the same one, read at once or piece by piece', async () => {
    const server = await serve(answering(OK));
    for (let round = 0; round < 5; round++) {
      await text(adapter, server.origin);
      await pieces((await send(adapter, server.origin)).body);
    }
    expect(server.received.length).toBe(1);
  });

  it.each([
    ['nothing', undefined],
    ['bytes', new Uint8Array([1, 2])],
    ['a replayable source', new Source(['a', 'b'], { replayable: true })],
    ['a source of which one piece was pulled', new Source(['a'])],
  ])('a lost race is run again on a fresh connection: %s', async (_, body) => {
    let rude = true;
    const server = await serve((socket, received) => {
      if (received.includes('/second') && rude) {
        rude = false;
        socket.resetAndDestroy();
      } else if (received.includes('\r\n0\r\n\r\n') || !received.includes('chunked')) socket.write(OK);
    });
    expect(await text(adapter, `${server.origin}/first`)).toBe('ok');
    expect(await text(adapter, `${server.origin}/second`, { method: 'POST', body: body ?? null })).toBe('ok');
    expect(server.received.length).toBe(2);
  });

  it('but not where a part of an answer came', async () => {
    const server = await serve((socket, received) => {
      if (received.includes('/second')) socket.end('HTTP/1.1 2');
      else socket.write(OK);
    });
    await text(adapter, `${server.origin}/first`);
    expect((await failure(text(adapter, `${server.origin}/second`))).name).toBe('ConnectionError');
    expect(server.received.length).toBe(1);
  });

  it('nor where a source can not be told again', async () => {
    const server = await serve((socket, received) => {
      if (received.includes('2\r\nbb\r\n')) socket.resetAndDestroy();
      else if (!received.includes('chunked')) socket.write(OK);
    });
    await text(adapter, server.origin);
    const body = new Source(['a', 'bb', 'c'.repeat(1e6), 'd'.repeat(1e6)]);
    expect((await failure(text(adapter, server.origin, { method: 'POST', body }))).name).toBe('ConnectionError');
    expect(server.received.length).toBe(1);
    expect(body.closed).toBe(1);
  });

  it('one that was not read is not used again, and cancelling closes it', async () => {
    const large = `HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`;
    const server = await serve(answering(large, OK));
    const { body } = await send(adapter, server.origin);
    await text(adapter, server.origin);
    expect(server.received.length).toBe(2);
    body.cancel();
    body.cancel();
    await expect.poll(() => server.open()).toBe(1);
  });

  it('to leave the loop early closes it', async () => {
    const server = await serve(answering(`HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`));
    const { body } = await send(adapter, server.origin);
    for await (const _ of body) break;
    await expect.poll(() => server.open()).toBe(0);
  });

  it('close() ends the idle ones, lets the others finish, and the adapter goes on', async () => {
    const server = await serve(answering(OK));
    const { body } = await send(adapter, server.origin);
    await adapter.close();
    expect(await pieces(body)).toEqual(['ok']);
    await expect.poll(() => server.open()).toBe(0);
    expect(await text(adapter, server.origin)).toBe('ok');
  });

  it('no more are kept than poolMaxsize', async () => {
    adapter = new RawAdapter({ poolMaxsize: 2 });
    const server = await serve(answering(OK));
    await Promise.all(Array.from({ length: 5 }, () => text(adapter, server.origin)));
    await expect.poll(() => server.open()).toBe(2);
    expect(server.received.length).toBe(5);
  });

  it('with poolBlock there are never more', async () => {
    adapter = new RawAdapter({ poolMaxsize: 2, poolBlock: true });
    const server = await serve(answering(OK));
    await Promise.all(Array.from({ length: 9 }, () => text(adapter, server.origin)));
    expect(server.received.length).toBe(2);
  });

  it('and waiting for one ends at the connect timeout or with the signal', async () => {
    adapter = new RawAdapter({ poolMaxsize: 1, poolBlock: true });
    const server = await serve(answering(OK));
    const held = await send(adapter, server.origin);
    expect((await failure(text(adapter, server.origin, { options: { timeout: 20 } }))).name).toBe('ConnectTimeout');
    const reason = new Error('enough');
    const given = AbortSignal.timeout(20);
    const abort = new AbortController();
    given.addEventListener('abort', () => abort.abort(reason));
    expect(await failure(text(adapter, server.origin, { options: { signal: abort.signal } }))).toBe(reason);
    await held.body.bytes();
    expect(await text(adapter, server.origin)).toBe('ok');
  });

  it('no more pools are kept than poolConnections', async () => {
    adapter = new RawAdapter({ poolConnections: 1 });
    const [one, other] = [await serve(answering(OK)), await serve(answering(OK))];
    await text(adapter, one.origin);
    await text(adapter, other.origin);
    await expect.poll(() => one.open()).toBe(0);
    expect(other.open()).toBe(1);
  });
});

describe('uploads', () => {
  it('an early answer is read though the body is still on its way (BODY-28)', async () => {
    const server = await serve((socket) => {
      socket.pause();
      socket.end('HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig');
    });
    const body = new Source(Array.from({ length: 200 }, () => 'x'.repeat(100_000)));
    const answer = await send(adapter, server.origin, { method: 'POST', body });
    expect(answer.message.statusCode).toBe(413);
    expect(await pieces(answer.body)).toEqual(['big']);
    await expect.poll(() => body.closed).toBe(1);
    expect(body.pulled).toBeLessThan(200);
  });

  it('a source that can not be read fails before anything is sent', async () => {
    const server = await serve(answering(OK));
    const body = new Source(['a']);
    body.failAfter = 0;
    expect(await failure(text(adapter, server.origin, { method: 'POST', body }))).toBeInstanceOf(RangeError);
    expect(server.received).toEqual([]);
  });

  it('a source that breaks off ends the request with its own error', async () => {
    const server = await serve(() => {});
    const body = new Source(['a', 'b', 'c']);
    body.failAfter = 2;
    expect(await failure(text(adapter, server.origin, { method: 'POST', body }))).toBeInstanceOf(RangeError);
    await expect.poll(() => server.open()).toBe(0);
  });

  it.each([
    ['GET', 'a body', 'Content-Length: 6\r\n\r\na body'],
    ['POST', 'hé', 'Content-Length: 3\r\n\r\nh\xc3\xa9'],
  ])('a body of %s without a frame gets one', async (method, body, wire) => {
    const server = await serve(answering(OK));
    await text(adapter, server.origin, { method, body, headers: {} });
    expect(server.received[0]).toBe(`${method} / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${wire}`);
  });

  it('a source of unknown length goes out in chunks', async () => {
    const server = await serve((socket, received) => {
      if (received.endsWith('0\r\n\r\n')) socket.write(OK);
    });
    await text(adapter, server.origin, { method: 'POST', body: new Source(['ab', 'cde']), headers: {} });
    expect(server.received[0]).toContain('Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n');
  });

  it.each([
    ['bytes', 'abc'],
    ['a source with more', new Source(['ab', 'cd'])],
    ['a source with fewer', new Source(['a'])],
  ])('a length that is wrong is refused: %s', async (_, body) => {
    const server = await serve(() => {});
    const error = await failure(
      text(adapter, server.origin, { method: 'POST', body, headers: { 'Content-Length': '2' } }),
    );
    expect(error.name).toBe('InvalidHeader');
  });

  it('progress is told for bytes and sources', async () => {
    const server = await serve((socket, received) => {
      if (received.endsWith('x')) socket.write(OK);
    });
    const seen: unknown[] = [];
    const options = { onUploadProgress: (progress: unknown) => seen.push(progress) };
    await text(adapter, server.origin, { method: 'POST', body: 'x'.repeat(100_000), options });
    expect(seen.at(-1)).toEqual({ loaded: 100_000, total: 100_000 });
    expect(seen.length).toBe(2);
  });

  it.each([
    ['GET', ''],
    ['delete', ''],
    ['OPTIONS', ''],
    ['POST', 'Content-Length: 0\r\n'],
    ['PURGE', 'Content-Length: 0\r\n'],
  ])('that %s has no body is told where its server may wait for one', async (method, frame) => {
    const server = await serve(answering(OK));
    await text(adapter, server.origin, { method, headers: { 'X-b': new Uint8Array([0xe9]), host: 'other' } });
    expect(server.received[0]?.toLowerCase()).toBe(
      `${method} / HTTP/1.1\r\nX-b: \xe9\r\nhost: other\r\n${frame}\r\n`.toLowerCase(),
    );
  });

  it.each<Record<string, string>>([{}, { Connection: 'keep-alive' }])(
    'no body but chunks that were asked for: %j',
    async (more) => {
      const server = await serve(answering(OK));
      await text(adapter, server.origin, { method: 'POST', headers: { ...more, 'Transfer-Encoding': 'chunked' } });
      expect(server.received[0]).toContain('Transfer-Encoding: chunked\r\n\r\n');
    },
  );

  it.each<Record<string, string>>([{}, { Connection: 'keep-alive' }])(
    'a header in latin-1 beside a body of text stays one byte: %j',
    async (more) => {
      const server = await serve(answering(OK));
      await text(adapter, server.origin, { method: 'POST', body: 'hé', headers: { ...more, 'X-b': '\xe9' } });
      expect(server.received[0]).toContain('X-b: \xe9\r\n');
      expect(server.received[0]).toContain('\r\n\r\nh\xc3\xa9');
    },
  );

  it('a URL that was set by hand is escaped as it goes out', async () => {
    const server = await serve(answering(OK));
    await text(adapter, `${server.origin}/a b/../ü?[%zz]#f`);
    expect(server.received[0]).toMatch(/^GET \/a%20b\/\.\.\/%C3%BC\?%5B%25zz%5D HTTP/);
  });
});

describe('timeouts and signals', () => {
  it('silence before the headers and within the body is a ReadTimeout', async () => {
    const server = await serve(answering('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
    const silent = await serve(() => {});
    const options = { timeout: 30 };
    expect((await failure(text(adapter, silent.origin, { options }))).name).toBe('ReadTimeout');
    expect((await failure(text(adapter, server.origin, { options }))).name).toBe('ReadTimeout');
    const { body } = await send(adapter, server.origin, { options });
    expect((await failure(pieces(body))).name).toBe('ReadTimeout');
    await expect.poll(() => server.open() + silent.open()).toBe(0);
  });

  it('a consumer that takes its time is no silence', async () => {
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab');
      setTimeout(() => socket.write('cd'), 450);
    });
    const { body } = await send(adapter, server.origin, { options: { timeout: [1000, 300] } });
    const reader = body[Symbol.asyncIterator]();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(new TextDecoder().decode((await reader.next()).value)).toBe('cd');
  });

  it.each(['before', 'connecting', 'waiting', 'reading'])(
    'an abort while %s rejects with its reason itself',
    async (stage) => {
      const server = await serve(
        answering(stage === 'reading' ? 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc' : ''),
      );
      const abort = new AbortController();
      const reason = { not: 'an error' };
      if (stage === 'before') abort.abort(reason);
      const sending = text(adapter, server.origin, { options: { signal: abort.signal } });
      sending.catch(() => {});
      if (stage !== 'connecting') await new Promise((resolve) => setTimeout(resolve, 40));
      abort.abort(reason);
      expect(await failure(sending)).toBe(reason);
      await expect.poll(() => server.open()).toBe(0);
    },
  );

  it('no listener is left on the signal', async () => {
    const server = await serve(answering(OK));
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    for (let round = 0; round < 3; round++) await text(adapter, server.origin, { options: { signal, timeout: 1000 } });
    expect(listeners).toBe(0);
  });
});
