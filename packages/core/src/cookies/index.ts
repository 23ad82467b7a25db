/**
 * The cookie jar, apart from the rest of core: whoever does not make one never loads tough-cookie.
 * @module
 */
export * from './cookie-functions.ts';
export type { CookiePolicy } from './cookie-policy.ts';
export { type CookieAttributes, type CookieValue, createCookie } from './create-cookie.ts';
export { type CookieDict, type CookieFilter, RequestsCookieJar } from './requests-cookie-jar.ts';
export type { SerializedJar } from './serialize-cookies.ts';
