import type { AdapterSendOptions, BaseAdapter } from './adapter.ts';
import { answerChallenges } from './answer-challenges.ts';
import { assertSupported } from './capabilities.ts';
import { checkSendOptions } from './check-options.ts';
import { startDeadline } from './deadline.ts';
import { InvalidOptionError, RequestException } from './errors.ts';
import { expectResponse } from './expect.ts';
import { dispatchHooks } from './hooks.ts';
import {
  CALL_PROXIES,
  CompletedOptions,
  changedOptions,
  completeOptions,
  type HopOptions,
  LEAVE_UNREAD,
  ON_THE_WAY,
} from './hop-options.ts';
import { PreparedRequest } from './prepared-request.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';
import { storeCookies } from './store-cookies.ts';
import { normalizeTimeout } from './timeout.ts';

/**
 * Sends a prepared request: fills in what the session says, minds the deadline, follows redirects, reads the body.
 * @throws {InvalidOptionError} where it is given a `Request`
 */
export async function send(session: Session, request: PreparedRequest, given: HopOptions): Promise<Response> {
  if (!(request instanceof PreparedRequest)) {
    throw new InvalidOptionError(
      'You can only send PreparedRequests: await session.prepareRequest(request) makes one.',
    );
  }
  request.checkFields();
  try {
    const options = given instanceof CompletedOptions ? given : completed(session, request, given);
    const { total } = normalizeTimeout(options.timeout);
    if (total === null || given[ON_THE_WAY]) return await exchange(session, request, options);
    return await exchangeWithin(total, session, request, options);
  } catch (error) {
    if (error instanceof RequestException) error.request ??= request;
    throw error;
  }
}

async function exchangeWithin(
  total: number,
  session: Session,
  request: PreparedRequest,
  options: HopOptions,
): Promise<Response> {
  const deadline = startDeadline(total, options.signal);
  try {
    const response = await exchange(session, request, changedOptions(options, { signal: deadline.signal }));
    if (!options.stream) deadline.clear();
    return response;
  } catch (error) {
    deadline.clear();
    throw error;
  }
}

/** The session's settings where `send` was told none. */
function completed(session: Session, request: PreparedRequest, given: HopOptions): HopOptions {
  // an adapter of one's own may take options that nobody here knows (SES-30)
  if (session.getAdapter(request.url ?? '').capabilities) checkSendOptions(given);
  const { proxies, trustEnv } = given;
  const settings = {
    ...given,
    proxies: proxies ?? session.rebuildProxies(request.copy(), null, trustEnv ?? session.trustEnv),
  };
  const complete = completeOptions(session, given, settings, given[CALL_PROXIES] ?? proxies ?? null);
  return Object.assign(new CompletedOptions(), given, complete);
}

/**
 * One request and its answer, and where they lead. The order is Requests' (SES-31): challenges, hooks, cookies, redirects, body. It is one function,
 * as each more on the way of every request is a promise more to wait for.
 */
async function exchange(session: Session, request: PreparedRequest, options: HopOptions): Promise<Response> {
  const adapter = session.getAdapter(request.url ?? '');
  assertSupported(adapter, request, options);
  request.alignFraming();
  let response = await ask(session, adapter, request, options);
  try {
    if (request.authFlow) {
      response = await answerChallenges(session, request, response, (what) => ask(session, adapter, what, options));
    }
    const hooks = request.hooks.response;
    if (hooks.length > 0) {
      response = await dispatchHooks(hooks, response, options);
      if (options.signal?.aborted) throw options.signal.reason;
    }
    for (const earlier of response.history) storeCookies(session, earlier);
    storeCookies(session, response);
    const redirects = session.redirectsOf(request);
    if (!redirects) {
      // the platform has followed them
    } else if (options.allowRedirects) {
      if (mayLeadOn(session, response)) response = await followed(session, request, response, options);
    } else if (!options[ON_THE_WAY]) {
      response.next = await redirects.nextRequest(session, response, request, options);
    }
    if (!options.stream && !options[LEAVE_UNREAD]) await response.read();
    return response;
  } catch (error) {
    await response.close();
    throw error;
  }
}

function mayLeadOn(session: Session, response: Response): boolean {
  return !session.followsRedirectsItself || Boolean(session.getRedirectTarget(response));
}

/** The last response of those that one leads to, with the others in its history. */
async function followed(
  session: Session,
  request: PreparedRequest,
  first: Response,
  options: HopOptions,
): Promise<Response> {
  let response = first;
  const passed: Response[] = [];
  const onTheWay = changedOptions(options, { [LEAVE_UNREAD]: true });
  try {
    for await (const following of session.resolveRedirects(response, request, onTheWay)) {
      passed.push(response);
      response = following;
    }
  } catch (error) {
    await response.close();
    throw error;
  }
  if (passed.length > 0) response.history = passed;
  return response;
}

async function ask(
  session: Session,
  adapter: BaseAdapter,
  request: PreparedRequest,
  options: HopOptions,
): Promise<Response> {
  const start = performance.now();
  // asked of the Retry, so that who has none loads nothing of it
  const { maxRetries } = adapter;
  const answer = await (maxRetries?.mayRetry
    ? maxRetries.send(adapter, request, options)
    : adapter.send(request, options as AdapterSendOptions));
  expectResponse(answer, 'what an adapter gives');
  if (maxRetries) answer.retries ??= maxRetries;
  answer.elapsed = performance.now() - start;
  answer.configureBody({
    limits: options.limits,
    onDownloadProgress: options.onDownloadProgress,
    stream: options.stream ?? false,
    defaultEncoding: session.defaultEncoding,
    loadCharsetDetector: session.runtime.loadCharsetDetector,
  });
  return answer;
}
