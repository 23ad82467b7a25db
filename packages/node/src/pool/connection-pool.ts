import type { Agent, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { PreparedRequest } from '@beckon/core';
import { ConnectTimeout, inspectAs, markNothingSent } from '@beckon/core';
import { builtin, isNode } from '../builtin.ts';
import { connect } from '../connect/connect.ts';
import type { ConnectAttempt } from '../connect/connect-attempt.ts';
import type { Route } from '../connect/route.ts';
import { hostAndPort } from '../connect/route.ts';
import type { TlsState } from '../connect/tls.ts';
import { SocketWatch } from '../exchange/socket-watch.ts';
import { LightAgent } from './light-agent.ts';

/** Idle connections are asked after this time whether they are still there, in milliseconds. */
const TCP_KEEP_ALIVE = 60_000;

/** What a request tells the pool's agent beside Node's own options. */
export interface ConnectOptions {
  readonly exchange: { readonly attempt: ConnectAttempt; readonly request: PreparedRequest };
}

type Created = (error: Error | null, socket?: Socket) => void;

/**
 * The connections to one server (or through one proxy) that may stand for each other. A connection that is idle is used again, the last one
 * first; at most `maxsize` of them are kept, and they don't keep the process alive. Source: `urllib3.HTTPConnectionPool`.
 */
export class ConnectionPool {
  static {
    inspectAs(this, this.prototype.toJSON);
  }

  readonly route: Route;
  /** What is given to `http.request`. */
  readonly agent: Agent | LightAgent;
  readonly #maxsize: number;
  readonly #block: boolean;
  readonly #tls: TlsState = {};
  readonly #guards: WeakMap<Socket, () => void> = new WeakMap();
  #waiting: (() => void)[] = [];
  #inUse = 0;
  #closed = false;

  /** For a log: the server, and nothing of proxies and certificates. */
  toJSON(): string {
    return `<ConnectionPool ${hostAndPort(this.route)}>`;
  }

  /**
   * @param maxsize how many idle connections are kept
   * @param block whether there are never more connections than that at once
   */
  constructor(route: Route, maxsize: number, block: boolean) {
    this.route = route;
    this.#maxsize = maxsize;
    this.#block = block;
    this.agent = isNode ? this.#createLightAgent() : this.#createAgent();
  }

  /** How many connections are idle. */
  get idle(): number {
    return this.agent instanceof LightAgent ? this.agent.idle : (this.agent.freeSockets['']?.length ?? 0);
  }

  /** Ends the idle connections, and the others as soon as they are no longer used. */
  close(): void {
    this.#closed = true;
    this.dropIdle();
  }

  /** Ends the idle connections. */
  dropIdle(): void {
    if (this.agent instanceof LightAgent) this.agent.dropIdle();
    else for (const socket of [...(this.agent.freeSockets[''] ?? [])]) socket.destroy();
  }

  /** Takes one of the `maxsize` places where the pool blocks; waits for one if need be. `undefined`: there was one. */
  acquire(timeout: number | null, signal: AbortSignal | null): Promise<void> | undefined {
    if (!this.#block || this.#inUse < this.#maxsize) {
      this.#inUse++;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const stop = (reason: unknown): void => {
        this.#waiting = this.#waiting.filter((one) => one !== enter);
        done();
        reject(reason);
      };
      const onAbort = (): void => stop(signal?.reason);
      const timer =
        timeout === null
          ? undefined
          : setTimeout(() => {
              const where = hostAndPort(this.route);
              stop(
                markNothingSent(
                  new ConnectTimeout(
                    `No connection of the pool for ${where} was free within ${timeout} ms (poolBlock)`,
                  ),
                ),
              );
            }, timeout);
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      const enter = (): void => {
        done();
        this.#inUse++;
        resolve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(enter);
    });
  }

  /** Gives a place back. */
  release(): void {
    this.#inUse--;
    if (this.#waiting.length > 0 && this.#inUse < this.#maxsize) this.#waiting.shift()?.();
  }

  async #connect({ exchange }: ConnectOptions): Promise<Socket> {
    const socket = await connect(this.route, this.#tls, exchange.attempt, exchange.request);
    socket.setKeepAlive(true, TCP_KEEP_ALIVE);
    return socket;
  }

  #createLightAgent(): LightAgent {
    return new LightAgent(this.route.secure ? 'https:' : 'http:', {
      connect: (options) => this.#connect(options),
      keep: (socket) => this.idle < this.#maxsize && this.#keep(socket),
    });
  }

  /** Bun and Deno have their own idea of what an agent does. */
  #createAgent(): Agent {
    const { Agent } = builtin('http');
    // an empty `servername` keeps Node from working one out of the Host header: connectTls has the right one
    const agent = new Agent({
      keepAlive: true,
      scheduling: 'lifo',
      maxFreeSockets: this.#maxsize,
      servername: '',
    } as object);
    // the scheme of the URL was looked at already; with a proxy or TLS in between it says nothing about the connection
    (agent as { protocol?: string }).protocol = this.route.secure ? 'https:' : 'http:';
    // one agent serves one route: there is nothing to tell apart
    (agent as { getName: () => string }).getName = () => '';
    Object.assign(agent, {
      createConnection: (options: ConnectOptions, created: Created): undefined => {
        this.#connect(options).then((socket) => created(null, socket), created);
      },
      keepSocketAlive: (socket: Socket): boolean => this.#keep(socket),
    });
    const reuse = agent as unknown as { reuseSocket(socket: Socket, request: ClientRequest): void };
    const reuseSocket = reuse.reuseSocket.bind(agent);
    reuse.reuseSocket = (socket, request) => {
      const guard = this.#guards.get(socket);
      if (guard !== undefined) socket.off('data', guard);
      reuseSocket(socket, request);
    };
    return agent;
  }

  /** Ends an idle connection over which something comes, where nobody else watches it. */
  #guard(socket: Socket): void {
    let guard = this.#guards.get(socket);
    if (guard === undefined) {
      guard = () => socket.destroy();
      this.#guards.set(socket, guard);
    }
    socket.on('data', guard);
  }

  /** Whether a connection whose answer was read to its end is kept. */
  #keep(socket: Socket): boolean {
    // bytes that nobody asked for would be taken for the next answer
    if (this.#closed || socket.destroyed || socket.readableLength > 0) return false;
    if (!SocketWatch.guards(socket)) this.#guard(socket);
    if (socket.timeout) socket.setTimeout(0);
    socket.unref();
    return true;
  }
}
