import type { Socket } from 'node:net';

/** A connection as the server uses it: `socket` carries the bytes, `transport` is the TCP socket under it, without TLS the same. */
export class Connection {
  readonly socket: Socket;
  readonly transport: Socket;

  constructor(socket: Socket, transport: Socket = socket) {
    this.socket = socket;
    this.transport = transport;
    for (const each of new Set([socket, transport])) each.on('error', () => each.destroy());
    transport.setNoDelay(true);
  }

  /** Settles when the bytes are with the kernel, rejects where the connection is gone. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Sends the last bytes and ends both directions: what the client sends later meets a connection that is gone. */
  async finish(lastBytes: Uint8Array = new Uint8Array()): Promise<void> {
    if (this.socket !== this.transport) {
      // Over TLS too the end comes bare, without a close_notify: so do servers that just close.
      if (lastBytes.length > 0) await this.write(lastBytes);
      this.close();
      return;
    }
    await new Promise<void>((resolve) => {
      this.socket.once('close', () => resolve());
      if (this.socket.destroyed) resolve();
      this.socket.end(lastBytes, () => this.socket.destroy());
    });
  }

  /** Ends the connection with a RST. */
  reset(): void {
    this.transport.resetAndDestroy();
    this.socket.destroy();
  }

  close(): void {
    this.socket.destroy();
    this.transport.destroy();
  }
}
