import { isBodySource } from '../body/body-source.ts';
import { InvalidOptionError, UnrewindableBodyError } from '../errors.ts';
import { expectObject, expectRequest, kindOf } from '../expect.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Response } from '../response.ts';
import { originOf } from '../url/origin.ts';
import { AuthBase } from './auth-base.ts';
import { type Credential, hidePassword, sameCredentials, toCredential } from './credentials.ts';
import { chooseDigestChallenge, type DigestChallenge } from './digest/choose-challenge.ts';
import { digestHeader } from './digest/digest-header.ts';
import { hashBody } from './digest/hash-body.ts';
import { NonceCounts } from './digest/nonce-counts.ts';

/** Settings of {@link HTTPDigestAuth}. */
export interface DigestAuthOptions {
  /** Makes the client's nonce: 16 random hex digits unless given. For tests. */
  readonly cnonce?: () => string;
}

/**
 * HTTP Digest (RFC 7616): the password itself is never sent. The first request goes out bare, the challenge that comes back is answered, and
 * the next requests to that origin answer at once. One object may serve many calls at a time.
 *
 * MD5, SHA, SHA-256, SHA-512-256 and SHA-512, each also as `-sess`; qop `auth` and `auth-int`. Of several challenges the strongest is answered.
 * Source: `requests.auth.HTTPDigestAuth`.
 *
 * @example
 * ```ts
 * const session = new Session({ auth: new HTTPDigestAuth('user', 'pass') });
 * await session.get('https://api.example/'); // <Response [404]>
 * ```
 */
export class HTTPDigestAuth extends AuthBase {
  /** The user: text, which is hashed in UTF-8, or bytes that are taken as they are. */
  username: Credential;
  /** The password. Not enumerable, so that no log of this object shows it. */
  declare password: Credential;

  readonly #cnonce: () => string;
  /** The last challenge of each origin. */
  readonly #challenges: Map<string, DigestChallenge> = new Map();
  readonly #counts: NonceCounts = new NonceCounts();
  /** The origins that requests with this auth were made for: no other gets a hash of the password (DIG-22). */
  readonly #origins: Set<string> = new Set();
  /** The requests that are answers: a challenge to one of them means that the answer was refused (DIG-3). */
  readonly #answers: WeakSet<PreparedRequest> = new WeakSet();

  /** @throws {InvalidOptionError} where user or password is missing */
  constructor(username: Credential, password: Credential, options: DigestAuthOptions = {}) {
    super();
    this.username = toCredential(username, 'user name');
    hidePassword(this, toCredential(password, 'password'));
    expectObject(options, 'what HTTPDigestAuth is told');
    const { cnonce = randomCnonce } = options;
    if (typeof cnonce !== 'function') throw new InvalidOptionError(`cnonce is a function, not ${kindOf(cnonce)}`);
    this.#cnonce = cnonce;
  }

  /** Sets `Authorization` where the origin has given a nonce before; else leaves the request as it is. */
  override apply(request: PreparedRequest): PreparedRequest | Promise<PreparedRequest> {
    expectRequest(request);
    if (request.url === null) return request;
    const origin = originOf(request.url);
    this.#origins.add(origin);
    const challenge = this.#challenges.get(origin);
    // a body that can be read once only can't be hashed before it is sent
    if (challenge === undefined || (challenge.qop === 'auth-int' && isOneShot(request))) return request;
    return this.#authorize(request, origin, challenge);
  }

  /**
   * Answers a challenge that came with a status from 400 to 499; `undefined` where there is none that can be answered, or where an answer was refused.
   * @throws {UnrewindableBodyError} where the body was sent and can't be had again
   */
  override challenge(response: Response): PreparedRequest | undefined | Promise<PreparedRequest> {
    expectObject(response, 'a response');
    const { request } = response;
    const statusCode = response.statusCode ?? 0;
    if (!(statusCode >= 400 && statusCode < 500) || !request?.url || this.#answers.has(request)) return undefined;
    const origin = originOf(request.url);
    if (!this.#isOurs(origin)) return undefined;
    const challenge = chooseDigestChallenge(response.headers.getAll('www-authenticate'));
    if (challenge === undefined) return undefined;
    if (isOneShot(request)) {
      throw new UnrewindableBodyError(
        'the server asks for Digest credentials after the body was sent, and this body can be read once only; give it as bytes or as a Blob',
        { request, response },
      );
    }
    const answer = request.copy();
    this.#answers.add(answer);
    this.#challenges.set(origin, challenge);
    return this.#authorize(answer, origin, challenge);
  }

  /** Whether `other` has the same user and password, whatever its class. */
  equals(other: unknown): boolean {
    return sameCredentials(this, other);
  }

  /** Credentials may also follow from http to https of the same host, both on their own ports, as with other kinds of auth (RED-23). */
  #isOurs(origin: string): boolean {
    return this.#origins.has(origin) || this.#origins.has(origin.replace(/^https:(.*):443$/, 'http:$1:80'));
  }

  #authorize(
    request: PreparedRequest,
    origin: string,
    challenge: DigestChallenge,
  ): PreparedRequest | Promise<PreparedRequest> {
    if (challenge.qop !== 'auth-int') return this.#setHeader(request, origin, challenge);
    const bodyHash = hashBody(challenge.algorithm, request.body);
    if (typeof bodyHash === 'string') return this.#setHeader(request, origin, challenge, bodyHash);
    return bodyHash.then((hash) => this.#setHeader(request, origin, challenge, hash));
  }

  #setHeader(request: PreparedRequest, origin: string, challenge: DigestChallenge, bodyHash?: string): PreparedRequest {
    const fresh = this.#cnonce();
    const { count, firstCnonce } = this.#counts.next(origin, challenge.nonce, fresh);
    const header = digestHeader(challenge, {
      username: this.username,
      password: this.password,
      method: request.method ?? 'GET',
      uri: request.pathUrl,
      count,
      // The key of -sess is bound to the cnonce of the nonce's first use (RFC 7616 section 3.4.2). Servers either remember that key or make it
      // anew from each request: with one cnonce to a nonce both agree.
      cnonce: challenge.algorithm.session ? firstCnonce : fresh,
      bodyHash,
    });
    request.headers.set('Authorization', header);
    return request;
  }
}

function isOneShot(request: PreparedRequest): boolean {
  return isBodySource(request.body) && !request.body.replayable;
}

/** 64 random bits in hex. */
function randomCnonce(): string {
  let text = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(8))) text += byte.toString(16).padStart(2, '0');
  return text;
}
