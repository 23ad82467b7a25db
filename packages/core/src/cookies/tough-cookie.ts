import { Cookie, defaultPath, domainMatch, getPublicSuffix, pathMatch, version } from 'tough-cookie';

/** What is used of tough-cookie. */
export interface ToughCookie {
  readonly Cookie: typeof Cookie;
  readonly defaultPath: typeof defaultPath;
  readonly domainMatch: typeof domainMatch;
  readonly getPublicSuffix: typeof getPublicSuffix;
  readonly pathMatch: typeof pathMatch;
  readonly version: string;
}

const library: ToughCookie = { Cookie, defaultPath, domainMatch, getPublicSuffix, pathMatch, version };

/** tough-cookie, asked for where it is used: the build for Node has `node/cookies/tough-cookie.js` in the place of this file, which loads it then. */
export function toughCookie(): ToughCookie {
  return library;
}
