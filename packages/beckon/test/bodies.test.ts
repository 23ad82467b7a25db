import { Buffer } from 'node:buffer';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import {
  InvalidHeader,
  InvalidJSONError,
  InvalidOptionError,
  type PreparedRequest,
  Request,
  Session,
} from '../src/index.ts';
import { failure } from './support/failure.ts';
import { type Received, reply, serve } from './support/server.ts';

const session = new Session({ trustEnv: false });
const prepare = (options: object, method = 'POST'): Promise<PreparedRequest> =>
  session.prepareRequest(new Request(method, 'http://h/', options));
async function sent(options: object, method = 'POST'): Promise<Received> {
  await using server = await serve(() => reply());
  await session.request(method, `${server.url}/`, options);
  return server.requests[0] as Received;
}
async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* parts;
}

describe('JSON', () => {
  it('is compact UTF-8 (BODY-10), and null is a value (BODY-5)', async () => {
    expect((await sent({ json: { a: 1, é: [true] } })).body).toBe(Buffer.from('{"a":1,"é":[true]}').toString('latin1'));
    expect((await sent({ json: null })).body).toBe('null');
    expect((await sent({ json: undefined })).header('content-type')).toBeUndefined();
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  it.each<[name: string, value: unknown, where: string]>([
    ['NaN', { a: [Number.NaN] }, '$.a[0]'],
    ['a BigInt', { a: 1n }, '$.a'],
    ['a cycle', cycle, '$'],
    ['a Map', { a: new Map([[1, 2]]) }, '$.a'],
    ['a Set', { a: new Set() }, '$.a'],
    ['a function', () => {}, '$'],
    ['a promise', { p: Promise.resolve() }, '$.p'],
    ['an invalid date', { d: new Date(Number.NaN) }, '$.d'],
  ])('refuses %s, and says where it is (BODY-8, BODY-9)', async (_name, json, where) => {
    const error = await failure(prepare({ json }));
    expect(error).toBeInstanceOf(InvalidJSONError);
    expect(error.message).toContain(where);
  });
});

describe('the frame of a body', () => {
  it('is a length wherever it is known, also 0 (BODY-16), and chunks elsewhere: never both (BODY-14)', async () => {
    for (const [data, length] of [
      ['é', '2'],
      [new Blob([]), '0'],
      [new Blob(['abc']), '3'],
      [new Float32Array(2), '8'],
    ]) {
      const request = await sent({ data });
      expect([request.header('content-length'), request.header('transfer-encoding')]).toEqual([length, undefined]);
    }
    const request = await sent({ data: pieces('a', '', 'b') });
    expect([request.header('content-length'), request.header('transfer-encoding')]).toEqual([undefined, 'chunked']);
    expect(request.body).toBe('ab');
  });

  it("is the caller's length for a stream, and held to it (BODY-21)", async () => {
    const headers = { 'Content-Length': '3' };
    const request = await sent({ data: pieces('ab', 'c'), headers });
    expect([request.body, request.header('transfer-encoding')]).toEqual(['abc', undefined]);
    for (const data of [pieces('ab'), pieces('abcd')]) {
      await using server = await serve(() => reply());
      const error = await failure(session.post(`${server.url}/`, { data, headers, timeout: 2000 }));
      expect(error.message).toMatch(/length/i);
      expect(server.requests).toHaveLength(0);
    }
    expect(await failure(prepare({ data: pieces('a'), headers: { 'Content-Length': 'many' } }))).toBeInstanceOf(
      InvalidHeader,
    );
  });

  it('follows a body that was changed by hand before it is sent (PREP-5)', async () => {
    await using server = await serve(() => reply());
    const prepared = await session.prepareRequest(new Request('POST', `${server.url}/`, { data: 'abc' }));
    prepared.body = 'longer';
    await session.send(prepared);
    prepared.body = null;
    await session.send(prepared);
    expect(server.requests.map((request) => [request.header('content-length'), request.body])).toEqual([
      ['6', 'longer'],
      ['0', ''],
    ]);
  });

  it('is none but for methods that may have a body (BODY-12)', async () => {
    expect((await sent({}, 'GET')).header('content-length')).toBeUndefined();
    expect((await sent({}, 'DELETE')).header('content-length')).toBe('0');
  });
});

describe('data', () => {
  it('takes text streams in UTF-8, and bytes as they are (BODY-20, BODY-22)', async () => {
    expect((await sent({ data: Readable.from(['h', 'é']) })).body).toBe(Buffer.from('hé').toString('latin1'));
    expect((await sent({ data: new DataView(new Uint8Array([1, 255]).buffer) })).body).toBe('\x01\xff');
    const form = new FormData();
    form.set('a', 'b');
    expect((await sent({ data: form })).header('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect((await sent({ data: new URLSearchParams({ a: 'é' }) })).body).toBe('a=%C3%A9');
  });

  it.each(
    [
      5,
      true,
      false,
      0,
      Symbol('s'),
      () => {},
      new Date(),
      Promise.resolve('x'),
      ['ab', 'cd'],
      new Map([['a', {}]]),
    ].map((data) => [data]),
  )('refuses %s (BODY-23)', async (data) => {
    expect(await failure(prepare({ data }))).toBeInstanceOf(InvalidOptionError);
  });

  it('reads a file from where it stands, once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'beckon-'));
    writeFileSync(join(folder, 'a.txt'), 'abcdef');
    expect((await sent({ data: createReadStream(join(folder, 'a.txt'), { start: 2 }) })).body).toBe('cdef');
    const missing = await failure(
      prepare({ data: createReadStream(join(folder, 'none')) }).then((prepared) => session.send(prepared)),
    );
    expect(missing.message).not.toBe('');
    rmSync(folder, { recursive: true });
  });

  it('that breaks off is an error with its cause, and the connection goes', async () => {
    await using server = await serve(() => reply());
    const cause = new Error('disk');
    const data = (async function* () {
      yield 'a';
      throw cause;
    })();
    const error = await failure(session.post(`${server.url}/`, { data }));
    expect([error.cause, error.request?.url]).toEqual([cause, `${server.url}/`]);
  });
});

describe('multipart', () => {
  it('takes the type of a File, and a Content-Type among the headers of a part once (MP-9, MP-10)', async () => {
    const { body } = await sent({
      files: {
        f: new File(['x'], 'n.txt', { type: 'text/x' }),
        g: ['g', 'y', 'text/y', { 'content-type': 'text/z', 'X-A': '1' }],
      },
    });
    expect(body).toContain('Content-Type: text/x\r\n');
    expect(body.match(/content-type/gi)).toHaveLength(2);
  });

  it("keeps to the caller's boundary, and adds one where there is none (MP-14)", async () => {
    const given = await sent({ files: { f: 'x' }, headers: { 'Content-Type': 'multipart/form-data; boundary=mine' } });
    expect([given.header('content-type'), given.body.slice(0, 6)]).toEqual([
      'multipart/form-data; boundary=mine',
      '--mine',
    ]);
    const bare = await sent({ files: { f: 'x' }, headers: { 'Content-Type': 'multipart/form-data' } });
    const boundary = /boundary=(.+)$/.exec(bare.header('content-type') ?? '')?.[1];
    expect(bare.body.startsWith(`--${boundary}\r\n`)).toBe(true);
  });

  it('has a length where that of every part is known, and goes out in chunks elsewhere (MP-13)', async () => {
    expect((await sent({ files: { f: new Blob(['abc']) } })).header('content-length')).toBeDefined();
    expect((await sent({ files: { f: pieces('abc') } })).header('transfer-encoding')).toBe('chunked');
  });

  it('lets nothing in through names, and nothing through headers of a part (MP-11, MP-18)', async () => {
    const { body } = await sent({ files: { 'a"\r\nX: y': ['b"\r\nX: y', 'z'] } });
    expect(body).toContain('name="a%22%0D%0AX: y"; filename="b%22%0D%0AX: y"');
    for (const headers of [{ 'X-A': 'a\r\nX: y' }, { 'X\r\nY': 'a' }, { 'X Y': 'a' }, 5]) {
      expect(await failure(() => prepare({ files: { f: ['n', 'x', null, headers] } }))).toBeTruthy();
    }
  });

  it.each([
    [{ files: 5 }],
    [{ files: { f: {} } }],
    [{ files: { f: ['a', 'b', 'c', {}, 'e'] } }],
    [{ files: [['f']] }],
    [{ files: { f: 'x' }, data: 'text' }],
  ])('refuses %j (MP-4, MP-15)', async (options) => {
    expect(await failure(() => prepare(options))).toBeTruthy();
  });
});

describe('a copy of a prepared request', () => {
  it('has hooks and headers of its own (HOOK-11)', async () => {
    const prepared = await prepare({});
    const twin = prepared.copy();
    twin.registerHook('response', () => {});
    twin.headers.set('X', 'y');
    expect([prepared.hooks.response.length, prepared.headers.has('X')]).toEqual([0, false]);
  });
});
