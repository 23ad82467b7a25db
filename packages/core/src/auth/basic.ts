import { expectRequest } from '../expect.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import { AuthBase } from './auth-base.ts';
import { basicAuthHeader } from './basic-header.ts';
import { type Credential, hidePassword, sameCredentials, toCredential } from './credentials.ts';

/**
 * HTTP Basic (RFC 7617): user and password with every request. `[user, password]` as `auth` is the same.
 * Source: `requests.auth.HTTPBasicAuth`.
 *
 * @example
 * ```ts
 * await get('https://api.example/user', { auth: new HTTPBasicAuth('user', 'pass') });
 * ```
 */
export class HTTPBasicAuth extends AuthBase {
  /** The user: text, or bytes that are taken as they are. */
  username: Credential;
  /** The password. Not enumerable, so that no log of this object shows it. */
  declare password: Credential;

  /** @throws {InvalidOptionError} where one of both is missing; see also {@link basicAuthHeader} */
  constructor(username: Credential, password: Credential) {
    super();
    this.username = toCredential(username, 'user name');
    hidePassword(this, toCredential(password, 'password'));
  }

  /** Sets `Authorization`. */
  override apply(request: PreparedRequest): PreparedRequest {
    expectRequest(request);
    request.headers.set('Authorization', basicAuthHeader(this.username, this.password));
    return request;
  }

  /** Whether `other` has the same user and password, whatever its class. */
  equals(other: unknown): boolean {
    return sameCredentials(this, other);
  }
}
