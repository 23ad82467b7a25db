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
import type { Session } from './session.ts';

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
 * The options of a call, looked through and completed: `send` takes them as they are. What a subclass copies of them
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

/** The same options but for some; those that are complete stay so, and are not completed again for each hop. */
export function changedOptions(options: HopOptions, changes: HopOptions): HopOptions {
  return Object.assign(options instanceof CompletedOptions ? new CompletedOptions() : {}, options, changes);
}

/**
 * The options of a call with the session's where it has none.
 * @param settings those over which the environment has a say, merged already
 * @param ofCall the proxies that the call itself named
 */
export function completeOptions(
  session: Session,
  given: HopOptions,
  { proxies, stream, verify, cert }: Pick<HopOptions, 'proxies' | 'stream' | 'verify' | 'cert'>,
  ofCall: Proxies | null,
): CompletedOptions & HopOptions {
  const { timeout, limits } = given;
  const completed: CompletedOptions & HopOptions = new CompletedOptions();
  completed.stream = stream ?? session.stream;
  completed.timeout = timeout === undefined ? session.timeout : timeout;
  completed.verify = verify ?? session.verify;
  completed.cert = cert === undefined ? session.cert : cert;
  completed.proxies = (proxies ?? null) as CompletedOptions['proxies'];
  completed.allowRedirects = given.allowRedirects ?? true;
  completed.signal = given.signal;
  completed.onUploadProgress = given.onUploadProgress;
  completed.onDownloadProgress = given.onDownloadProgress;
  completed.limits = limits === undefined ? session.limits : limits;
  completed.trustEnv = given.trustEnv;
  completed[CALL_PROXIES] = ofCall;
  completed[WEB_INIT] = given[WEB_INIT];
  return completed;
}
