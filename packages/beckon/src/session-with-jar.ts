import { Session as CoreSession, type SessionInit } from '@beckon/core';
import type { RequestsCookieJar } from '@beckon/core/cookies';

/** A session whose cookies are in a jar of ours: everywhere but in browsers, which have their own. */
export class SessionWithJar extends CoreSession {
  /** The cookies that servers set, and that are sent back to them. */
  override get cookies(): RequestsCookieJar {
    return super.cookies as RequestsCookieJar;
  }

  override set cookies(cookies: NonNullable<SessionInit['cookies']>) {
    super.cookies = cookies;
  }
}
