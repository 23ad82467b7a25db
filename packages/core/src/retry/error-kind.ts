import { ConnectionError, ConnectTimeout, ProxyError, ReadTimeout, SSLError } from '../errors.ts';

/**
 * What an error says of the try that failed:
 * - `connect`: there was no connection, so nothing was sent, and any method can be tried again (RTY-3);
 * - `read`: the server may have begun to do what was asked, so only methods that may be repeated are tried again (RTY-4);
 * - `other`: TLS or the proxy failed before the request went out;
 * - `null`: no fault of the network, and nothing that another try would mend. A `total` timeout is one: its time is over.
 */
export type ErrorKind = 'connect' | 'read' | 'other' | null;

/** Marks an error as one that came before anything of the request was sent. Not enumerable: it is shown nowhere. */
export function markNothingSent<E extends object>(error: E): E {
  Object.defineProperty(error, 'nothingSent', { value: true, configurable: true, enumerable: false });
  return error;
}

/** Whether an adapter marked an error as one that came before anything of the request was sent. */
export function nothingSent(error: unknown): boolean {
  return (error as { nothingSent?: unknown } | null | undefined)?.nothingSent === true;
}

/** Which budget of a `Retry` an error counts against. Source: `urllib3.util.Retry.increment`. */
export function kindOfError(error: unknown): ErrorKind {
  if (error instanceof ConnectTimeout) return 'connect';
  if (error instanceof ReadTimeout) return 'read';
  if (error instanceof SSLError) return 'other';
  if (!(error instanceof ConnectionError)) return null;
  if (nothingSent(error)) return 'connect';
  return error instanceof ProxyError ? 'other' : 'read';
}
