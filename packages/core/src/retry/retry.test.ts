import { describe, expect, test } from 'vitest';
import {
  ConnectionError,
  ConnectTimeout,
  InvalidOptionError,
  ProxyError,
  ReadTimeout,
  RetryError,
  SSLError,
  Timeout,
} from '../errors.ts';
import { backoffTime } from './backoff.ts';
import { kindOfError, markNothingSent } from './error-kind.ts';
import { parseRetryAfter } from './parse-retry-after.ts';
import { Retry } from './retry.ts';

describe('Retry', () => {
  test('its defaults are those of urllib3', () => {
    const retry = new Retry();
    expect([retry.total, retry.connect, retry.read, retry.redirect, retry.status, retry.other]).toEqual([
      10,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect([...(retry.allowedMethods ?? [])]).toEqual(['HEAD', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']);
    expect([retry.backoffFactor, retry.backoffMax, retry.backoffJitter, retry.retryAfterMax]).toEqual([
      0, 120_000, 0, 21_600_000,
    ]);
    expect([retry.raiseOnStatus, retry.raiseOnRedirect, retry.respectRetryAfterHeader]).toEqual([true, true, true]);
    expect([...retry.removeHeadersOnRedirect]).toEqual(['cookie', 'authorization', 'proxy-authorization']);
    expect(retry.history).toEqual([]);
  });

  test('false for total turns redirects off too', () => {
    const retry = new Retry({ total: false });
    expect([retry.redirect, retry.raiseOnRedirect]).toEqual([0, false]);
  });

  test.each([undefined, null, 0, false])('from(%s) lets every error out as it is', (given) => {
    const retry = Retry.from(given as never);
    expect([retry.total, retry.read]).toEqual([0, false]);
  });

  test('from a number or a Retry', () => {
    expect(Retry.from(3).total).toBe(3);
    const retry = new Retry({ total: 2 });
    expect(Retry.from(retry)).toBe(retry);
  });

  test.each([
    [() => new Retry(3 as never)],
    [() => new Retry(null as never)],
    [() => new Retry({ totl: 3 } as never)],
    [() => new Retry({ total: -1 })],
    [() => new Retry({ total: 1.5 })],
    [() => new Retry({ total: true as never })],
    [() => new Retry({ status: false as never })],
    [() => new Retry({ backoffFactor: Number.NaN })],
    [() => new Retry({ raiseOnStatus: 1 as never })],
    [() => new Retry({ statusForcelist: 500 as never })],
    [() => new Retry({ allowedMethods: 'GET' })],
    [() => Retry.from('3' as never)],
    [() => Retry.from(-1)],
  ])('a wrong option is refused %#', (make) => {
    expect(make).toThrow(InvalidOptionError);
  });

  test('a try makes a new one and leaves the old one as it was', () => {
    const first = new Retry({ total: 2, status: 1, statusForcelist: [500] });
    const second = first.increment({ method: 'GET', url: '/', status: 500 });
    expect([first.total, first.status, first.history.length]).toEqual([2, 1, 0]);
    expect([second.total, second.status]).toEqual([1, 0]);
    expect(second.history).toEqual([{ method: 'GET', url: '/', error: null, status: 500, redirectLocation: null }]);
    expect(second.statusForcelist).toEqual(first.statusForcelist);
  });

  test('a subclass stays what it is', () => {
    class Eager extends Retry {
      override getBackoffTime(): number {
        return 7;
      }
    }
    expect(new Eager({ total: 1 }).increment({ method: 'GET', status: 500 })).toBeInstanceOf(Eager);
  });

  test('each kind of failure has its budget', () => {
    const full = { total: null, connect: 5, read: 5, redirect: 5, status: 5, other: 5 };
    const left = (attempt: object): object => {
      const { connect, read, redirect, status, other } = new Retry(full).increment({ method: 'GET', ...attempt });
      return { connect, read, redirect, status, other };
    };
    const all = { connect: 5, read: 5, redirect: 5, status: 5, other: 5 };
    expect(left({ error: new ConnectTimeout() })).toEqual({ ...all, connect: 4 });
    expect(left({ error: new ReadTimeout() })).toEqual({ ...all, read: 4 });
    expect(left({ error: new SSLError() })).toEqual({ ...all, other: 4 });
    expect(left({ status: 500 })).toEqual({ ...all, status: 4 });
    expect(left({ status: 302, redirectLocation: '/x' })).toEqual({ ...all, redirect: 4 });
  });

  test('null for total leaves it to the others', () => {
    let retry = new Retry({ total: null, connect: 1 });
    for (let i = 0; i < 50; i++) retry = retry.increment({ method: 'GET', status: 500 });
    expect(retry.total).toBe(null);
    retry = retry.increment({ method: 'GET', error: new ConnectTimeout() });
    expect(() => retry.increment({ method: 'GET', error: new ConnectTimeout() })).toThrow(ConnectTimeout);
  });

  test.each([
    ['total', new ConnectTimeout('x')],
    ['connect', new ConnectTimeout('x')],
    ['read', new ReadTimeout('x')],
  ])('false for %s: the error itself', (name, error) => {
    expect(() => new Retry({ [name]: false }).increment({ method: 'GET', error })).toThrow(error);
  });

  test('false for total: no try is left for a status, as in urllib3', () => {
    expect(() => new Retry({ total: false }).increment({ method: 'GET', status: 500 })).toThrow(RetryError);
  });

  test.each([
    [new ConnectTimeout('x')],
    [new SSLError('x')],
    [new ProxyError('x')],
    [markNothingSent(new ConnectionError('x'))],
    [new ConnectionError('x')],
  ])('used up: %s itself', (error) => {
    let thrown: unknown;
    try {
      new Retry({ total: 0 }).increment({ method: 'GET', error });
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBe(error);
  });

  test('used up by a read timeout: a ConnectionError, as in Requests (EXC-22)', () => {
    const error = new ReadTimeout('silence');
    expect(() => new Retry({ total: 0 }).increment({ method: 'GET', error })).toThrow(
      expect.objectContaining({ name: 'ConnectionError', cause: error, message: 'silence (tried once)' }),
    );
  });

  test('used up by a status: a RetryError', () => {
    const last = new Retry({ total: 1 }).increment({ method: 'GET', status: 500 });
    expect(() => last.increment({ method: 'GET', status: 503 })).toThrow(RetryError);
    expect(() => last.increment({ method: 'GET', status: 503 })).toThrow(
      'too many 503 error responses (tried 2 times)',
    );
  });

  test('what no retry would mend is thrown as it is', () => {
    const error = new Timeout('the total timeout');
    expect(() => new Retry().increment({ method: 'GET', error })).toThrow(error);
  });

  test.each([
    [{}, 'GET', 500, false, false],
    [{ statusForcelist: [500] }, 'get', 500, false, true],
    [{ statusForcelist: [500] }, 'POST', 500, false, false],
    [{ statusForcelist: [500], allowedMethods: null }, 'POST', 500, false, true],
    [{ statusForcelist: [500], allowedMethods: ['post'] }, 'POST', 500, false, true],
    [{ statusForcelist: [500], allowedMethods: [] }, 'POST', 500, false, true],
    [{ statusForcelist: [500], total: 0 }, 'GET', 500, false, true],
    [{}, 'GET', 429, true, true],
    [{}, 'GET', 413, true, true],
    [{}, 'GET', 503, true, true],
    [{}, 'GET', 500, true, false],
    [{}, 'POST', 503, true, false],
    [{ total: 0 }, 'GET', 503, true, false],
    [{ total: null }, 'GET', 503, true, false],
    [{ respectRetryAfterHeader: false }, 'GET', 503, true, false],
  ])('isRetry %j %s %s %s', (options, method, status, hasRetryAfter, answer) => {
    expect(new Retry(options).isRetry(method, status, hasRetryAfter)).toBe(answer);
  });

  test('the wait grows with each failure, and a redirect begins anew', () => {
    let retry = new Retry({ total: 10, backoffFactor: 100 });
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      retry = retry.increment({ method: 'GET', status: 500 });
      waits.push(retry.getBackoffTime());
    }
    expect(waits).toEqual([0, 200, 400, 800]);
    retry = retry.increment({ method: 'GET', status: 302, redirectLocation: '/' });
    retry = retry.increment({ method: 'GET', status: 500 });
    expect(retry.getBackoffTime()).toBe(0);
  });

  test('what prints a Retry shows no URL', () => {
    const retry = new Retry().increment({ method: 'GET', url: 'http://u:secret@h/', status: 500 });
    expect(JSON.stringify(retry)).not.toContain('secret');
    expect(Object.values(retry).join()).not.toContain('secret');
  });
});

test.each([
  [{ factor: 100, max: 300, jitter: 0 }, 3, 300],
  [{ factor: 100, max: 120_000, jitter: 50 }, 2, 225],
  [{ factor: 0, max: 120_000, jitter: 50 }, 1, 0],
  [{ factor: 1, max: 120_000, jitter: 0 }, 5000, 120_000],
])('backoffTime %j after %i', (rule, failures, wait) => {
  expect(backoffTime(rule, failures, () => 0.5)).toBe(wait);
});

test.each([
  [new ConnectTimeout(), 'connect'],
  [markNothingSent(new ConnectionError()), 'connect'],
  [markNothingSent(new ProxyError()), 'connect'],
  [new ProxyError(), 'other'],
  [new SSLError(), 'other'],
  [markNothingSent(new SSLError()), 'other'],
  [new ConnectionError(), 'read'],
  [new ReadTimeout(), 'read'],
  [new Timeout(), null],
  [new RetryError(), null],
  [new DOMException('aborted', 'AbortError'), null],
  [null, null],
])('kindOfError %#', (error, kind) => {
  expect(kindOfError(error)).toBe(kind);
});

test('the mark of an error is not enumerable', () => {
  expect(Object.keys(markNothingSent(new ConnectionError()))).not.toContain('nothingSent');
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2015, 9, 21, 7, 28, 0);
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['-5', 0],
    ['21600', 21_600_000],
    ['21601', 21_600_000],
    ['9'.repeat(400), 21_600_000],
    ['Wed, 21 Oct 2015 07:28:10 GMT', 10_000],
    ['Wed, 21 Oct 2015 07:27:00 GMT', 0],
    ['Wednesday, 21-Oct-15 07:29:00 GMT', 60_000],
    ['Wednesday, 21-Oct-75 07:29:00 GMT', 0],
    ['Wed Oct 21 07:28:01 2015', 1000],
    ['Sun Nov  1 07:28:01 2015', 21_600_000],
    ['soon', null],
    ['', null],
    ['1.5', null],
    ['1, 2', null],
    ['Wed, 21 Foo 2015 07:28:10 GMT', null],
    ['2015-10-21', null],
  ])('%j', (value, wait) => {
    expect(parseRetryAfter(value, now)).toBe(wait);
  });

  test('another bound', () => {
    expect(parseRetryAfter('120', now, 5000)).toBe(5000);
  });
});
