import { RequestException } from '../errors.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Response } from '../response.ts';

/**
 * A way to show who one is. Source: `requests.auth.AuthBase`.
 *
 * @example
 * ```ts
 * import { AuthBase, get, type PreparedRequest } from 'beckon';
 *
 * class TokenAuth extends AuthBase {
 *   readonly #token: string;
 *   constructor(token: string) {
 *     super();
 *     this.#token = token;
 *   }
 *   override apply(request: PreparedRequest): PreparedRequest {
 *     request.headers.set('Authorization', `Bearer ${this.#token}`);
 *     return request;
 *   }
 * }
 * (await get('https://api.example/user', { auth: new TokenAuth('abc123') })).statusCode; // 200
 * ```
 */
export class AuthBase {
  /**
   * Run when a request is prepared, after its body. What it returns is sent.
   * @throws {RequestException} where a subclass has none of its own
   */
  apply(_request: PreparedRequest): PreparedRequest | Promise<PreparedRequest> {
    throw new RequestException('Auth hooks must be callable: a subclass of AuthBase needs its own apply(request).');
  }

  /**
   * Asked with each response from the origin to which this was applied. What it returns is sent instead, and the response goes
   * into `history`; `undefined` leaves the response as it is. Keep nothing of one request on the object: calls may overlap.
   */
  challenge?(response: Response): PreparedRequest | undefined | Promise<PreparedRequest | undefined>;
}
