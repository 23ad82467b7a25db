import { InvalidOptionError } from '../errors.ts';
import type { Auth, AuthFunction } from '../options.ts';
import { AuthBase } from './auth-base.ts';
import { HTTPBasicAuth } from './basic.ts';

const EXPECTED = 'auth is [user, password], an AuthBase, a function of the prepared request, or false for none';

/**
 * What the option `auth` means: `[user, password]` is Basic; what is falsy, or an empty array, is none (AUTH-17).
 * @throws {InvalidOptionError} where it is nothing of the kind. The value is not shown: it may be a secret.
 */
export function coerceAuth(auth: Auth | null | undefined | false): AuthBase | AuthFunction | null {
  if (!auth) return null;
  if (Array.isArray(auth)) {
    if (auth.length === 0) return null;
    if (auth.length !== 2) throw new InvalidOptionError(`${EXPECTED}; not an array of ${auth.length}`);
    return new HTTPBasicAuth(auth[0], auth[1]);
  }
  if (typeof auth === 'function') {
    if (auth.prototype instanceof AuthBase) throw new InvalidOptionError(`${EXPECTED}; ${auth.name} needs new`);
    return auth;
  }
  // by its shape, not its class: a package may have a copy of AuthBase of its own
  if (typeof auth === 'object' && typeof (auth as AuthBase).apply === 'function') return auth as AuthBase;
  throw new InvalidOptionError(`${EXPECTED}; not ${typeof auth === 'object' ? 'another object' : `a ${typeof auth}`}`);
}
