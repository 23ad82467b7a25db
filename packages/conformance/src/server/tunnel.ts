import { connect } from 'node:net';
import type { Connection } from './connection.ts';

/** Answers a CONNECT and passes bytes both ways until one side ends. Whatever the host's name, it is this machine. */
export async function tunnel(connection: Connection, target: string, early: Uint8Array): Promise<void> {
  const port = Number(target.slice(target.lastIndexOf(':') + 1));
  const far = connect({ host: '127.0.0.1', port, noDelay: true });
  const near = connection.socket;
  await new Promise<void>((resolve, reject) => {
    far.once('connect', resolve);
    far.once('error', reject);
  });
  far.on('error', () => near.destroy());
  await connection.write(new TextEncoder().encode('HTTP/1.1 200 Connection established\r\n\r\n'));
  if (early.length > 0) far.write(early);
  near.pipe(far);
  far.pipe(near);
  near.once('close', () => far.destroySoon());
  far.once('close', () => near.destroySoon());
  await new Promise<void>((resolve) => near.once('close', () => resolve()));
}
