import { existsSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseBytes, Reply } from '../case.ts';
import { openControlPort } from './control-port.ts';
import { ScriptedServer } from './scripted-server.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await ScriptedServer.start();
});
afterAll(() => server.stop());

/** Sends bytes to a listener, and gives all that comes until the end, or the code of the error. */
function exchange(token: string, sent: string, halfClose = true): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const port = Number(server.tokens[token]?.split(':')[1]);
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1');
    });
    socket.on('end', () => resolve(received));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(received + error.code));
    socket.on('close', () => socket.destroy());
    if (halfClose) socket.end(sent, 'latin1');
    else socket.write(sent, 'latin1');
  });
}

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a reply', () => {
  it.each<[string, Reply, string]>([
    ['has a length', { body: 'é' }, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xc3\xa9'],
    [
      'is chunked',
      { framing: 'chunked', chunk: 2, body: 'abc' },
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n',
    ],
    [
      'lacks its last chunk',
      { framing: 'chunked', body: 'abc', fault: 'no-last-chunk' },
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    ],
    ['ends with the connection', { framing: 'close', body: 'abc', pause: 1 }, 'HTTP/1.1 200 OK\r\n\r\nabc'],
    ['tells a wrong length', { declare: 9, body: 'abc' }, 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'],
    [
      'has headers of bytes, a version and a reason',
      { status: 404, reason: 'Nöt', version: '1.0', headers: [['X', { $b64: '/w==' }]] },
      'HTTP/1.0 404 N\xc3\xb6t\r\nX: \xff\r\nContent-Length: 0\r\n\r\n',
    ],
    ['has no body by its status', { status: 204, body: 'abc' }, 'HTTP/1.1 204 OK\r\n\r\n'],
    [
      'comes after interim ones',
      { informational: [100, 103], body: '' },
      'HTTP/1.1 100 Early\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    ],
    ['is raw', { raw: { $repeat: ['ab', 2] } }, 'abab'],
    ['is nothing but an end', { fault: 'close' }, ''],
    ['is a reset', { fault: 'reset' }, 'ECONNRESET'],
  ])('%s', async (_, reply, wanted) => {
    server.script([reply]);
    expect(await exchange('a', GET)).toBe(wanted);
  });

  it('to HEAD has no body', async () => {
    server.script([{ body: 'abc' }]);
    expect(await exchange('a', 'HEAD / HTTP/1.1\r\n\r\n')).toBe('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n');
  });

  it('comes from the script in order, on whichever port, and 599 where the script is at its end', async () => {
    server.script([{ body: '1' }, { body: '2' }]);
    expect(await exchange('b', GET)).toContain('\r\n\r\n1');
    expect(await exchange('p', 'GET http://x/ HTTP/1.1\r\n\r\n')).toContain('\r\n\r\n2');
    expect(await exchange('a', GET)).toContain('599 Script Exhausted');
  });

  it.each<[string, Reply]>([
    ['last', { last: true }],
    ['declare', { declare: 0 }],
    ['raw', { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' }],
  ])('with %s ends the connection, though the client holds it open', async (_, reply) => {
    server.script([reply, { body: 'never' }]);
    expect(await exchange('a', GET + GET, false)).toBe('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  });

  it('with `encode` is compressed', async () => {
    const body: CaseBytes = { $encode: ['gzip', { $repeat: ['a', 1000] }] };
    server.script([{ body }]);
    expect(await exchange('a', GET)).toMatch(/^HTTP\/1.1 200 OK\r\nContent-Length: \d\d\r\n\r\n\x1f\x8b/);
  });
});

describe('the wire log', () => {
  it('has the request byte for byte', async () => {
    server.script([{}, {}]);
    const chunked = 'Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\n\xff\r\n0\r\nT: 1\r\n\r\n';
    const plain = `POST /\xe9?q HTTP/1.1\r\nhost:x\r\nX-A:  b c \r\nX-A: \xa0\r\ncontent-length: 2\r\n\r\nok`;
    await exchange('a', `${plain}PUT / HTTP/1.1\r\n${chunked}`);
    expect(await server.wire()).toEqual([
      {
        at: 'a',
        conn: 0,
        line: 'POST /é?q HTTP/1.1',
        headers: [
          ['host', 'x'],
          ['X-A', 'b c'],
          ['X-A', '\xa0'],
          ['content-length', '2'],
        ],
        framing: 'length',
        body: 'ok',
      },
      {
        at: 'a',
        conn: 0,
        line: 'PUT / HTTP/1.1',
        headers: [['Transfer-Encoding', 'chunked']],
        framing: 'chunked',
        body: { $b64: 'YWJj/w==' },
      },
    ]);
  });

  it('numbers the connections of a case from 0, and forgets the case before', async () => {
    server.script([]);
    await exchange('a', GET);
    server.script([]);
    await exchange('a', GET + GET);
    await exchange('b', GET);
    expect((await server.wire()).map(({ at, conn }) => `${at}${conn}`)).toEqual(['a0', 'a0', 'b1']);
  });

  it('has what came of a body that was broken off', async () => {
    server.script([]);
    await exchange('a', 'POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc');
    expect(await server.wire()).toMatchObject([{ framing: 'length', body: 'abc' }]);
  });

  it('leaves out what is no request', async () => {
    server.script([]);
    expect(await exchange('a', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n')).toBe('');
    expect(await server.wire()).toEqual([]);
  });

  it('tells whether a Digest answer holds', async () => {
    server.script([{ digest: ['a', 'b'] }, {}]);
    await exchange('a', GET + GET);
    const [first, second] = await server.wire();
    expect(first?.digest).toBeNull();
    expect(second && 'digest' in second).toBe(false);
  });
});

it('`dead` refuses connections', async () => {
  expect(await exchange('dead', GET)).toBe('ECONNREFUSED');
});

it('a new script ends the connections of the one before', async () => {
  server.script([{}]);
  const received = exchange('a', GET, false);
  await expect.poll(() => server.wire()).toHaveLength(1);
  server.script([]);
  expect(await received).toContain('200 OK');
});

it('serves TLS with a certificate for localhost, under a CA of its own', async () => {
  server.script([{ body: 'secret' }]);
  const { ca } = server.certificates;
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(`https://${server.tokens.s}/x`, { ca, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    });
    request.on('error', reject);
  });
  expect(text).toBe('secret');
  expect(await server.wire()).toMatchObject([{ at: 's', line: 'GET /x HTTP/1.1' }]);
});

describe('the proxy', () => {
  it('tunnels a CONNECT to this machine, whatever the name', async () => {
    server.script([{ tunnel: {} }, { body: 'far', last: true }]);
    const port = server.tokens.b?.split(':')[1];
    const answer = await exchange('p', `CONNECT wrong.example.com:${port} HTTP/1.1\r\n\r\n${GET}`, false);
    expect(answer).toBe('HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nfar');
    expect((await server.wire()).map(({ at, conn }) => `${at}${conn}`)).toEqual(['p0', 'b1']);
  });

  it('answers a CONNECT from the script where the reply has no tunnel', async () => {
    server.script([{ status: 407, reason: 'No', last: true }]);
    expect(await exchange('p', 'CONNECT x:1 HTTP/1.1\r\n\r\n', false)).toContain('407 No');
  });
});

describe('the control port', () => {
  it('takes a script and gives the wire, from any origin', async () => {
    const control = await openControlPort(server);
    const preflight = await fetch(`${control.url}/script`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(await (await fetch(control.url)).json()).toMatchObject({ tokens: server.tokens });
    await fetch(`${control.url}/script`, { method: 'POST', body: JSON.stringify([{ body: 'x' }]) });
    expect(await exchange('a', GET)).toContain('\r\n\r\nx');
    expect(await (await fetch(`${control.url}/wire`)).json()).toMatchObject([{ line: 'GET / HTTP/1.1' }]);
    expect((await fetch(`${control.url}/other`)).status).toBe(400);
    await control.close();
  });
});

it('removes its certificates when it stops', async () => {
  const other = await ScriptedServer.start();
  expect(existsSync(other.certificates.caPath)).toBe(true);
  await other.stop();
  expect(existsSync(other.certificates.caPath)).toBe(false);
});
