import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { type Certificates, makeCertificates } from '../../../node/test/support/certificates.ts';

export type { Certificates };
export { makeCertificates };

/** Servers on loopback that end together. */
export class Servers {
  readonly #open: { server: Server; sockets: Set<Socket> }[] = [];

  async listen(server: Server): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    });
    this.#open.push({ server, sockets });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const { server, sockets } of this.#open.splice(0)) {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** An HTTP server that writes down what came in. */
  async plain(answer: RequestListener = (_, response) => void response.end('ok')): Promise<Origin> {
    const origin = new Origin();
    const server = createHttpServer(origin.recording(answer));
    server.on('connection', () => origin.connections++);
    return origin.at(`http://127.0.0.1:${await this.listen(server)}/`);
  }

  /** The same over TLS, for localhost. It answers with the name in the client's certificate. */
  async secure(made: Certificates, options: object = {}, name = 'server'): Promise<Origin> {
    const origin = new Origin();
    const answer: RequestListener = (request, response) => {
      response.end(String((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody'));
    };
    const tls = { cert: made.text(`${name}.pem`), key: made.text(`${name}.key`), ...options };
    const server = createHttpsServer(tls, origin.recording(answer));
    server.on('secureConnection', () => origin.connections++);
    server.on('tlsClientError', () => {});
    return origin.at(`https://localhost:${await this.listen(server)}/`);
  }

  /** An HTTP proxy, over TLS where it has a certificate: what is sent to it is written down, a CONNECT is joined to this machine. */
  async proxy(heads: string[], made?: Certificates, status = 200): Promise<number> {
    const treat = (socket: Socket): void => {
      socket.on('error', () => {});
      socket.on('data', function first(data: Buffer) {
        const head = data.toString('latin1');
        heads.push(head);
        if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
        if (!head.startsWith('CONNECT')) return void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        socket.off('data', first);
        const far = connect(Number(/^CONNECT [^:]+:(\d+)/.exec(head)?.[1]), '127.0.0.1');
        far.on('error', () => {});
        socket.on('close', () => far.destroy());
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(far).pipe(socket);
      });
    };
    if (made === undefined) return this.listen(createServer(treat));
    return this.listen(createTlsServer({ cert: made.text('server.pem'), key: made.text('server.key') }, treat));
  }
}

/** A server that answers, and what it has seen. */
export class Origin {
  url = '';
  /** Method, path and headers of each request, as they came. */
  readonly requests: string[] = [];
  connections = 0;

  at(url: string): this {
    this.url = url;
    return this;
  }

  recording(answer: RequestListener): RequestListener {
    return (request, response) => {
      const { method, url, rawHeaders } = request;
      this.requests.push([method, url, ...rawHeaders].join(' '));
      answer(request, response);
    };
  }
}
