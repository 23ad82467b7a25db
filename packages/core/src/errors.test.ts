import { describe, expect, it } from 'vitest';
import * as errors from './errors.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Response } from './response.ts';

type Name = Exclude<keyof typeof errors, 'JSONDecodeError'>;

/** Each class with the classes of the tree, and of JavaScript, that it is an instance of besides itself. */
const TREE: readonly [Name, readonly string[], code: string][] = [
  ['RequestException', [], 'ERR_REQUEST_EXCEPTION'],
  ['InvalidJSONError', ['RequestException'], 'ERR_INVALID_JSON_ERROR'],
  ['HTTPError', ['RequestException'], 'ERR_HTTP_ERROR'],
  ['ConnectionError', ['RequestException'], 'ERR_CONNECTION_ERROR'],
  ['ProxyError', ['RequestException', 'ConnectionError'], 'ERR_PROXY_ERROR'],
  ['SSLError', ['RequestException', 'ConnectionError'], 'ERR_SSL_ERROR'],
  ['Timeout', ['RequestException'], 'ERR_TIMEOUT'],
  ['ConnectTimeout', ['RequestException', 'ConnectionError', 'Timeout'], 'ERR_CONNECT_TIMEOUT'],
  ['ReadTimeout', ['RequestException', 'Timeout'], 'ERR_READ_TIMEOUT'],
  ['URLRequired', ['RequestException'], 'ERR_URL_REQUIRED'],
  ['TooManyRedirects', ['RequestException'], 'ERR_TOO_MANY_REDIRECTS'],
  ['MissingSchema', ['RequestException'], 'ERR_MISSING_SCHEMA'],
  ['InvalidSchema', ['RequestException'], 'ERR_INVALID_SCHEMA'],
  ['InvalidURL', ['RequestException'], 'ERR_INVALID_URL'],
  ['InvalidProxyURL', ['RequestException', 'InvalidURL'], 'ERR_INVALID_PROXY_URL'],
  ['InvalidHeader', ['RequestException'], 'ERR_INVALID_HEADER'],
  ['ChunkedEncodingError', ['RequestException'], 'ERR_CHUNKED_ENCODING_ERROR'],
  ['ContentDecodingError', ['RequestException'], 'ERR_CONTENT_DECODING_ERROR'],
  ['StreamConsumedError', ['RequestException', 'TypeError'], 'ERR_STREAM_CONSUMED_ERROR'],
  ['RetryError', ['RequestException'], 'ERR_RETRY_ERROR'],
  ['UnrewindableBodyError', ['RequestException'], 'ERR_UNREWINDABLE_BODY_ERROR'],
  ['CookieConflictError', ['RequestException'], 'ERR_COOKIE_CONFLICT_ERROR'],
  ['ResponseNotRead', ['RequestException'], 'ERR_RESPONSE_NOT_READ'],
  ['UnsupportedOptionError', ['RequestException'], 'ERR_UNSUPPORTED_OPTION_ERROR'],
  ['InvalidOptionError', ['RequestException', 'TypeError'], 'ERR_INVALID_OPTION_ERROR'],
];
const ALL: Readonly<Record<string, abstract new (...args: never[]) => object>> = { ...errors, TypeError, SyntaxError };

function expectInstances(error: object, names: readonly string[]): void {
  const instances = Object.keys(ALL).filter((name) => error instanceof (ALL[name] as abstract new () => object));
  expect(instances.sort()).toEqual([...names].sort());
}

describe('the error tree', () => {
  it('is whole in this table', () => {
    expect([...TREE.map(([name]) => name), 'JSONDecodeError'].sort()).toEqual(Object.keys(errors).sort());
  });

  it.each(TREE)('%s is an instance of itself, its parents and no other', (name, parents, code) => {
    const error = new (ALL[name] as new (message: string) => Error)('what went wrong');
    expectInstances(error, [name, ...parents]);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name, code, message: 'what went wrong', request: null, response: null });
    expect(String(error)).toBe(`${name}: what went wrong`);
    expect(error.stack).toContain(name);
  });

  it('says of what is no error that it is none', () => {
    for (const value of [null, undefined, 'text', {}, new Error('x'), new TypeError('x')]) {
      expect(value instanceof errors.RequestException).toBe(false);
      expect(value instanceof errors.StreamConsumedError).toBe(false);
    }
  });

  it('lets a class of the caller stand in the tree', () => {
    class Mine extends errors.ConnectTimeout {}
    const error = new Mine('x');
    expect(error).toBeInstanceOf(Mine);
    expect(error).toBeInstanceOf(errors.Timeout);
    expect(error).toBeInstanceOf(errors.ConnectionError);
    expect(new errors.ConnectTimeout('x')).not.toBeInstanceOf(Mine);
  });
});

describe('what an error carries', () => {
  const request = { url: 'http://u:secret@h/' } as PreparedRequest;
  const response = { request } as Response;

  it('is the request, the response, whose request stands in, and the cause', () => {
    const cause = new Error('underneath');
    expect(new errors.HTTPError('x', { response })).toMatchObject({ request, response });
    expect(new errors.ConnectionError('x', { request, cause })).toMatchObject({ request, response: null, cause });
    expect('cause' in new errors.HTTPError('x')).toBe(false);
  });

  it('is not enumerable: printing an error prints no request', () => {
    for (const error of [
      new errors.HTTPError('x', { response }),
      new errors.InvalidOptionError('x', { request }),
      new errors.JSONDecodeError('x', 'secret', 0, { response }),
    ]) {
      expect(JSON.stringify(error)).not.toContain('secret');
      expect(Object.keys(error)).not.toContain('request');
    }
  });
});

describe('JSONDecodeError', () => {
  it('knows the place, and is a SyntaxError and an InvalidJSONError', () => {
    const error = new errors.JSONDecodeError('Expecting value', '{\n "a": x}', 8);
    expect(error).toMatchObject({ msg: 'Expecting value', doc: '{\n "a": x}', pos: 8, lineno: 2, colno: 7 });
    expect(error.message).toBe('Expecting value: line 2 column 7 (char 8)');
    expect(error.code).toBe('ERR_JSON_DECODE_ERROR');
    expectInstances(error, ['JSONDecodeError', 'InvalidJSONError', 'RequestException', 'SyntaxError']);
  });

  it('counts from 1 at the start', () => {
    expect(new errors.JSONDecodeError('Expecting value', '', 0)).toMatchObject({ lineno: 1, colno: 1 });
  });
});
