import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { HTTPAdapter, Response, Retry, Session, Timeout } from '../src/index.ts';
import { type Answer, redirect, reply, serve } from './support/server.ts';

/** Runs a call whose signal is aborted once `ready` says so, and gives what it was rejected with. */
async function aborted(
  call: (signal: AbortSignal, abort: () => void) => Promise<unknown>,
): Promise<{ reason: object; error: unknown }> {
  const controller = new AbortController();
  const reason = { why: 'the caller said so' };
  try {
    await call(controller.signal, () => controller.abort(reason));
  } catch (error) {
    return { reason, error };
  }
  throw new Error('the call was not rejected');
}
const silent: Answer = () => undefined;

describe('an aborted call rejects with the reason of its signal', () => {
  it('before anything is prepared or sent', async () => {
    await using server = await serve(() => reply());
    const { reason, error } = await aborted(async (signal, abort) => {
      abort();
      await new Session().get(server.url, { signal });
    });
    expect([error, server.connections()]).toEqual([reason, 0]);
  });

  it('while credentials are awaited', async () => {
    await using server = await serve(() => reply());
    const { reason, error } = await aborted((signal, abort) =>
      new Session().get(server.url, { signal, auth: async () => abort() }),
    );
    expect([error, server.requests.length]).toEqual([reason, 0]);
  });

  it('while it connects', async () => {
    // TLS is not answered: the connection is not ready
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { reason, error } = await aborted((signal, abort) => {
      server.once('connection', abort);
      return new Session().get(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal });
    });
    expect(error).toBe(reason);
    server.close();
  });

  it('while it waits for a connection of a pool that blocks', async () => {
    await using server = await serve(silent);
    const session = new Session({ trustEnv: false });
    session.mount('http://', new HTTPAdapter({ poolMaxsize: 1, poolBlock: true }));
    const first = new AbortController();
    const holds = session.get(server.url, { signal: first.signal }).catch(() => 'gone');
    const { reason, error } = await aborted((signal, abort) => {
      setTimeout(abort, 20);
      return session.get(server.url, { signal });
    });
    expect(error).toBe(reason);
    first.abort();
    expect(await holds).toBe('gone');
  });

  it('while the body goes up', async () => {
    await using server = await serve(silent);
    let closed = false;
    const { reason, error } = await aborted((signal, abort) => {
      const data = (async function* () {
        try {
          yield 'a';
          abort();
          await new Promise((resolve) => setTimeout(resolve, 50));
          yield 'b';
        } finally {
          closed = true;
        }
      })();
      return new Session().post(server.url, { signal, data });
    });
    expect(error).toBe(reason);
    await expect.poll(() => closed).toBe(true);
    await expect.poll(() => server.open()).toBe(0);
  });

  it('while it waits for the headers', async () => {
    let abortNow = (): void => {};
    await using server = await serve(() => {
      abortNow();
      return undefined;
    });
    const { reason, error } = await aborted((signal, abort) => {
      abortNow = abort;
      return new Session().get(server.url, { signal });
    });
    expect(error).toBe(reason);
    await expect.poll(() => server.open()).toBe(0);
  });

  it('while a redirect is followed', async () => {
    let abortNow = (): void => {};
    await using server = await serve(({ target }) => {
      if (target === '/') return redirect('/b');
      abortNow();
      return undefined;
    });
    const { reason, error } = await aborted((signal, abort) => {
      abortNow = abort;
      return new Session().get(`${server.url}/`, { signal });
    });
    expect(error).toBe(reason);
  });

  it('while a retry is waited for', async () => {
    await using server = await serve(() => reply('', {}, '503 Busy'));
    const session = new Session({ trustEnv: false });
    session.mount(
      'http://',
      new HTTPAdapter({ maxRetries: new Retry({ total: 5, statusForcelist: [503], backoffFactor: 60_000 }) }),
    );
    const { reason, error } = await aborted((signal, abort) => {
      setTimeout(abort, 100);
      return session.get(server.url, { signal });
    });
    expect(error).toBe(reason);
  });

  it('in a hook', async () => {
    await using server = await serve(() => reply('abc'));
    const { reason, error } = await aborted((signal, abort) =>
      new Session().get(server.url, { signal, hooks: { response: () => abort() } }),
    );
    expect(error).toBe(reason);
  });

  it.each(['whole', 'streamed', 'read', 'raw', 'lines'])('while the body comes in: %s', async (how) => {
    await using server = await serve(() => 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc');
    const { reason, error } = await aborted(async (signal, abort) => {
      if (how === 'whole') {
        setTimeout(abort, 100);
        return new Session().get(server.url, { signal });
      }
      const response = await new Session().get(server.url, { signal, stream: true });
      setTimeout(abort, 50);
      if (how === 'read') return response.read();
      const source = { streamed: response, raw: response.raw, lines: response.iterLines() }[how];
      for await (const _ of source as AsyncIterable<unknown>);
      return undefined;
    });
    expect(error).toBe(reason);
    await expect.poll(() => server.open()).toBe(0);
  });

  it('and not with one that came too late', async () => {
    await using server = await serve(() => reply('abc'));
    const controller = new AbortController();
    const response = await new Session().get(server.url, { signal: controller.signal });
    controller.abort();
    expect(response.text).toBe('abc');
  });
});

describe('a bound on the whole exchange', () => {
  it.each([
    ['silence', silent],
    ['a body that drips', drips],
    ['redirects without an end', slowRedirect],
  ] as const)('ends %s (TMO-8)', async (_name, answer) => {
    await using server = await serve(answer);
    const session = new Session({ trustEnv: false, maxRedirects: 10_000 });
    const error = await session.get(`${server.url}/`, { timeout: { total: 200 } }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Timeout);
    expect((error as Timeout).request?.url).toContain(server.url);
    expect((error as Timeout).message).toContain('200 ms');
  });

  it('holds for a streamed body too, and leaves no listener on the signal', async () => {
    await using server = await serve(drips);
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const response = await new Session().get(server.url, { stream: true, timeout: { total: 200 }, signal });
    const error = await response.read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Timeout);
    expect(added.mock.calls.length).toBeGreaterThan(0);
    await expect.poll(() => removed.mock.calls.length).toBeGreaterThanOrEqual(added.mock.calls.length);
  });

  it('does not touch what ended in time', async () => {
    await using server = await serve(() => reply('abc'));
    const response = await new Session().get(server.url, { timeout: { total: 5000 } });
    expect(response).toBeInstanceOf(Response);
  });
});

function drips(_request: unknown, _count: number, socket: Parameters<Answer>[2]): undefined {
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n');
  const timer = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => clearInterval(timer));
  return undefined;
}

async function slowRedirect(): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 10));
  return 'HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n';
}
