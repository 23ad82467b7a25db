import { isBodySource } from './body/body-source.ts';
import { callCookiesElsewhere } from './cookies/call-cookies.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import { TooManyRedirects, UnrewindableBodyError } from './errors.ts';
import { expectObject, expectRequest, expectResponse, expectText } from './expect.ts';
import { CALL_PROXIES, CompletedOptions, changedOptions, type HopOptions, ON_THE_WAY } from './hop-options.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { decideRedirect, type RedirectDecision } from './redirect/decide-redirect.ts';
import { redirectDrainBytes } from './redirect/drain.ts';
import { joinCookieHeaders } from './redirect/join-cookie-headers.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';
import { redactUrl } from './url/redact-url.ts';
import { splitUrl } from './url/split-url.ts';

type Follow = Extract<RedirectDecision, { kind: 'follow' }>;

/** Follows the redirects of a response, one at a time. Source: `requests.Session.resolve_redirects`. */
export async function* resolveRedirects(
  session: Session,
  first: Response,
  firstRequest: PreparedRequest,
  options: HopOptions & { yieldRequests?: boolean },
): AsyncGenerator<Response | PreparedRequest, void, undefined> {
  expectResponse(first);
  expectRequest(firstRequest);
  expectObject(options, 'what resolveRedirects is told');
  const { yieldRequests = false, ...given } = options;
  const sendOptions: HopOptions = options instanceof CompletedOptions ? options : given;
  let response = first;
  let request = firstRequest;
  let fragment = splitUrl(request.url ?? '').fragment;
  const passed: Response[] = [];
  for (;;) {
    const decision = decide(session, response, fragment, passed.length);
    if (decision.kind === 'stop') return;
    response.history = [...passed];
    passed.push(response);
    await response.drain(redirectDrainBytes);
    if (decision.kind === 'too-many') {
      throw new TooManyRedirects(
        `Exceeded ${session.maxRedirects} redirects: ${redactUrl(response.url ?? '')} leads on.`,
        { response },
      );
    }
    fragment = decision.fragment;
    request = await redirectedRequest(session, response, request, decision, sendOptions);
    if (yieldRequests) {
      yield request;
      continue;
    }
    if (isBodySource(request.body) && !request.body.replayable) {
      throw new UnrewindableBodyError(
        `The body can be read once only, and ${redactUrl(response.url ?? '')} redirects with ${response.statusCode}: give a Blob or bytes, or send to the last URL.`,
        { request, response },
      );
    }
    const proxies = session.rebuildProxies(
      request,
      sendOptions[CALL_PROXIES],
      sendOptions.trustEnv ?? session.trustEnv,
    );
    const hopOptions = changedOptions(sendOptions, { proxies, allowRedirects: false, [ON_THE_WAY]: true });
    response = await session.send(request, hopOptions);
    yield response;
  }
}

/** The request that would follow a response, or `null`: `response.next`. Nothing is read and nothing is sent (RED-37). */
export async function nextRequest(
  session: Session,
  response: Response,
  request: PreparedRequest,
  options: HopOptions,
): Promise<PreparedRequest | null> {
  const decision = decide(session, response, splitUrl(request.url ?? '').fragment, -1);
  return decision.kind === 'follow' ? redirectedRequest(session, response, request, decision, options) : null;
}

function decide(session: Session, response: Response, fragment: string | null, followed: number): RedirectDecision {
  const target = session.getRedirectTarget(response);
  if (target !== null && target !== undefined) expectText(target, 'what getRedirectTarget gives');
  return decideRedirect({
    status: response.statusCode ?? 0,
    target,
    url: response.url ?? '',
    fragment,
    followed,
    maxRedirects: session.maxRedirects,
  });
}

/** How redirects are followed: a value, so that a platform which follows them itself need not carry it. */
export interface RedirectEngine {
  readonly resolveRedirects: typeof resolveRedirects;
  readonly nextRequest: typeof nextRequest;
}

/** Hop by hop, as Requests does. */
export const followRedirects: RedirectEngine = { resolveRedirects, nextRequest };

/** The next request: a copy of the one before, without what must not go along. */
async function redirectedRequest(
  session: Session,
  response: Response,
  request: PreparedRequest,
  decision: Follow,
  options: HopOptions,
): Promise<PreparedRequest> {
  const next = request.copy();
  next.url = decision.url;
  session.rebuildMethod(next, response);
  if (!decision.keepsBody) {
    // https://github.com/psf/requests/issues/3490
    for (const name of ['Content-Length', 'Content-Type', 'Transfer-Encoding']) next.headers.delete(name);
    next.body = null;
  }
  const leaves = session.shouldStripAuth(request.url ?? '', decision.url);
  // the name of one host's virtual server means nothing to another (RED-29)
  if (leaves) next.headers.delete('Host');
  carryCookies(session, request, next, leaves);
  next.headers.delete('Proxy-Authorization');
  await session.rebuildAuth(next, response, options.trustEnv ?? session.trustEnv);
  return next;
}

/** Writes the `Cookie` header anew: the session's cookies for the new URL, and those of the call where it stays on its host. */
function carryCookies(session: Session, request: PreparedRequest, next: PreparedRequest, leaves: boolean): void {
  const before = request.headers.get('Cookie');
  const written = typeof before === 'string' && before !== request.cookieHeaderOfJar ? before : null;
  next.headers.delete('Cookie');
  next.cookieHeaderOfJar = null;
  next.writeCookieHeader(session.cookiesSoFar, cookiesOfCall(next));
  if (written === null || leaves) return;
  const ofJar = next.headers.get('Cookie');
  next.headers.set('Cookie', joinCookieHeaders(written, typeof ofJar === 'string' ? ofJar : null));
}

/** The call's cookies: all of them on their host, elsewhere those that name a domain. */
function cookiesOfCall(next: PreparedRequest): CookieJarLike | null {
  if (!next.callCookies) return null;
  const { jar, host } = next.callCookies;
  return next.cookieHost() === host ? jar : callCookiesElsewhere(jar, host ?? '');
}
