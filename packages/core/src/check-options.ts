import { InvalidOptionError } from './errors.ts';
import { normalizeTimeout } from './timeout.ts';

type Check = (value: unknown, name: string) => void;

function fail(name: string, wanted: string, value: unknown): never {
  const shown =
    typeof value === 'number' || typeof value === 'boolean'
      ? `${typeof value} ${value}`
      : `a value of type ${typeof value}`;
  throw new InvalidOptionError(`${name} is ${wanted}, not ${shown}`);
}

const anything: Check = () => {};
const flag: Check = (value, name) => {
  if (value !== null && typeof value !== 'boolean') fail(name, 'true or false', value);
};
const callback: Check = (value, name) => {
  if (value !== null && typeof value !== 'function') fail(name, 'a function', value);
};
const dict: Check = (value, name) => {
  if (value !== null && typeof value !== 'object') fail(name, 'a dict', value);
};
const timeout: Check = (value) => {
  normalizeTimeout(value as never);
};
const signal: Check = (value, name) => {
  if (value === null) return;
  const { addEventListener, throwIfAborted } = value as AbortSignal;
  if (typeof addEventListener !== 'function' || typeof throwIfAborted !== 'function')
    fail(name, 'an AbortSignal', value);
};
const verify: Check = (value, name) => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return;
  if (typeof value === 'object' && 'ca' in value) {
    const { ca } = value;
    if (typeof ca === 'string' || (Array.isArray(ca) && ca.every((pem) => typeof pem === 'string'))) return;
    fail(`${name}.ca`, 'PEM text, or a list of such', ca);
  }
  fail(name, 'true, false, a path, PEM text or { ca }', value);
};
const cert: Check = (value, name) => {
  if (value === null || typeof value === 'string') return;
  if (Array.isArray(value) && value.length === 2 && value.every((path) => typeof path === 'string')) return;
  if (typeof value === 'object' && 'cert' in value && 'key' in value) {
    const { cert, key, passphrase = '' } = value as { cert: unknown; key: unknown; passphrase?: unknown };
    for (const text of [cert, key, passphrase])
      if (typeof text !== 'string') fail(name, '{ cert, key, passphrase? } as PEM text', text);
    return;
  }
  fail(name, 'a path, [certPath, keyPath] or { cert, key, passphrase? } as PEM text', value);
};
const proxies: Check = (value, name) => {
  if (value === null) return;
  if (typeof value !== 'object') fail(name, 'an object of proxy URLs', value);
  for (const [key, url] of Object.entries(value as object)) {
    if (url !== null && url !== undefined && typeof url !== 'string')
      fail(`${name}["${key}"]`, 'a URL, or null for no proxy', url);
  }
};
const limits: Check = (value, name) => {
  if (value === null) return;
  if (typeof value !== 'object') fail(name, '{ decodedBytes, ratio }', value);
  for (const [key, bound] of Object.entries(value as object)) {
    if (key !== 'decodedBytes' && key !== 'ratio')
      throw new InvalidOptionError(`${name} has no "${key}": decodedBytes and ratio are all`);
    if (bound !== null && bound !== undefined && !(typeof bound === 'number' && bound > 0))
      fail(`${name}.${key}`, 'a positive number or null', bound);
  }
};

/** What makes a `Request`. Its parts are checked where they are prepared. */
const REQUEST_OPTIONS: ReadonlyMap<string, Check> = new Map([
  ['params', anything],
  ['data', anything],
  ['json', anything],
  ['headers', dict],
  ['cookies', dict],
  ['files', dict],
  ['auth', anything],
  ['hooks', dict],
]);

/** How it is sent. */
const SEND_OPTIONS: ReadonlyMap<string, Check> = new Map([
  ['stream', flag],
  ['timeout', timeout],
  ['verify', verify],
  ['cert', cert],
  ['proxies', proxies],
  ['allowRedirects', flag],
  ['signal', signal],
  ['onUploadProgress', callback],
  ['onDownloadProgress', callback],
  ['limits', limits],
  ['trustEnv', flag],
]);

const SESSION_OPTIONS: ReadonlyMap<string, Check> = new Map([
  ['headers', dict],
  ['auth', anything],
  ['proxies', proxies],
  ['hooks', dict],
  ['params', anything],
  ['stream', flag],
  ['verify', verify],
  ['cert', cert],
  [
    'maxRedirects',
    (value, name) => {
      if (!Number.isInteger(value) || (value as number) < 0) fail(name, 'a whole number from 0', value);
    },
  ],
  ['trustEnv', flag],
  ['cookies', dict],
  ['adapters', dict],
  ['timeout', timeout],
  ['defaultEncoding', anything],
  ['limits', limits],
]);

function check(options: object, known: readonly ReadonlyMap<string, Check>[], of: string): void {
  if (typeof options !== 'object' || options === null)
    throw new InvalidOptionError(`the options of ${of} are an object, not ${typeof options}`);
  for (const name of Object.keys(options)) {
    const rule = known.find((map) => map.has(name))?.get(name);
    if (!rule) throw new InvalidOptionError(`${of} has no option "${name}"${suggestion(name, known)}`);
    const value = (options as Record<string, unknown>)[name];
    if (value !== undefined) rule(value, name);
  }
}

/** The name that was meant: one in another spelling, as `allow_redirects`, or one letter off. */
function suggestion(name: string, known: readonly ReadonlyMap<string, Check>[]): string {
  const plain = (text: string): string => text.replace(/[^a-z]/gi, '').toLowerCase();
  const names = known.flatMap((map) => [...map.keys()]);
  const meant =
    names.find((candidate) => plain(candidate) === plain(name)) ??
    names.find(
      (candidate) => Math.abs(candidate.length - name.length) <= 1 && candidate.slice(0, 3) === name.slice(0, 3),
    );
  return meant ? `; "${meant}" is meant?` : `; there are ${names.join(', ')}`;
}

/** @throws {InvalidOptionError} naming an option of a call that there isn't, or whose value is of the wrong kind */
export function checkCallOptions(options: object): void {
  check(options, [REQUEST_OPTIONS, SEND_OPTIONS], 'a request');
}

/** @throws {InvalidOptionError} as above, for what makes a `Request` */
export function checkRequestOptions(options: object): void {
  check(options, [REQUEST_OPTIONS], 'Request');
}

/** @throws {InvalidOptionError} as above, for `session.send` */
export function checkSendOptions(options: object): void {
  check(options, [SEND_OPTIONS], 'send');
}

/** @throws {InvalidOptionError} as above, for `new Session` */
export function checkSessionOptions(options: object): void {
  check(options, [SESSION_OPTIONS], 'Session');
}
