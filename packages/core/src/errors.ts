/**
 * Every error that the library throws, in Requests' tree:
 *
 *     RequestException
 *     ├─ InvalidJSONError
 *     │  └─ JSONDecodeError            also a SyntaxError
 *     ├─ HTTPError
 *     ├─ ConnectionError
 *     │  ├─ ProxyError
 *     │  ├─ SSLError
 *     │  └─ ConnectTimeout             also a Timeout
 *     ├─ Timeout
 *     │  └─ ReadTimeout
 *     ├─ URLRequired
 *     ├─ TooManyRedirects
 *     ├─ MissingSchema
 *     ├─ InvalidSchema
 *     ├─ InvalidURL
 *     │  └─ InvalidProxyURL
 *     ├─ InvalidHeader
 *     ├─ ChunkedEncodingError
 *     ├─ ContentDecodingError
 *     ├─ StreamConsumedError           also a TypeError
 *     ├─ RetryError
 *     ├─ UnrewindableBodyError
 *     ├─ CookieConflictError
 *     ├─ ResponseNotRead               our own
 *     ├─ UnsupportedOptionError        our own
 *     └─ InvalidOptionError            our own; also a TypeError
 *
 * JavaScript has one parent to a class. `secondParents` names the other one where there are two, and `instanceof` asks there too.
 */
import type { PreparedRequest } from './prepared-request.ts';
import type { Response } from './response.ts';

/** What every error of the tree can be given. */
export interface RequestExceptionInit {
  /** The request that failed. Default: that of `response`, or `null`. */
  request?: PreparedRequest | null | undefined;
  /** The response that was being handled. Default: `null`. */
  response?: Response | null | undefined;
  /** The error underneath. Default: none. */
  cause?: unknown;
}

type ErrorClass = abstract new (...args: never[]) => object;

/** The classes that have a second parent beside the one that they extend. */
function secondParents(): readonly (readonly [type: ErrorClass, parent: ErrorClass])[] {
  return [
    [ConnectTimeout, Timeout],
    [JSONDecodeError, InvalidJSONError],
    [StreamConsumedError, RequestException],
    [InvalidOptionError, RequestException],
  ];
}

const inChain = (type: ErrorClass, value: unknown): boolean => Function.prototype[Symbol.hasInstance].call(type, value);

function isInstance(type: ErrorClass, value: unknown): boolean {
  if (inChain(type, value)) return true;
  if (!(value instanceof Error)) return false;
  return secondParents().some(
    ([child, parent]) =>
      (parent === type || Object.prototype.isPrototypeOf.call(type, parent)) && inChain(child, value),
  );
}

/**
 * `request` and `response` are put on an error without being enumerable: printing an error must never print what a request carries.
 */
function attach(error: Error, { request, response = null }: RequestExceptionInit): void {
  const hidden = (value: unknown): PropertyDescriptor => ({ value, writable: true, configurable: true });
  Object.defineProperties(error, {
    request: hidden(request ?? response?.request ?? null),
    response: hidden(response),
  });
}

/** `ConnectTimeout` gives `ERR_CONNECT_TIMEOUT`, `InvalidURL` gives `ERR_INVALID_URL`. */
function codeOf(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2');
  return `ERR_${words.toUpperCase()}`;
}

function errorOptions({ cause }: RequestExceptionInit): ErrorOptions | undefined {
  return cause === undefined ? undefined : { cause };
}

/**
 * The root of the tree: anything that went wrong with a request. Source: `requests.exceptions.RequestException`.
 *
 * @example
 * ```ts
 * try {
 *   await get('https://api.example/user');
 * } catch (error) {
 *   if (error instanceof RequestException) console.error(error.code, error.message);
 * }
 * ```
 */
export class RequestException extends Error {
  /** The request that failed, or `null` where there was none yet. */
  declare request: PreparedRequest | null;
  /** The response that was being handled, or `null`. */
  declare response: Response | null;

  constructor(message = '', init: RequestExceptionInit = {}) {
    super(message, errorOptions(init));
    attach(this, init);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // `this` is whichever class stands on the right of `instanceof`
    return isInstance(this, value);
  }

  /** The class's name: also where code is minified. */
  override get name(): string {
    return 'RequestException';
  }

  /** A stable name for programs, made from the class: `ERR_CONNECT_TIMEOUT` for `ConnectTimeout`. */
  get code(): string {
    return codeOf(this.name);
  }
}

/** A value that JSON cannot write, or text that is no JSON. Source: `requests.exceptions.InvalidJSONError`. */
export class InvalidJSONError extends RequestException {
  override get name(): string {
    return 'InvalidJSONError';
  }
}

/** The body is no JSON. Also a `SyntaxError`. The message never shows the body: `doc` has it. Source: `requests.exceptions.JSONDecodeError`. */
export class JSONDecodeError extends SyntaxError {
  declare request: PreparedRequest | null;
  declare response: Response | null;
  /** What was to be parsed. Not enumerable, so that a log of the error does not show the body. */
  declare readonly doc: string;
  /** Where in `doc` it failed, counted in UTF-16 units from 0. */
  readonly pos: number;
  /** The line of `pos`, counted from 1. */
  readonly lineno: number;
  /** The column of `pos` in its line, counted from 1. */
  readonly colno: number;
  /** What was wrong, without the place. */
  readonly msg: string;

  constructor(msg: string, doc: string, pos: number, init: RequestExceptionInit = {}) {
    const before = doc.slice(0, pos);
    const lineno = before.split('\n').length;
    const colno = pos - before.lastIndexOf('\n');
    super(`${msg}: line ${lineno} column ${colno} (char ${pos})`, errorOptions(init));
    attach(this, init);
    this.msg = msg;
    this.pos = pos;
    this.lineno = lineno;
    this.colno = colno;
    Object.defineProperty(this, 'doc', { value: doc, configurable: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isInstance(this, value);
  }

  override get name(): string {
    return 'JSONDecodeError';
  }

  /** A stable name for programs. */
  get code(): string {
    return codeOf(this.name);
  }
}

/** The server answered with a status from 400 to 599; thrown by `raiseForStatus()`. Source: `requests.exceptions.HTTPError`. */
export class HTTPError extends RequestException {
  override get name(): string {
    return 'HTTPError';
  }
}

/** The server could not be reached, or the connection broke. Source: `requests.exceptions.ConnectionError`. */
export class ConnectionError extends RequestException {
  override get name(): string {
    return 'ConnectionError';
  }
}

/** The proxy could not be reached, or it refused. Source: `requests.exceptions.ProxyError`. */
export class ProxyError extends ConnectionError {
  override get name(): string {
    return 'ProxyError';
  }
}

/** TLS failed: the certificate was not trusted, or no common protocol was found. Source: `requests.exceptions.SSLError`. */
export class SSLError extends ConnectionError {
  override get name(): string {
    return 'SSLError';
  }
}

/** A timeout ran out. `ConnectTimeout` and `ReadTimeout` say which; a `total` timeout is a plain `Timeout`. Source: `requests.exceptions.Timeout`. */
export class Timeout extends RequestException {
  override get name(): string {
    return 'Timeout';
  }
}

/** No connection in time. Also a `Timeout`. Nothing was sent: such a request can be sent again. Source: `requests.exceptions.ConnectTimeout`. */
export class ConnectTimeout extends ConnectionError {
  override get name(): string {
    return 'ConnectTimeout';
  }
}

/** The server sent nothing for as long as the read timeout. Source: `requests.exceptions.ReadTimeout`. */
export class ReadTimeout extends Timeout {
  override get name(): string {
    return 'ReadTimeout';
  }
}

/** A URL is needed to make a request. Source: `requests.exceptions.URLRequired`. */
export class URLRequired extends RequestException {
  override get name(): string {
    return 'URLRequired';
  }
}

/** More redirects than the session's `maxRedirects`. Source: `requests.exceptions.TooManyRedirects`. */
export class TooManyRedirects extends RequestException {
  override get name(): string {
    return 'TooManyRedirects';
  }
}

/** The URL lacks its scheme (`https://`). Source: `requests.exceptions.MissingSchema`. */
export class MissingSchema extends RequestException {
  override get name(): string {
    return 'MissingSchema';
  }
}

/** No adapter is mounted for the scheme of the URL. Source: `requests.exceptions.InvalidSchema`. */
export class InvalidSchema extends RequestException {
  override get name(): string {
    return 'InvalidSchema';
  }
}

/** The URL cannot be used. Source: `requests.exceptions.InvalidURL`. */
export class InvalidURL extends RequestException {
  override get name(): string {
    return 'InvalidURL';
  }
}

/** The URL of a proxy cannot be used. Source: `requests.exceptions.InvalidProxyURL`. */
export class InvalidProxyURL extends InvalidURL {
  override get name(): string {
    return 'InvalidProxyURL';
  }
}

/** A header name or value cannot be sent, or one that came in cannot be understood. Source: `requests.exceptions.InvalidHeader`. */
export class InvalidHeader extends RequestException {
  override get name(): string {
    return 'InvalidHeader';
  }
}

/** The body ended before its end, or its chunks were broken. Source: `requests.exceptions.ChunkedEncodingError`. */
export class ChunkedEncodingError extends RequestException {
  override get name(): string {
    return 'ChunkedEncodingError';
  }
}

/** The body could not be decompressed. Source: `requests.exceptions.ContentDecodingError`. */
export class ContentDecodingError extends RequestException {
  override get name(): string {
    return 'ContentDecodingError';
  }
}

/** The body was read already. Also a `TypeError`. Source: `requests.exceptions.StreamConsumedError`. */
export class StreamConsumedError extends TypeError {
  declare request: PreparedRequest | null;
  declare response: Response | null;

  constructor(message = '', init: RequestExceptionInit = {}) {
    super(message, errorOptions(init));
    attach(this, init);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isInstance(this, value);
  }

  override get name(): string {
    return 'StreamConsumedError';
  }

  /** A stable name for programs. */
  get code(): string {
    return codeOf(this.name);
  }
}

/** The retries of a `Retry` are used up. Source: `requests.exceptions.RetryError`. */
export class RetryError extends RequestException {
  override get name(): string {
    return 'RetryError';
  }
}

/**
 * A body that can be read once only would have to be sent again (on a redirect, a 401 or a retry).
 * Source: `requests.exceptions.UnrewindableBodyError`.
 */
export class UnrewindableBodyError extends RequestException {
  override get name(): string {
    return 'UnrewindableBodyError';
  }
}

/** Two cookies of one name fit; give a domain or a path to choose. Source: `requests.cookies.CookieConflictError`. */
export class CookieConflictError extends RequestException {
  override get name(): string {
    return 'CookieConflictError';
  }
}

/** `content`, `text` and `json()` of a streamed response need `await response.read()` first. Ours: Requests has none. */
export class ResponseNotRead extends RequestException {
  override get name(): string {
    return 'ResponseNotRead';
  }
}

/** This platform or adapter cannot do what an option asks; nothing was sent. Ours: Requests has none. */
export class UnsupportedOptionError extends RequestException {
  override get name(): string {
    return 'UnsupportedOptionError';
  }
}

/** An option of a wrong name or value; nothing was sent. Also a `TypeError`. Ours: Requests has none. */
export class InvalidOptionError extends TypeError {
  declare request: PreparedRequest | null;
  declare response: Response | null;

  constructor(message = '', init: RequestExceptionInit = {}) {
    super(message, errorOptions(init));
    attach(this, init);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isInstance(this, value);
  }

  override get name(): string {
    return 'InvalidOptionError';
  }

  /** A stable name for programs. */
  get code(): string {
    return codeOf(this.name);
  }
}
