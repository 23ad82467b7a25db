import {
  type AdapterSendOptions,
  type PreparedRequest,
  type TlsCertificate,
  type TlsVerify,
  UnsupportedOptionError,
} from '@beckon/core';
import { type ProxyRoute, proxyRoute } from './proxy-route.ts';

/** What of a request's options says how its connection is made. */
export interface Connection {
  readonly route: ProxyRoute | null;
  /** Authorities beside Deno's own: a path or PEM text. */
  readonly verify: Exclude<TlsVerify, boolean> | null;
  readonly cert: TlsCertificate | null;
}

/**
 * What a request says of its connection. Without TLS, on the way or at its end, `verify` and `cert` say nothing, as in Requests (TLS-4).
 * @throws {UnsupportedOptionError} for what Deno's client can't do
 */
export function connectionOf(request: PreparedRequest, options: AdapterSendOptions): Connection {
  const route = proxyRoute(request, options.proxies);
  const secure = request.url?.toLowerCase().startsWith('https:') === true;
  const secureProxy = route?.proxy.url.startsWith('https:') === true;
  const { verify = true, cert } = options;
  const asked = secure || secureProxy ? verify : true;
  if (asked === false) {
    refuse(
      'verify: false: Deno switches the check off by its own flag --unsafely-ignore-certificate-errors only',
      'Trust the authority by verify: its PEM, or mount an HTTPAdapter',
      request,
    );
  }
  const shown = secure && cert ? cert : null;
  if (shown !== null && secureProxy) {
    refuse('cert through an https:// proxy: Deno would show it to the proxy too', 'Mount an HTTPAdapter', request);
  }
  if (shown !== null && typeof shown === 'object' && 'passphrase' in shown && shown.passphrase !== undefined) {
    refuse('a passphrase of a key', 'Give the key without one, or mount an HTTPAdapter', request);
  }
  return { route, verify: asked === true ? null : asked, cert: shown };
}

function refuse(what: string, wayOut: string, request: PreparedRequest): never {
  throw new UnsupportedOptionError(`DenoAdapter can't do ${what}; nothing was sent. ${wayOut}.`, { request });
}
