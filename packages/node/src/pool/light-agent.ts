import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectOptions } from './connection-pool.ts';

/** What Node calls on a request when it has a connection, or none. */
type OnSocket = { onSocket(socket: Socket | null, error?: unknown): void };

/** How an agent makes its connections and which of them it keeps. */
export interface ConnectionRules {
  connect(options: ConnectOptions): Promise<Socket>;
  /** Whether a connection whose answer was read to its end is kept; it is made ready for that. */
  keep(socket: Socket): boolean;
}

/**
 * The agent of one route, as Node's `ClientRequest` asks for one: idle connections, the last one first, and new ones where there is none. `http.Agent`
 * tells hosts and TLS settings apart, queues and counts beside that, for a third of what a small request costs.
 */
export class LightAgent {
  readonly protocol: string;
  readonly keepAlive = true;
  readonly #rules: ConnectionRules;
  readonly #idle: Socket[] = [];

  constructor(protocol: string, rules: ConnectionRules) {
    this.protocol = protocol;
    this.#rules = rules;
  }

  /** How many connections are idle. */
  get idle(): number {
    return this.#idle.length;
  }

  /** Ends the idle connections. */
  dropIdle(): void {
    for (const socket of this.#idle.splice(0)) socket.destroy();
  }

  /** Called by Node for each request. */
  addRequest(request: ClientRequest, options: ConnectOptions): void {
    for (let socket = this.#idle.pop(); socket !== undefined; socket = this.#idle.pop()) {
      if (socket.destroyed || !socket.writable) continue;
      request.reusedSocket = true;
      socket.ref();
      (request as OnSocket).onSocket(socket);
      return;
    }
    this.#rules.connect(options).then(
      (socket) => {
        // an idle connection that breaks concerns nobody
        socket.on('error', ignore);
        socket.on('free', () => this.#free(socket));
        socket.on('close', () => this.#forget(socket));
        (request as OnSocket).onSocket(socket);
      },
      (error: unknown) => (request as OnSocket).onSocket(null, error),
    );
  }

  #free(socket: Socket): void {
    if (this.#rules.keep(socket)) this.#idle.push(socket);
    else socket.destroy();
  }

  #forget(socket: Socket): void {
    const at = this.#idle.indexOf(socket);
    if (at >= 0) this.#idle.splice(at, 1);
  }
}

function ignore(): void {}
