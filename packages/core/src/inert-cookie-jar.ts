import type { RequestsCookieJar } from './cookies/requests-cookie-jar.ts';

/** What a jar answers that holds nothing: by the names of `RequestsCookieJar`'s methods that look and change nothing else. */
const nothing = {
  size: 0,
  cookieHeader: () => null,
  storeFrom() {},
  copy: () => inertCookieJar,
  update() {},
  get: (_name: string, options: { default?: unknown } = {}) => options.default,
  has: () => false,
  delete: () => false,
  keys: () => [],
  values: () => [],
  items: () => [],
  getDict: () => ({}),
  listDomains: () => [],
  listPaths: () => [],
  multipleDomains: () => false,
  toJSON: () => [],
  [Symbol.iterator]: () => [].values(),
};

/**
 * The jar of a response that has none: one made by hand, or of a platform that owns the cookies. Always empty, and whatever is put into
 * it is gone: so that `response.cookies` can be looked at anywhere, without tough-cookie being there.
 */
export const inertCookieJar: RequestsCookieJar = nothing as unknown as RequestsCookieJar;
