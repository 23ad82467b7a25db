import { InvalidOptionError, kindOf, UnsupportedOptionError } from '@beckon/core';

/** How the clients of an adapter make and keep connections. The names are Deno's own. */
export interface ClientSettings {
  /** How many idle connections are kept for each server. Default: Deno's, which has no limit. */
  poolMaxIdlePerHost?: number | undefined;
  /** How long an idle connection is kept, in milliseconds; `false`: as long as the server keeps it. Default: Deno's, 90,000. */
  poolIdleTimeout?: number | false | undefined;
  /** Whether HTTP/1.1 is spoken. Default: `true`. */
  http1?: boolean | undefined;
  /** Whether HTTP/2 is spoken with servers that offer it. Default: `true`. */
  http2?: boolean | undefined;
  /** How large the headers of an answer over HTTP/2 may be, in bytes. Default: Deno's, 262,144. */
  http2MaxHeaderListSize?: number | undefined;
  /** The IP address of this machine from which to connect. Default: the system's choice. */
  localAddress?: string | undefined;
}

type Check = (value: unknown) => string | null;
const aNumber: Check = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? null : 'a whole number from 0');
const aBoolean: Check = (value) => (typeof value === 'boolean' ? null : 'true or false');

const CHECKS: { readonly [Name in keyof Required<ClientSettings>]: Check } = {
  poolMaxIdlePerHost: aNumber,
  poolIdleTimeout: (value) => (value === false || aNumber(value) === null ? null : 'milliseconds from 0, or false'),
  http1: aBoolean,
  http2: aBoolean,
  http2MaxHeaderListSize: aNumber,
  localAddress: (value) => (typeof value === 'string' ? null : 'an IP address'),
};
/** Those of `HTTPAdapter`, which Deno's pool doesn't have. */
const POOL: readonly string[] = ['poolConnections', 'poolMaxsize', 'poolBlock'];

/** @throws {InvalidOptionError | UnsupportedOptionError} for an option of another name, or a value that is none */
export function checkSettings(settings: ClientSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (POOL.includes(name)) {
      throw new UnsupportedOptionError(
        `DenoAdapter can't do ${name}: its pool is Deno's. It has poolMaxIdlePerHost and poolIdleTimeout; or mount an HTTPAdapter.`,
      );
    }
    const check = CHECKS[name as keyof ClientSettings];
    if (check === undefined) {
      throw new InvalidOptionError(
        `DenoAdapter has no option "${name}"; it has: maxRetries, ${Object.keys(CHECKS).join(', ')}`,
      );
    }
    const expected = value === undefined ? null : check(value);
    if (expected !== null) throw new InvalidOptionError(`${name} is ${expected}, not ${kindOf(value)}`);
  }
  if (settings.http1 === false && settings.http2 === false) {
    throw new InvalidOptionError('http1 and http2 are both false: then there is nothing left to speak');
  }
}
