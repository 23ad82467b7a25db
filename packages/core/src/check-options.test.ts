import { describe, expect, it } from 'vitest';
import { checkCallOptions, checkRequestOptions, checkSendOptions, checkSessionOptions } from './check-options.ts';
import { InvalidOptionError, RequestException } from './errors.ts';

describe('the options of a call', () => {
  it('takes every one that there is, null and undefined as well', () => {
    checkCallOptions({
      params: {},
      data: null,
      json: 1,
      headers: {},
      cookies: {},
      files: {},
      auth: ['u', 'p'],
      hooks: {},
      stream: true,
      timeout: [1, null],
      verify: '/path',
      cert: ['/c', '/k'],
      proxies: { http: null, https: 'http://p:1' },
      allowRedirects: false,
      signal: null,
      onUploadProgress: () => {},
      onDownloadProgress: undefined,
      limits: { ratio: 10, decodedBytes: null },
      trustEnv: false,
    });
  });

  it.each([
    [{ allow_redirects: false }, /"allow_redirects"; "allowRedirects" is meant/],
    [{ timeouts: 5 }, /"timeouts"; "timeout" is meant/],
    [{ nonsense: 1 }, /"nonsense"; there are params/],
  ])('names one that there is not: %j', (options, message) => {
    expect(() => checkCallOptions(options)).toThrow(message);
    expect(() => checkCallOptions(options)).toThrow(TypeError);
    expect(() => checkCallOptions(options)).toThrow(RequestException);
  });

  it.each([
    [{ stream: 'yes' }, /stream is true or false/],
    [{ timeout: -1 }, /timeout/],
    [{ verify: 5 }, /verify is/],
    [{ verify: {} }, /verify is/],
    [{ cert: ['one'] }, /cert is/],
    [{ proxies: 'http://p' }, /proxies is/],
    [{ proxies: { http: 5 } }, /proxies\["http"\] is/],
    [{ signal: {} }, /signal is an AbortSignal/],
    [{ headers: 'x' }, /headers is a dict/],
    [{ limits: { bytes: 1 } }, /limits has no option "bytes"; there are decodedBytes, ratio/],
    [{ limits: { ratio: 0 } }, /limits.ratio is/],
    [{ limits: 5 }, /limits is/],
    [{ onUploadProgress: 5 }, /onUploadProgress is a function/],
  ])('names one of the wrong kind: %j', (options, message) => {
    expect(() => checkCallOptions(options)).toThrow(message);
    expect(() => checkCallOptions(options)).toThrow(InvalidOptionError);
  });

  it('never shows the text of a value, which may be a secret', () => {
    expect(() => checkCallOptions({ headers: 'hunter2' })).not.toThrow(/hunter2/);
  });

  it('knows what belongs to Request, to send and to Session', () => {
    expect(() => checkRequestOptions({ timeout: 1 })).toThrow(/"timeout"/);
    expect(() => checkSendOptions({ params: {} })).toThrow(/"params"/);
    expect(() => checkSessionOptions({ maxRedirects: -1 })).toThrow(/maxRedirects/);
    expect(() => checkSessionOptions(null as never)).toThrow(InvalidOptionError);
    checkSessionOptions({ maxRedirects: 0, defaultEncoding: 'utf-8' });
  });
});
