// The host of runtimes that have a fetch and nothing of a process: workers, edge functions, browsers.
import type { WireEntry } from '../case.ts';
import type { Host } from '../runner/host.ts';
import type { ServerClient } from './server-client.ts';

/** The events by which such a runtime tells of what nobody caught. */
interface ErrorEvents {
  addEventListener?(type: string, listener: (event: { reason?: unknown; error?: unknown }) => void): void;
}

export interface WebHostInit {
  /** What `skip` of a case and the list of differences name. */
  readonly runtime: string;
  /** The headers of a request as the package meant them, where the platform adds and changes some. */
  readonly headers?: ((headers: WireEntry['headers']) => WireEntry['headers']) | undefined;
}

/** A host without an environment: variables and files that a case asks for are not there, and the case shows what comes of it. */
export function openWebHost(server: ServerClient, { runtime, headers }: WebHostInit): Host {
  const strays: string[] = [];
  for (const type of ['unhandledrejection', 'error']) {
    (globalThis as ErrorEvents).addEventListener?.(type, ({ reason, error }) => {
      strays.push(`${type}: ${String(reason ?? error)}`);
    });
  }
  return {
    runtime,
    tokens: server.tokens,
    caPath: server.caPath,
    async script(replies): Promise<void> {
      await server.script(replies);
      // The fetch must hear first that the connections of the case before have ended.
      await new Promise((resolve) => setTimeout(resolve, 4));
    },
    async wire(): Promise<WireEntry[]> {
      const wire = await server.wire();
      return headers ? wire.map((entry) => ({ ...entry, headers: headers(entry.headers) })) : wire;
    },
    setEnvironment(): void {},
    writeNetrc: async () => '/nowhere/netrc',
    takeStrays: () => strays.splice(0),
  };
}

/** What a platform writes on each request by itself, and nobody else can. */
const OWN_HEADERS: Readonly<Record<string, RegExp>> = {
  browser:
    /^(?:sec-|accept-language$|origin$|referer$|user-agent$|accept-encoding$|priority$|dnt$|te$|cache-control$|pragma$)/i,
  workerd: /^cf-worker$/i,
};

/**
 * Takes away the headers that are the platform's own. In a browser, `User-Agent` and `Accept-Encoding` are put back as the package would have
 * written them.
 */
export function withoutOwnHeaders(
  runtime: string,
  userAgent: string,
): ((headers: WireEntry['headers']) => WireEntry['headers']) | undefined {
  const own = OWN_HEADERS[runtime];
  if (own === undefined) return undefined;
  const back: WireEntry['headers'] =
    runtime === 'browser'
      ? [
          ['User-Agent', userAgent],
          ['Accept-Encoding', 'gzip, deflate, br'],
        ]
      : [];
  return (headers) => [...back, ...headers.filter(([name]) => !own.test(name))];
}
