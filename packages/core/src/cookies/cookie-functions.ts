import type { Cookie } from 'tough-cookie';
import { dictPairs } from '../case-insensitive-dict.ts';
import { InvalidOptionError } from '../errors.ts';
import { expectObject, kindOf } from '../expect.ts';
import type { CookieJarLike } from './cookie-jar.ts';
import type { CookieValue } from './create-cookie.ts';
import { type CookieDict, RequestsCookieJar } from './requests-cookie-jar.ts';

/**
 * Puts the cookies of a dict into a jar, for every host; a value that is `null` or `undefined` is left out. Source: `requests.cookies.cookiejar_from_dict`.
 * @param dict names and values; `null` for none
 * @param jar the jar to put them in; a new one where it is left out
 * @param overwrite whether a name that the jar has already, for whatever host, is set anew. Default `true`
 * @throws {InvalidOptionError} where a name or a value cannot be sent.
 *
 * @example
 * ```ts
 * const session = new Session();
 * session.cookies = cookiejarFromDict({ theme: 'dark' });
 * ```
 */
export function cookiejarFromDict(
  dict: CookieDict | null | undefined,
  jar: RequestsCookieJar | null = null,
  overwrite = true,
): RequestsCookieJar {
  const target = jar ?? new RequestsCookieJar();
  checkJar(target);
  const held = overwrite ? null : new Set(target.keys());
  for (const [name, value] of dictPairs<CookieValue | null | undefined>(dict)) {
    if (value !== null && value !== undefined && !held?.has(name)) target.set(name, value);
  }
  return target;
}

/**
 * A plain object of a jar's names and values; of one name the last counts. Source: `requests.utils.dict_from_cookiejar`.
 *
 * @example
 * ```ts
 * const session = new Session({ cookies: { theme: 'dark' } });
 * dictFromCookiejar(session.cookies); // { theme: 'dark' }
 * ```
 */
export function dictFromCookiejar(jar: Iterable<Cookie>): Record<string, string> {
  // not by its class: the jar of a response without cookies is another one
  if (typeof jar === 'string' || typeof (jar as Partial<Iterable<Cookie>> | null)?.[Symbol.iterator] !== 'function') {
    throw new InvalidOptionError(`a jar, or a list of cookies, is wanted, not ${kindOf(jar)}`);
  }
  return Object.fromEntries(
    [...jar].map((cookie) => {
      expectObject(cookie, 'a cookie');
      return [cookie.key, cookie.value ?? ''];
    }),
  );
}

/**
 * Puts the cookies of a dict into a jar, for every host, and gives the jar back. Source: `requests.utils.add_dict_to_cookiejar`.
 * @throws {InvalidOptionError} where `jar` is no jar
 *
 * @example
 * ```ts
 * const session = new Session();
 * addDictToCookiejar(session.cookies, { theme: 'dark' });
 * session.cookies.get('theme'); // 'dark'
 * ```
 */
export function addDictToCookiejar(jar: RequestsCookieJar, dict: CookieDict | null | undefined): RequestsCookieJar {
  checkJar(jar);
  return cookiejarFromDict(dict, jar);
}

/**
 * Adds cookies to a jar, and gives it back. Those of a jar take the place of the ones there; those of a dict don't (COOK-20).
 * Source: `requests.cookies.merge_cookies`.
 * @throws {InvalidOptionError} where `jar` is no jar.
 *
 * @example
 * ```ts
 * const session = new Session();
 * const response = await get('https://api.example/cookies/set?theme=dark', { allowRedirects: false });
 * mergeCookies(session.cookies, response.cookies);
 * session.cookies.get('theme'); // 'dark'
 * ```
 */
export function mergeCookies(
  jar: RequestsCookieJar,
  cookies: CookieJarLike | CookieDict | null | undefined,
): RequestsCookieJar {
  checkJar(jar);
  if (
    cookies !== null &&
    typeof cookies === 'object' &&
    'cookieHeader' in cookies &&
    typeof cookies.cookieHeader === 'function'
  ) {
    jar.update(cookies);
    return jar;
  }
  return cookiejarFromDict(cookies as CookieDict | null | undefined, jar, false);
}

function checkJar(jar: unknown): void {
  if (!(jar instanceof RequestsCookieJar)) {
    throw new InvalidOptionError(
      'cookies can only be put into a RequestsCookieJar; cookiejarFromDict(dict) makes one of a dict',
    );
  }
}
