import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply } from '../case.ts';
import type { ScriptedServer, Tokens } from './scripted-server.ts';

/** What a client of the control port has to know before the first case: `GET /`. */
export interface ServerFacts {
  readonly tokens: Tokens;
  /** Path of the CA's PEM file, for those who can read files. */
  readonly caPath: string;
  /** The PEM itself. */
  readonly ca: string;
}

/** A control port that is open. */
export interface ControlPort {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a port through which a runner of another process or runtime drives the server: `GET /` gives the facts, `POST /script`
 * takes the replies of a case, `GET /wire` gives what came in. Any origin may call it, so that pages can.
 */
export async function openControlPort(scripted: ScriptedServer): Promise<ControlPort> {
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', '*');
    answer(scripted, request).then(
      (value) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value ?? null)),
      (error: unknown) => response.writeHead(400).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closeServer(server) };
}

async function answer(scripted: ScriptedServer, request: IncomingMessage): Promise<unknown> {
  const asked = `${request.method} ${request.url}`;
  if (request.method === 'OPTIONS') return null; // a preflight
  if (asked === 'GET /') {
    const { caPath, ca } = scripted.certificates;
    return { tokens: scripted.tokens, caPath, ca } satisfies ServerFacts;
  }
  if (asked === 'GET /wire') return scripted.wire();
  if (asked === 'POST /script') {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    scripted.script(JSON.parse(Buffer.concat(parts).toString()) as Reply[]);
    return null;
  }
  throw new Error(`the control port knows GET /, POST /script and GET /wire, not ${asked}`);
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
