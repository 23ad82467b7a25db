/**
 * Requests that fail leave nothing behind: no rejection that nobody handles, no listener, no timer, no connection that keeps the process alive.
 * Two hundred of each kind on one session, in a process that says nothing on stderr and ends by itself.
 */
import { expect, test } from 'vitest';
import { startRudeServer } from './rude-server.ts';
import { runChild } from './run-child.ts';

const COUNT = 200;
/** A busy machine may take long; in milliseconds. */
const PATIENCE = 120_000;

/** What each kind of failing-requests.ts ends with. */
const ERRORS: Readonly<Record<string, string>> = {
  ok: 'none',
  refused: 'ConnectionError',
  reset: 'ConnectionError',
  'no-answer': 'ConnectionError',
  'half-a-head': 'ConnectionError',
  'no-http': 'ConnectionError',
  short: 'ChunkedEncodingError',
  'short-streamed': 'ChunkedEncodingError',
  'bad-chunk': 'ChunkedEncodingError',
  'cut-chunk': 'ChunkedEncodingError',
  'bad-gzip': 'ContentDecodingError',
  'two-lengths': 'InvalidHeader',
  'read-timeout': 'ReadTimeout',
  'read-timeout-in-body': 'ReadTimeout',
  'total-timeout': 'Timeout',
  'connect-timeout': 'ConnectTimeout',
  'too-many-redirects': 'TooManyRedirects',
  unrewindable: 'UnrewindableBodyError',
  'not-found': 'HTTPError',
  'bad-json': 'JSONDecodeError',
  'invalid-url': 'InvalidURL',
  'invalid-header': 'InvalidHeader',
  'invalid-json': 'InvalidJSONError',
  'breaking-source': 'RequestException',
  'refused-upload': 'HTTPError',
  'reset-upload': 'ConnectionError',
  proxy: 'ProxyError',
  'socks-proxy': 'ConnectTimeout',
  'aborted-before': 'AbortError',
  'aborted-waiting': 'AbortError',
  'aborted-in-body': 'AbortError',
  'aborted-in-stream': 'AbortError',
  'aborted-upload': 'AbortError',
  'closed-early': 'none',
  'hook-that-throws': 'Error',
  'auth-that-throws': 'Error',
};

test(
  'two hundred requests of each failing kind on one session',
  async () => {
    const server = await startRudeServer();
    const { code, stdout, stderr } = await runChild('failing-requests.ts', String(server.port), String(COUNT));
    await server.close();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const expected = Object.entries(ERRORS).map(([kind, error]) => [kind, { [error]: COUNT }]);
    expect(JSON.parse(stdout)).toEqual({ all: Object.fromEntries(expected), listeners: 0 });
  },
  PATIENCE,
);
