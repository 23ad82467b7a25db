import type { Cookie, SerializedCookie } from 'tough-cookie';
import { InvalidOptionError } from '../errors.ts';
import { toughCookie } from './tough-cookie.ts';

/** A jar as JSON: that of tough-cookie's `CookieJar`. Dates are ISO 8601 text. */
export interface SerializedJar {
  readonly version: string;
  readonly storeType: string | null;
  readonly rejectPublicSuffixes: boolean;
  readonly cookies: readonly SerializedCookie[];
}

/** The cookies as JSON. */
export function serializeCookies(cookies: readonly Cookie[], rejectPublicSuffixes: boolean): SerializedJar {
  return {
    version: `tough-cookie@${toughCookie().version}`,
    storeType: 'RequestsCookieJar',
    rejectPublicSuffixes,
    // tough-cookie leaves out the null of a cookie without a value (COOK-29)
    cookies: cookies.map((cookie) =>
      cookie.value === null ? { ...cookie.toJSON(), value: null } : cookie.toJSON(),
    ) as SerializedCookie[],
  };
}

/** The cookies of what `serializeCookies` wrote, as an object or as text. @throws {InvalidOptionError} where it is something else. */
export function deserializeCookies(json: unknown): { cookies: Cookie[]; rejectPublicSuffixes: boolean } {
  const jar = (typeof json === 'string' ? parse(json) : json) as Partial<SerializedJar> | null;
  if (jar === null || typeof jar !== 'object' || !Array.isArray(jar.cookies)) {
    throw new InvalidOptionError('a jar as JSON is an object with an array `cookies`');
  }
  const cookies = (jar.cookies as unknown[]).map((serialized, index) => {
    const cookie = toughCookie().Cookie.fromJSON(serialized);
    if (!cookie?.key) throw new InvalidOptionError(`cookies[${index}] of the jar as JSON is no cookie with a key`);
    if ((serialized as { value?: unknown }).value === null) cookie.value = null as unknown as string;
    return cookie;
  });
  return { cookies, rejectPublicSuffixes: jar.rejectPublicSuffixes ?? true };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidOptionError('the jar is no JSON', { cause });
  }
}
