import type { WebInit } from './interop/web-init.ts';
import type {
  Limits,
  Proxies,
  SendOptions,
  TimeoutOption,
  TlsCertificate,
  TlsVerify,
  TransferProgress,
} from './options.ts';

/** What the call itself said of proxies: each hop of a redirect asks the environment anew. */
export const CALL_PROXIES: unique symbol = Symbol('the proxies of the call');
/** A request on the way of a redirect: whoever follows asks for the next one, and the deadline runs already. */
export const ON_THE_WAY: unique symbol = Symbol('on the way');
/** Whoever follows the redirects reads the last body; those on the way are drained, with a bound (RED-32). */
export const LEAVE_UNREAD: unique symbol = Symbol('leave the body unread');
/** What a caller of `session.fetch` said that concerns the platform's own fetch alone: `mode`, `credentials`, `cache`. */
export const WEB_INIT: unique symbol = Symbol("for the platform's fetch");

/** Options as they pass between the hops of one call. */
export interface HopOptions extends SendOptions {
  [CALL_PROXIES]?: Proxies | null;
  [ON_THE_WAY]?: boolean;
  [LEAVE_UNREAD]?: boolean;
  [WEB_INIT]?: WebInit;
}

/**
 * The options of a call, looked through and completed by `Session.request`: `send` takes them as they are. What a subclass copies of them
 * (`{ ...options, stream: true }`) is looked through again.
 */
export class CompletedOptions implements HopOptions {
  stream = false;
  timeout: TimeoutOption | undefined = null;
  verify: TlsVerify = true;
  cert: TlsCertificate | null = null;
  proxies: Record<string, string | null> | null = null;
  allowRedirects = true;
  signal: AbortSignal | null | undefined = null;
  onUploadProgress: ((progress: TransferProgress) => void) | undefined = undefined;
  onDownloadProgress: ((progress: TransferProgress) => void) | undefined = undefined;
  limits: Limits | null | undefined = undefined;
  trustEnv: boolean | undefined = undefined;
}
