import { InvalidOptionError } from './errors.ts';
import { expectObject, kindOf } from './expect.ts';
import { normalizeTimeout } from './timeout.ts';

/** Throws where a value, which is not `undefined`, is not what the option takes. */
type Check = (value: unknown, name: string) => void;
type Checks = Readonly<Record<string, Check>>;

/** @param wanted what the option takes, in words; beside that, nearly each takes `null` for "none" */
function takes(wanted: string, fits: (value: never, name: string) => unknown, alsoNull = true): Check {
  return (value, name) => {
    if (!(value === null ? alsoNull : fits(value as never, name)))
      throw new InvalidOptionError(`${name} is ${wanted}, not ${kindOf(value)}`);
  };
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isObject = (value: unknown): boolean => typeof value === 'object';

const anything: Check = () => {};
const flag = takes('true or false', (value) => typeof value === 'boolean');
const callback = takes('a function', (value) => typeof value === 'function');
const dict = takes('a dict', isObject);
const timeout: Check = (value) => void normalizeTimeout(value as never);
const signal = takes(
  'an AbortSignal',
  (value: Record<string, unknown>) => value.addEventListener && value.throwIfAborted,
);
const verify = takes('true, false, a path, PEM text or { ca } with PEM text', (value: { ca?: unknown }) =>
  isObject(value) ? [value.ca].flat().every(isText) : isText(value) || typeof value === 'boolean',
);
const cert = takes('a path, [certPath, keyPath] or { cert, key, passphrase? } as PEM text', (value: object) => {
  if (Array.isArray(value)) return value.length === 2 && value.every(isText);
  const { cert, key, passphrase = '' } = value as Record<string, unknown>;
  return isText(value) || [cert, key, passphrase].every(isText);
});
const proxyUrl = takes('a URL, or null for no proxy', isText);
const proxies = takes('an object of proxy URLs', (value: object, name) => {
  for (const [key, url] of Object.entries(value)) if (url !== undefined) proxyUrl(url, `${name}["${key}"]`);
  return isObject(value);
});
const bound = takes('a positive number or null', (value: unknown) => typeof value === 'number' && value > 0);
const limits = takes('{ decodedBytes, ratio }', (value: object, name) => {
  if (isObject(value)) check(value, { decodedBytes: bound, ratio: bound }, name, `${name}.`);
  return isObject(value);
});
const count = takes('a whole number from 0', (value: number) => Number.isInteger(value) && value >= 0, false);

/** What makes a `Request`. Its parts are checked where they are prepared. */
const REQUEST_OPTIONS: Checks = {
  params: anything,
  data: anything,
  json: anything,
  headers: dict,
  cookies: dict,
  files: dict,
  auth: anything,
  hooks: dict,
};

/** How it is sent. */
const SEND_OPTIONS: Checks = {
  stream: flag,
  timeout,
  verify,
  cert,
  proxies,
  allowRedirects: flag,
  signal,
  onUploadProgress: callback,
  onDownloadProgress: callback,
  limits,
  trustEnv: flag,
};

const CALL_OPTIONS: Checks = { ...REQUEST_OPTIONS, ...SEND_OPTIONS };

const SESSION_OPTIONS: Checks = {
  headers: dict,
  auth: anything,
  proxies,
  hooks: dict,
  params: anything,
  stream: flag,
  verify,
  cert,
  maxRedirects: count,
  trustEnv: flag,
  cookies: dict,
  adapters: dict,
  timeout,
  defaultEncoding: anything,
  limits,
};

function check(options: object, checks: Checks, of: string, prefix = ''): void {
  expectObject(options, `what is told to ${of}`);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(checks, name)) {
      const names = Object.keys(checks);
      const meant =
        names.find((known) => letters(known) === letters(name)) ?? names.find((known) => alike(known, name));
      throw new InvalidOptionError(
        `${of} has no option "${name}"; ${meant ? `"${meant}" is meant?` : `there are ${names.join(', ')}`}`,
      );
    }
    const value = options[name as never] as unknown;
    if (value !== undefined) (checks[name] as Check)(value, prefix + name);
  }
}

/** A name without its spelling: `allow_redirects` means `allowRedirects`. */
function letters(name: string): string {
  return name.replace(/[^a-z]/gi, '').toLowerCase();
}

/** Whether one may be the other with a slip of the finger. */
function alike(known: string, name: string): boolean {
  return Math.abs(known.length - name.length) < 2 && known.slice(0, 3) === name.slice(0, 3);
}

/** @throws {InvalidOptionError} naming an option of a call that there isn't, or whose value is of the wrong kind */
export function checkCallOptions(options: object): void {
  check(options, CALL_OPTIONS, 'a request');
}

/** @throws {InvalidOptionError} as above, for what makes a `Request` */
export function checkRequestOptions(options: object): void {
  check(options, REQUEST_OPTIONS, 'Request');
}

/** @throws {InvalidOptionError} as above, for `session.send` */
export function checkSendOptions(options: object): void {
  check(options, SEND_OPTIONS, 'send');
}

/** @throws {InvalidOptionError} as above, for `new Session` */
export function checkSessionOptions(options: object): void {
  check(options, SESSION_OPTIONS, 'Session');
}
