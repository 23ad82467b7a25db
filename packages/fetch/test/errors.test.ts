import {
  ChunkedEncodingError,
  ConnectionError,
  ConnectTimeout,
  ContentDecodingError,
  PreparedRequest,
  ProxyError,
  SSLError,
} from '@beckon/core';
import { describe, expect, it } from 'vitest';
import { browser, type FailedFetch, type FetchPlatform, generic } from '../src/index.ts';

const failed: FailedFetch = { request: new PreparedRequest(), where: 'a.test', proxied: false, inBody: false };

/** As undici throws: the code is that of the cause. */
function thrown(message: string, code?: string): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error(message), code === undefined ? {} : { code }),
  });
}

describe('what a fetch throws', () => {
  it.each<[string, unknown, Partial<FailedFetch>, new () => Error, boolean]>([
    ['Node: nobody there', thrown('connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED'), {}, ConnectionError, true],
    ['Deno: nobody there', new TypeError('client error (Connect): tcp connect error'), {}, ConnectionError, true],
    [
      'Bun: nobody there',
      Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' }),
      {},
      ConnectionError,
      true,
    ],
    ['Node: too slow', thrown('Connect Timeout Error', 'UND_ERR_CONNECT_TIMEOUT'), {}, ConnectTimeout, true],
    ['Node: a certificate', thrown('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'), {}, SSLError, true],
    ['a proxy that is not there', thrown('connect', 'ECONNREFUSED'), { proxied: true }, ProxyError, true],
    ['a server that breaks off', thrown('other side closed', 'UND_ERR_SOCKET'), {}, ConnectionError, false],
    ['a body that breaks off', new TypeError('terminated'), { inBody: true }, ChunkedEncodingError, false],
    [
      'a body in no such coding',
      thrown('incorrect header check', 'Z_DATA_ERROR'),
      { inBody: true },
      ContentDecodingError,
      false,
    ],
    ['nothing at all', undefined, {}, ConnectionError, false],
  ])('%s', (_, error, more, type, nothingSent) => {
    const mapped = generic.mapError(error, { ...failed, ...more }) as Error & { nothingSent?: boolean };
    expect(mapped.constructor).toBe(type);
    expect(mapped.cause).toBe(error);
    expect(mapped.nothingSent ?? false).toBe(nothingSent);
  });

  it.each<[string, FetchPlatform, unknown, boolean, new () => Error]>([
    ['nobody there', browser, new TypeError('Failed to fetch'), false, ConnectionError],
    ['a body that breaks off', browser, new TypeError('network error'), true, ChunkedEncodingError],
    ['a body in no such coding', browser, new TypeError('Decoding failed.'), true, ContentDecodingError],
    ['nothing at all', browser, undefined, true, ChunkedEncodingError],
  ])('in a page: %s', (_, platform, error, inBody, type) => {
    expect(platform.mapError(error, { ...failed, inBody }).constructor).toBe(type);
  });
});
