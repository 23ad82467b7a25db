import { expectRequest } from './expect.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { redirectDrainBytes } from './redirect/drain.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';
import { storeCookies } from './store-cookies.ts';

/** More rounds than any scheme needs (NTLM takes two): a scheme that never has enough is stopped. */
const MAX_ROUNDS = 8;

/**
 * Asks the request's scheme what to send next, with each response of the origin to which it was applied, and sends that. What was
 * answered goes into `history`. Credentials are bound to their origin: no other host's challenge is answered (DIG-22).
 */
export async function answerChallenges(
  session: Session,
  request: PreparedRequest,
  first: Response,
  ask: (request: PreparedRequest) => Promise<Response>,
): Promise<Response> {
  const flow = request.authFlow;
  if (!flow?.auth.challenge) return first;
  let response = first;
  const answered: Response[] = [];
  while (answered.length < MAX_ROUNDS) {
    if (session.shouldStripAuth(flow.origin, response.request?.url ?? request.url ?? '')) break;
    const answer = await flow.auth.challenge(response);
    if (!answer) break;
    expectRequest(answer, 'what challenge(response) of an auth gives');
    // read to its end, so that its connection carries the answer (DIG-16)
    await response.drain(redirectDrainBytes);
    storeCookies(session, response);
    addCookies(session, answer);
    answered.push(response);
    response = await ask(answer);
    response.history = [...answered];
  }
  return response;
}

/** The cookies that the challenge set go along, in front of `Authorization` as in Requests. */
function addCookies(session: Session, answer: PreparedRequest): void {
  const jar = session.cookiesSoFar;
  if (!jar || jar.size === 0) return;
  const { headers } = answer;
  if (headers.has('Cookie')) {
    if (headers.get('Cookie') === answer.cookieHeaderOfJar)
      answer.rewriteCookieHeader(jar, answer.callCookies?.jar ?? null);
    return;
  }
  const authorization = headers.get('Authorization');
  headers.delete('Authorization');
  answer.writeCookieHeader(jar);
  if (authorization !== undefined) headers.set('Authorization', authorization);
}
