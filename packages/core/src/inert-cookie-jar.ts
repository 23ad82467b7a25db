import type { CookieJarLike } from './cookies/cookie-jar.ts';

/**
 * The jar of a response that has none: one made by hand, or of a platform that owns the cookies. Always empty, and whatever is put into
 * it is gone: so that `response.cookies` can be looked at anywhere, without tough-cookie being there.
 */
export const inertCookieJar: CookieJarLike = {
  size: 0,
  cookieHeader: () => null,
  storeFrom() {},
  copy: () => inertCookieJar,
  update() {},
  [Symbol.iterator]: () => [].values(),
};
