import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeCertificates } from './support/certificates.ts';
import { answering, OK, rudeServer } from './support/rude-server.ts';
import { RawAdapter, send, text } from './support/send.ts';

const sendUrl = new URL('./support/send.ts', import.meta.url).href;

it('idle connections do not keep the process alive, nor does a response that nobody reads to its end', async () => {
  const certificates = makeCertificates();
  const server = await rudeServer(answering(OK));
  const secure = createServer(
    { cert: certificates.text('server.pem'), key: certificates.text('server.key') },
    (_, response) => response.end('ok'),
  );
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const program = `
    import { RawAdapter, text } from '${sendUrl}';
    const adapter = new RawAdapter();
    const options = { verify: ${JSON.stringify(certificates.path('ca.pem'))}, timeout: 60000 };
    await text(adapter, '${server.origin}', { options });
    await text(adapter, 'https://localhost:${(secure.address() as AddressInfo).port}/', { options });
    console.log('done');
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 8000,
  });
  expect(stdout).toContain('done');
  secure.closeAllConnections();
  secure.close();
  await server.close();
  rmSync(certificates.folder, { recursive: true });
}, 10_000);

it('many requests leave no listener on a connection', async () => {
  const adapter = new RawAdapter();
  const server = await rudeServer(answering(OK));
  const counts: number[] = [];
  for (let round = 0; round < 30; round++) {
    const { message, body } = await send(adapter, server.origin, { options: { timeout: 1000 } });
    const { socket } = message;
    await body.bytes();
    counts.push(socket.eventNames().reduce((sum, name) => sum + socket.listenerCount(name), 0));
  }
  expect(counts[29]).toBe(counts[1]);
  expect(server.received.length).toBe(1);
  await text(adapter, server.origin);
  await adapter.close();
  await server.close();
});

it('there is no static import of a module of Node', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = new URL('../src/', import.meta.url);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const source = readFileSync(new URL(name, folder), 'utf8');
    expect([name, /^import (?!type).*from 'node:/m.test(source)]).toEqual([name, false]);
  }
});
