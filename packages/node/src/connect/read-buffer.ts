import type { NetConnectOpts, Socket } from 'node:net';
import { isNode } from '../builtin.ts';

/** As much as Node asks for in one read of its own. In bytes. */
const READ_BYTES = 65_536;

let readBuffer: Buffer | undefined;

/**
 * What makes a connection put each read into one buffer that all connections share. Node's own way takes 64 KiB anew for each read, and their
 * collection as garbage was a third of what a download cost. It is safe where HTTP is spoken: the parser is done with the bytes, and has copied
 * those of the body, before `data` returns. Bun and Deno read in other ways.
 * @param socket gives the connection that these options made
 */
export function intoReadBuffer(socket: () => Socket): Pick<NetConnectOpts, 'onread'> | undefined {
  if (!isNode) return undefined;
  readBuffer ??= Buffer.allocUnsafeSlow(READ_BYTES);
  return {
    onread: {
      buffer: readBuffer,
      callback: (length, buffer) => socket().emit('data', (buffer as Buffer).subarray(0, length)) || true,
    },
  };
}
