import { Cookie, defaultPath, domainMatch, getPublicSuffix, pathMatch, version } from 'tough-cookie';

/** What is used of tough-cookie. */
export type ToughCookie = Pick<
  typeof import('tough-cookie'),
  'Cookie' | 'defaultPath' | 'domainMatch' | 'getPublicSuffix' | 'pathMatch' | 'version'
>;

const library: ToughCookie = { Cookie, defaultPath, domainMatch, getPublicSuffix, pathMatch, version };

/** tough-cookie, asked for where it is used: the build for Node has `node/cookies/tough-cookie.js` in the place of this file, which loads it then. */
export function toughCookie(): ToughCookie {
  return library;
}
