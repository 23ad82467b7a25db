import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request that came in, and the answer to it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: Buffer;
  /** What follows the name of the endpoint: `/status/404` has `['404']`. */
  readonly rest: readonly string[];
}

export type Endpoint = (exchange: Exchange) => void | Promise<void>;

export function sendJson(
  { response }: Exchange,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(value));
}
