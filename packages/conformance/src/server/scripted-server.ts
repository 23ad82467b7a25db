import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { Reply, WireEntry } from '../case.ts';
import { ByteReader } from './byte-reader.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { Connection } from './connection.ts';
import { readRequest } from './read-request.ts';
import { Recorder } from './recorder.ts';
import { holdRefusedPort, type RefusedPort } from './refused-port.ts';
import { tunnel } from './tunnel.ts';
import { writeReply } from './write-reply.ts';

/** A listener: `a` and `b` plain, `s` over TLS, `p` a proxy. */
type ListenerName = 'a' | 'b' | 's' | 'p';

/** What a token of the cases (`{a}`, `{dead}`) stands for: host and port. */
export type Tokens = Readonly<Record<string, string>>;

/**
 * A scripted HTTP server on loopback: it records each request byte for byte, and answers with the next reply of a script.
 *
 * Its listeners are `a` and `b` (plain), `s` (TLS, as localhost) and `p`, a proxy that answers absolute-form requests from the
 * script itself and tunnels a CONNECT. Of the further tokens `c` is the port of `a` by the name localhost, `dead` a port that
 * refuses connections, and `w` the port of `s` by a name that its certificate lacks and that only `p` can reach.
 */
export class ScriptedServer {
  readonly tokens: Tokens;
  readonly certificates: Certificates;
  readonly #listeners: ReadonlyMap<ListenerName, Server>;
  readonly #refused: RefusedPort;
  readonly #secureContext: SecureContext;
  readonly #open = new Set<Connection>();
  #recorder = new Recorder([]);

  private constructor(certificates: Certificates, refused: RefusedPort, listeners: Map<ListenerName, Server>) {
    this.certificates = certificates;
    this.#refused = refused;
    this.#listeners = listeners;
    this.#secureContext = createSecureContext({ cert: certificates.cert, key: certificates.key });
    const port = (name: ListenerName): number => ((listeners.get(name) as Server).address() as AddressInfo).port;
    this.tokens = {
      a: `127.0.0.1:${port('a')}`,
      b: `127.0.0.1:${port('b')}`,
      s: `localhost:${port('s')}`,
      p: `127.0.0.1:${port('p')}`,
      c: `localhost:${port('a')}`,
      w: `wrong.example.com:${port('s')}`,
      dead: `127.0.0.1:${refused.port}`,
    };
    for (const [name, listener] of listeners) listener.on('connection', (socket) => void this.#serve(name, socket));
  }

  /** Starts all listeners. `stop()` must be called in the end: it removes the certificates too. */
  static async start(): Promise<ScriptedServer> {
    const certificates = await makeCertificates();
    const listeners = new Map<ListenerName, Server>();
    for (const name of ['a', 'b', 's', 'p'] as const) {
      const listener = createServer({ allowHalfOpen: true });
      listener.listen(0, '127.0.0.1', 64);
      await once(listener, 'listening');
      listeners.set(name, listener);
    }
    return new ScriptedServer(certificates, await holdRefusedPort(), listeners);
  }

  async stop(): Promise<void> {
    this.#endConnections();
    this.#refused.release();
    for (const listener of this.#listeners.values()) await new Promise((resolve) => listener.close(resolve));
    await this.certificates.remove();
  }

  /** Begins a case: its replies in the order in which requests arrive. Connections of the case before end. */
  script(replies: readonly Reply[]): void {
    this.#recorder = new Recorder(replies);
    this.#endConnections();
  }

  /** The requests that came in since `script`, as a copy. */
  async wire(): Promise<WireEntry[]> {
    await this.#recorder.settle();
    return structuredClone(this.#recorder.wire);
  }

  #endConnections(): void {
    for (const connection of this.#open) connection.close();
  }

  async #serve(name: ListenerName, transport: Socket): Promise<void> {
    const recorder = this.#recorder;
    const number = recorder.nextConnection();
    const socket = name === 's' ? this.#secure(transport) : transport;
    const connection = new Connection(socket, transport);
    this.#open.add(connection);
    try {
      await this.#answerAll(name, number, connection, recorder);
    } catch {
      // The client went away or sent what is no request: the connection ends, and the wire log tells the rest.
    } finally {
      connection.close();
      this.#open.delete(connection);
    }
  }

  #secure(transport: Socket): TLSSocket {
    return new TLSSocket(transport, { isServer: true, secureContext: this.#secureContext });
  }

  async #answerAll(name: ListenerName, number: number, connection: Connection, recorder: Recorder): Promise<void> {
    const reader = new ByteReader(connection.socket);
    for (;;) {
      const line = await reader.readLine();
      if (line.length === 0) return;
      const [method, target, reply] = await recorder.reading(async () => {
        const request = await readRequest(reader, line);
        const [word = '', to = ''] = request.line.split(' ');
        return [word, to, recorder.nextReply({ at: name, conn: number, ...request })] as const;
      });
      if (name === 'p' && method === 'CONNECT' && reply.tunnel !== undefined) {
        return tunnel(connection, target, reader.release());
      }
      if (!(await writeReply(connection, reply, method))) return;
    }
  }
}
