import type { NetConnectOpts, Socket } from 'node:net';
import type { ConnectionOptions, SecureContext, TLSSocket } from 'node:tls';
import { builtin } from '../builtin.ts';
import type { PoolOptions } from '../pool/pool-options.ts';
import type { LoadedCredentials } from '../tls/load-credentials.ts';
import { loadCredentials } from '../tls/load-credentials.ts';
import type { ConnectAttempt } from './connect-attempt.ts';
import { once } from './connect-attempt.ts';
import { intoReadBuffer } from './read-buffer.ts';

/** What the connections of one pool have in common: no other pool may have it. */
export interface TlsState {
  /** The session to take up again with the server. */
  session?: Buffer;
  /** Certificates and keys as OpenSSL has them, and of which files they are. */
  context?: { readonly stamp: string; readonly client: SecureContext };
}

/**
 * Speaks TLS, over a connection that is there or over one that is made for it.
 * @param loaded the certificates and keys, where they were read already
 */
export async function connectTls(
  over: { readonly socket: Socket } | NetConnectOpts,
  host: string,
  options: Readonly<PoolOptions>,
  state: TlsState,
  toProxy: boolean,
  attempt: ConnectAttempt,
  loaded?: LoadedCredentials,
): Promise<Socket> {
  const { connect, createSecureContext } = builtin('tls');
  const { stamp, credentials } = loaded ?? (await loadCredentials(options, toProxy));
  const settings = {
    minVersion: options.minVersion ?? 'TLSv1.2',
    maxVersion: options.maxVersion,
    ciphers: options.ciphers,
    ...credentials,
  } satisfies ConnectionOptions;
  let secureContext = toProxy ? undefined : state.context?.client;
  if (secureContext === undefined || state.context?.stamp !== stamp) {
    secureContext = createSecureContext(settings);
    if (!toProxy) {
      // a session that is taken up again is not verified anew: what other files trusted doesn't count
      if (state.context !== undefined) delete state.session;
      state.context = { stamp, client: secureContext };
    }
  }
  // an address is never told as a server's name (RFC 6066 §3); Node 26 throws at it
  const name = (toProxy ? undefined : options.servername) ?? (builtin('net').isIP(host) === 0 ? host : undefined);
  const secure: TLSSocket = connect({
    ...(over as ConnectionOptions),
    // of a connection that is there Node does not ask where its bytes go
    ...('socket' in over ? undefined : intoReadBuffer(() => secure)),
    host,
    secureContext,
    minVersion: settings.minVersion,
    maxVersion: settings.maxVersion,
    ALPNProtocols: [...(toProxy ? ['http/1.1'] : (options.alpn ?? ['http/1.1']))],
    rejectUnauthorized: options.rejectUnauthorized !== false,
    ...(name === undefined ? undefined : { servername: name }),
    ...(toProxy || state.session === undefined ? undefined : { session: state.session }),
    ...(toProxy || options.checkServerIdentity === undefined
      ? undefined
      : { checkServerIdentity: options.checkServerIdentity }),
  });
  attempt.track(secure);
  if (!toProxy) {
    secure.on('session', (session) => {
      if (state.context?.client === secureContext) state.session = session;
    });
  }
  await once(secure, 'secureConnect');
  return secure;
}
