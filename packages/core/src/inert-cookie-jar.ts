import type { RequestsCookieJar } from './cookies/requests-cookie-jar.ts';

const none = (): never[] => [];
const no = (): boolean => false;
const nothing = (): void => {};

/** What a jar answers that holds nothing: by the names of `RequestsCookieJar`'s methods that look and change nothing else. */
const emptyJar = {
  size: 0,
  cookieHeader: () => null,
  storeFrom: nothing,
  copy: () => inertCookieJar,
  update: nothing,
  get: (_name: string, options: { default?: unknown } = {}) => options.default,
  has: no,
  delete: no,
  keys: none,
  values: none,
  items: none,
  getDict: () => ({}),
  listDomains: none,
  listPaths: none,
  multipleDomains: no,
  toJSON: none,
  [Symbol.iterator]: () => none().values(),
};

/**
 * The jar of a response that has none: one made by hand, or of a platform that owns the cookies. Always empty, and whatever is put into
 * it is gone: so that `response.cookies` can be looked at anywhere, without tough-cookie being there.
 */
export const inertCookieJar: RequestsCookieJar = emptyJar as unknown as RequestsCookieJar;
