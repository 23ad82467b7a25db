/**
 * Requests that fail leave nothing behind: no rejection that nobody handles, no listener, no timer, no connection that keeps the process alive.
 * Two hundred of each kind on one session, in a process that says nothing on stderr and ends by itself.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRudeServer } from './rude-server.ts';
import { runChild } from './run-child.ts';

const COUNT = 200;

let server: Awaited<ReturnType<typeof startRudeServer>>;
beforeAll(async () => {
  server = await startRudeServer();
});
afterAll(() => server.close());

describe.concurrent('two hundred on one session', () => {
  test.each([
    ['ok', 'none'],
    ['refused', 'ConnectionError'],
    ['reset', 'ConnectionError'],
    ['no-answer', 'ConnectionError'],
    ['half-a-head', 'ConnectionError'],
    ['no-http', 'ConnectionError'],
    ['short', 'ChunkedEncodingError'],
    ['short-streamed', 'ChunkedEncodingError'],
    ['bad-chunk', 'ChunkedEncodingError'],
    ['cut-chunk', 'ChunkedEncodingError'],
    ['bad-gzip', 'ContentDecodingError'],
    ['two-lengths', 'InvalidHeader'],
    ['read-timeout', 'ReadTimeout'],
    ['read-timeout-in-body', 'ReadTimeout'],
    ['total-timeout', 'Timeout'],
    ['connect-timeout', 'ConnectTimeout'],
    ['too-many-redirects', 'TooManyRedirects'],
    ['unrewindable', 'UnrewindableBodyError'],
    ['not-found', 'HTTPError'],
    ['bad-json', 'JSONDecodeError'],
    ['invalid-url', 'InvalidURL'],
    ['invalid-header', 'InvalidHeader'],
    ['invalid-json', 'InvalidJSONError'],
    ['breaking-source', 'RequestException'],
    ['refused-upload', 'HTTPError'],
    ['reset-upload', 'ConnectionError'],
    ['proxy', 'ProxyError'],
    ['socks-proxy', 'ConnectTimeout'],
    ['aborted-before', 'AbortError'],
    ['aborted-waiting', 'AbortError'],
    ['aborted-in-body', 'AbortError'],
    ['aborted-in-stream', 'AbortError'],
    ['aborted-upload', 'AbortError'],
    ['closed-early', 'none'],
    ['hook-that-throws', 'Error'],
    ['auth-that-throws', 'Error'],
  ])('%s', async (kind, error) => {
    const { code, stdout, stderr } = await runChild('failing-requests.ts', kind, String(server.port), String(COUNT));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ outcomes: { [error]: COUNT }, listeners: 0 });
  });
});
