import { InvalidOptionError } from '../errors.ts';
import { kindOf } from '../expect.ts';
import type { Auth, AuthFunction } from '../options.ts';
import type { AuthBase } from './auth-base.ts';
import { basicAuthHeader } from './basic-header.ts';

/**
 * What the option `auth` means: `[user, password]` is Basic; what is falsy, or an empty array, is none (AUTH-17).
 * @throws {InvalidOptionError} where it is nothing of the kind. The value is not shown: it may be a secret.
 */
export function coerceAuth(auth: Auth | null | undefined | false): AuthBase | AuthFunction | null {
  if (!auth) return null;
  if (Array.isArray(auth)) {
    const [user, password] = auth;
    if (auth.length === 2) return basicAuth(basicAuthHeader(user, password));
    if (auth.length === 0) return null;
  }
  // by its shape, not its class: a package may have a copy of AuthBase of its own
  const isFunction = typeof auth === 'function';
  if (isFunction ? !auth.prototype?.apply : typeof (auth as AuthBase).apply === 'function')
    return auth as AuthBase | AuthFunction;
  throw new InvalidOptionError(
    `auth is [user, password], an AuthBase (made with new), a function of the prepared request, or false for none; not ${kindOf(auth)}`,
  );
}

/** What `HTTPBasicAuth` does, without its class: a page that has a pair need not carry it. */
function basicAuth(header: string): AuthFunction {
  return ({ headers }) => {
    headers.set('Authorization', header);
  };
}
