/**
 * The cookie jar, apart from the rest of core: whoever does not make one never loads tough-cookie.
 * @module
 */
export * from './cookie-functions.ts';
export { createCookie } from './create-cookie.ts';
export { RequestsCookieJar } from './requests-cookie-jar.ts';
