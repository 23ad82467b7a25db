import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import type { AdapterSendOptions } from '@beckon/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PoolOptions } from '../src/index.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { answering, OK, type RudeServer, rudeServer } from './support/rude-server.ts';
import { failure, RawAdapter, send, text } from './support/send.ts';

let made: Certificates;
let adapter: RawAdapter;
let origin: RudeServer;
const open: Server[] = [];

beforeAll(() => {
  made = makeCertificates();
});
afterAll(() => rmSync(made.folder, { recursive: true }));
beforeEach(async () => {
  adapter = new RawAdapter();
  origin = await rudeServer(answering(OK));
});
afterEach(async () => {
  await adapter.close();
  await origin.close();
  for (const server of open.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** What CONNECT asks for, then the two sides joined. */
function tunnelling(heads: string[], answer = 'HTTP/1.1 200 Connection established\r\n\r\n'): (socket: Socket) => void {
  return (socket) => {
    socket.on('error', () => {});
    socket.once('data', (data: Buffer) => {
      const head = data.toString('latin1');
      heads.push(head);
      if (!answer.includes(' 200 ')) {
        socket.end(answer);
        return;
      }
      const far = connect(Number(/^CONNECT [^:]+:(\d+)/.exec(head)?.[1]), '127.0.0.1');
      far.on('error', () => {});
      socket.write(answer);
      socket.pipe(far).pipe(socket);
    });
  };
}

async function secureOrigin(): Promise<{ url: string; heads: string[] }> {
  const heads: string[] = [];
  const server = createHttpsServer(
    { cert: made.text('server.pem'), key: made.text('server.key') },
    (request, response) => {
      heads.push(request.rawHeaders.join('|'));
      response.end('ok');
    },
  );
  return { url: `https://localhost:${await listen(server)}/`, heads };
}

const trusting = (proxy: string): AdapterSendOptions => ({ verify: made.path('ca.pem'), proxies: { all: proxy } });

describe('an HTTP proxy', () => {
  it('gets the whole URL, and one connection serves several servers', async () => {
    const proxies = { http: origin.origin.replace('//', '//us%40er:p%3Ass@') };
    await text(adapter, 'http://a.example/x?y#z', { options: { proxies } });
    await text(adapter, 'http://u:p@b.example:81/', { options: { proxies } });
    expect(origin.received.length).toBe(1);
    expect(origin.received[0]).toContain('GET http://a.example/x?y HTTP/1.1\r\nHost: a.example\r\n');
    expect(origin.received[0]).toContain('GET http://b.example:81/ HTTP/1.1\r\nHost: b.example:81\r\n');
    expect(origin.received[0]).toContain('Proxy-Authorization: Basic dXNAZXI6cDpzcw==\r\n');
  });

  it('is asked for an escaped URL, and shown no user without a name', async () => {
    const proxies = { http: origin.origin.replace('//', '//:secret@') };
    await text(adapter, 'http://a.example/ü b?[]', { options: { proxies } });
    expect(origin.received[0]).toContain('GET http://a.example/%C3%BC%20b?%5B%5D HTTP/1.1\r\n');
    expect(origin.received[0]).not.toContain('Proxy-Authorization');
  });

  it('credentials of its URL go before a header, and a header alone is kept', async () => {
    const headers = { 'Proxy-Authorization': 'Bearer t' };
    await text(adapter, 'http://a.example/', { headers, options: { proxies: { http: origin.origin } } });
    await text(adapter, 'http://a.example/', {
      headers,
      options: { proxies: { http: origin.origin.replace('//', '//u:p@') } },
    });
    expect(origin.received[0]).toContain('Bearer t');
    expect(origin.received[1]).not.toContain('Bearer t');
  });

  it('opens a tunnel for https, whose connection is used again; what is for the proxy stays there', async () => {
    const heads: string[] = [];
    const { url, heads: seen } = await secureOrigin();
    const proxy = `http://127.0.0.1:${await listen(createServer(tunnelling(heads)))}`;
    const headers = { 'Proxy-Authorization': 'Bearer t' };
    await text(adapter, url, { headers, options: trusting(proxy) });
    await text(adapter, url, { headers, options: trusting(proxy) });
    expect(heads.length).toBe(1);
    expect(heads[0]).toContain('Proxy-Authorization: Bearer t\r\n');
    expect(seen.join()).not.toContain('Bearer');
    await text(adapter, url, { headers: { 'Proxy-Authorization': 'Bearer other' }, options: trusting(proxy) });
    expect(heads.length).toBe(2);
  });

  it.each([
    [407, 'Proxy Authentication Required', /407.*user and password/],
    [403, 'Forbidden', /403 Forbidden/],
    [502, 'Bad Gateway', /502 Bad Gateway/],
  ])('a refused tunnel is a ProxyError with its status: %i', async (status, reason, message) => {
    const answer = `HTTP/1.1 ${status} ${reason}\r\nContent-Length: 2\r\n\r\nno`;
    const proxy = `http://user:hunter2@127.0.0.1:${await listen(createServer(tunnelling([], answer)))}`;
    const error = await failure(text(adapter, 'https://a.example/', { options: { proxies: { https: proxy } } }));
    expect(error.name).toBe('ProxyError');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('hunter2');
    expect(error.nothingSent).toBe(true);
  });

  it('one that refuses connections is a ProxyError, one that hangs a ConnectTimeout', async () => {
    const proxies = { all: origin.origin };
    const silent = await rudeServer(() => {});
    const hanging = { proxies: { all: silent.origin }, timeout: [40, null] as const };
    expect((await failure(text(adapter, 'https://a.example/', { options: hanging }))).name).toBe('ConnectTimeout');
    await expect.poll(() => silent.open()).toBe(0);
    await silent.close();
    await origin.close();
    for (const url of ['http://a.example/', 'https://a.example/']) {
      expect((await failure(text(adapter, url, { options: { proxies } }))).name).toBe('ProxyError');
    }
  });

  it('the certificate in a tunnel is held against the server', async () => {
    const { url } = await secureOrigin();
    const proxy = `http://127.0.0.1:${await listen(createServer(tunnelling([])))}`;
    const wrong = url.replace('localhost', 'wrong.example');
    const error = await failure(text(adapter, wrong, { options: trusting(proxy) }));
    expect(error.name).toBe('SSLError');
    expect(error.message).toContain('wrong.example');
  });

  it('an https proxy is spoken to over TLS, also with TLS within', async () => {
    const heads: string[] = [];
    const tls = { cert: made.text('server.pem'), key: made.text('server.key') };
    const { url } = await secureOrigin();
    const proxy = `https://u:p@localhost:${await listen(createTlsServer(tls, tunnelling(heads)))}`;
    for (let round = 0; round < 2; round++) expect(await text(adapter, url, { options: trusting(proxy) })).toBe('ok');
    expect(heads.length).toBe(1);
    expect(heads[0]).toContain('Proxy-Authorization: Basic dTpw');
    const untrusted = await failure(text(adapter, url, { options: { proxies: { all: proxy } } }));
    expect(untrusted.name).toBe('ProxyError');
  });
});

/** A small SOCKS server of both versions; tells what it was asked for. */
function socksServer(seen: string[], port: () => number, user?: string): Server {
  return createServer((socket) => {
    socket.on('error', () => {});
    const join = (reply: number[]): void => {
      const far = connect(port(), '127.0.0.1');
      far.on('error', () => {});
      socket.write(Buffer.from(reply));
      socket.pipe(far).pipe(socket);
    };
    const asked = (data: Buffer): void => {
      seen.push(data[3] === 3 ? data.toString('latin1', 5, 5 + (data[4] as number)) : data.subarray(4, 8).join('.'));
      join([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    };
    socket.once('data', (first: Buffer) => {
      if (first[0] === 4) {
        const [, name = ''] = first.toString('latin1', 8).split('\0');
        seen.push(first[4] === 0 && first[5] === 0 ? name : first.subarray(4, 8).join('.'));
        return join([0, 90, 0, 0, 0, 0, 0, 0]);
      }
      if (user === undefined) {
        socket.write(Buffer.from([5, 0]));
        socket.once('data', asked);
        return;
      }
      socket.write(Buffer.from([5, 2]));
      socket.once('data', (login: Buffer) => {
        const right = login.toString('latin1').includes(user);
        socket.write(Buffer.from([1, right ? 0 : 1]));
        if (right) socket.once('data', asked);
        else socket.end();
      });
    });
  });
}

describe('a SOCKS proxy', () => {
  it.each([
    ['socks4', '127.0.0.1'],
    ['socks4a', 'localhost'],
    ['socks5', /^127\.0\.0\.1$|^0\.0\.0\.0$/],
    ['socks5h', 'localhost'],
  ])('%s finds the name on the right side', async (kind, asked) => {
    const seen: string[] = [];
    const port = await listen(socksServer(seen, () => origin.port));
    adapter = new (class extends RawAdapter {
      override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
        super.initPoolmanager(connections, maxsize, block, { ...options, family: 4 });
      }
    })();
    const options = { proxies: { http: `${kind}://127.0.0.1:${port}` } };
    expect(await text(adapter, `http://localhost:${origin.port}/path`, { options })).toBe('ok');
    expect(await text(adapter, `http://localhost:${origin.port}/path`, { options })).toBe('ok');
    expect(seen.length).toBe(1);
    expect(seen[0]).toMatch(asked);
    expect(origin.received[0]).toContain('GET /path HTTP/1.1\r\n');
  });

  it('takes credentials, and a refusal is a ProxyError without them', async () => {
    const port = await listen(socksServer([], () => origin.port, 'user'));
    const url = `http://localhost:${origin.port}/`;
    expect(await text(adapter, url, { options: { proxies: { all: `socks5h://user:pass@127.0.0.1:${port}` } } })).toBe(
      'ok',
    );
    const error = await failure(
      text(adapter, url, { options: { proxies: { all: `socks5h://wrong:hunter2@127.0.0.1:${port}` } } }),
    );
    expect(error.name).toBe('ProxyError');
    expect(JSON.stringify([error.message, String(error.cause)])).not.toContain('hunter2');
  });

  it('carries TLS, and a silent one is a ConnectTimeout', async () => {
    const { url } = await secureOrigin();
    const port = await listen(socksServer([], () => Number(new URL(url).port)));
    expect(await text(adapter, url, { options: trusting(`socks5h://127.0.0.1:${port}`) })).toBe('ok');
    const silent = await rudeServer(() => {});
    const options = { proxies: { all: `socks5://127.0.0.1:${silent.port}` }, timeout: [40, null] as const };
    expect((await failure(text(adapter, 'http://127.0.0.1:1/', { options }))).name).toBe('ConnectTimeout');
    await expect.poll(() => silent.open()).toBe(0);
    await silent.close();
  });
});

describe('subclasses, as the documentation of Requests has them', () => {
  it('a source address', async () => {
    let from: string | undefined;
    const server = await rudeServer(answering(OK), (socket) => {
      from = socket.remoteAddress;
    });
    class SourceAddressAdapter extends RawAdapter {
      override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
        super.initPoolmanager(connections, maxsize, block, { ...options, localAddress: '127.0.0.5' });
      }
    }
    adapter = new SourceAddressAdapter();
    await text(adapter, server.origin);
    expect(from).toBe('127.0.0.5');
    await server.close();
  });

  it('a Unix socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'beckon-socket-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, 'socket');
    const server = createServer((socket) => {
      socket.on('data', () => socket.write(OK));
    });
    open.push(server);
    await new Promise<void>((resolve) => server.listen(path, resolve));
    class UnixAdapter extends RawAdapter {
      override initPoolmanager(connections: number, maxsize: number, block: boolean, options: PoolOptions = {}): void {
        super.initPoolmanager(connections, maxsize, block, { ...options, socketPath: path });
      }
    }
    adapter = new UnixAdapter();
    expect(await text(adapter, 'http://docker/containers')).toBe('ok');
    adapter.close();
  });

  it('addHeaders, requestUrl and proxyHeaders take part', async () => {
    class Own extends RawAdapter {
      override addHeaders(request: Parameters<RawAdapter['addHeaders']>[0]): void {
        request.headers.set('X-Own', '1');
      }
      override requestUrl(...args: Parameters<RawAdapter['requestUrl']>): string {
        return `${super.requestUrl(...args)}?own`;
      }
      override proxyHeaders(): Record<string, string> {
        return { 'X-Proxy': '2' };
      }
    }
    adapter = new Own();
    await send(adapter, 'http://a.example/x', { options: { proxies: { http: origin.origin } } });
    expect(origin.received[0]).toContain('GET http://a.example/x?own HTTP/1.1\r\n');
    expect(origin.received[0]).toContain('X-Own: 1\r\nX-Proxy: 2\r\n');
  });

  it.each([
    [{ poolConnections: 0 }],
    [{ poolMaxsize: 1.5 }],
    [{ poolBlock: 'yes' }],
    [{ maxRetries: -1.5 }],
    [{ maxRetry: 1 }],
  ])('a wrong option is refused: %o', (init) => {
    expect(() => new RawAdapter(init as object)).toThrow(expect.objectContaining({ name: 'InvalidOptionError' }));
  });
});
