import { connect, createServer, type Socket } from 'node:net';

/** A SOCKS4 proxy of our own, for SOCKS4a: no server of Debian speaks it. */
export interface Socks4 {
  readonly port: number;
  /** What it was asked for: `user@host:port`, the host as it was told. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** The end of the text from `start`, which a zero ends. */
function zeroFrom(data: Buffer, start: number): number {
  const end = data.indexOf(0, start);
  if (end < 0) throw new Error('a request in pieces');
  return end;
}

/** Starts one that passes everything on to 127.0.0.1, and refuses the user `nobody`. */
export async function startSocks4(): Promise<Socks4> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.once('data', (data) => {
      client.pause();
      const port = data.readUInt16BE(2);
      const userEnd = zeroFrom(data, 8);
      const user = data.toString('latin1', 8, userEnd);
      // 0.0.0.x says that a name follows: SOCKS4a
      const named = data.readUInt32BE(4) >>> 8 === 0;
      const host = named
        ? data.toString('latin1', userEnd + 1, zeroFrom(data, userEnd + 1))
        : [...data.subarray(4, 8)].join('.');
      asked.push(`${user}@${host}:${port}`);
      if (user === 'nobody') {
        client.end(Buffer.from([0, 0x5d, 0, 0, 0, 0, 0, 0]));
        return;
      }
      const upstream = connect(port, '127.0.0.1', () => {
        client.write(Buffer.from([0, 0x5a, 0, 0, 0, 0, 0, 0]));
        upstream.pipe(client).pipe(upstream);
      });
      sockets.add(upstream);
      upstream.on('error', () => client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
