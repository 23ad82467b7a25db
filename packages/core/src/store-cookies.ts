import { callCookieJar } from './cookies/call-cookies.ts';
import type { Response } from './response.ts';
import type { Session } from './session.ts';

/** The lines of a response's `Set-Cookie`; they are never one line: a comma may stand in a date (HDR-16). */
function setCookieLines(response: Response): readonly string[] {
  if (typeof response.headers.getSetCookie === 'function') return response.headers.getSetCookie();
  const line = (response.headers as { get(name: string): string | undefined }).get('Set-Cookie');
  return line === undefined ? [] : [line];
}

/** Keeps the cookies of a response in the session's jar, and gives the response its own (RESP-31). */
export function storeCookies(session: Session, response: Response): void {
  const lines = setCookieLines(response);
  if (lines.length === 0) return;
  const { request } = response;
  const url = request?.url ?? response.url ?? '';
  const host = request?.hostHeader?.();
  if (!request?.cookiesDisabled) session.cookies.storeFrom(lines, url, host);
  response.deferCookies(() => {
    const jar = session.runtime.createCookieJar() ?? callCookieJar({});
    jar.storeFrom(lines, url, host);
    return jar;
  });
}
