import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { RawAdapter, send, text } from './support/send.ts';
import { closeServers, listen } from './support/servers.ts';

const CONNECTIONS = 12;
const LENGTH = 700_000;

let made: Certificates;
const open: Server[] = [];

beforeAll(() => {
  made = makeCertificates();
});
afterAll(() => rmSync(made.folder, { recursive: true }));
afterEach(() => closeServers(open));

/** Answers `/n` with bytes that are all `n`, in pieces that come by turns with those of the others. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const byte = Number((request.url ?? '').slice(1));
  response.writeHead(200, byte % 2 === 0 ? { 'Content-Length': LENGTH } : {});
  let left = LENGTH;
  const more = (): void => {
    const length = Math.min(left, 9_000 + byte);
    left -= length;
    response.write(Buffer.alloc(length, byte));
    if (left > 0) setImmediate(more);
    else response.end();
  };
  more();
}

async function serve(secure: boolean): Promise<string> {
  const server: Server = secure
    ? createSecureServer({ cert: made.text('server.pem'), key: made.text('server.key') }, answer)
    : createServer(answer);
  open.push(server);
  return `${secure ? 'https' : 'http'}://localhost:${await listen(server)}/`;
}

describe.each([
  ['http', false],
  ['https', true],
])('over %s all connections read into one buffer, and', (_, secure) => {
  it('what was read of one is not written over by another', async () => {
    const url = await serve(secure);
    const adapter = new RawAdapter();
    const options = { verify: made.path('ca.pem') };
    const bodies = await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, n) => {
        const { body } = await send(adapter, `${url}${n + 1}`, { options });
        const pieces: Uint8Array[] = [];
        for await (const piece of body) pieces.push(piece);
        return pieces;
      }),
    );
    await adapter.close();
    bodies.forEach((pieces, n) => {
      expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(LENGTH);
      expect(pieces.every((piece) => piece.every((byte) => byte === n + 1))).toBe(true);
    });
  });

  it('a reader that waits holds its server back, and gets the rest when it goes on', async () => {
    const url = await serve(secure);
    const adapter = new RawAdapter();
    const options = { verify: made.path('ca.pem') };
    const { body } = await send(adapter, `${url}2`, { options });
    let length = 0;
    for await (const piece of body) {
      if (length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      length += piece.length;
    }
    expect(length).toBe(LENGTH);
    // and the connection serves the next one
    expect((await text(adapter, `${url}4`, { options })).length).toBe(LENGTH);
    await adapter.close();
  });
});
