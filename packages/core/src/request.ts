import { checkRequestOptions } from './check-options.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import { deregisterHook, type HookLists, normalizeHooks, registerHook } from './hooks.ts';
import { inspectAs } from './inspect.ts';
import { partsOfWebRequest } from './interop/from-web-request.ts';
import type { Auth, Data, Dict, Files, HeadersInput, Params, RequestInit } from './options.ts';
import { PreparedRequest } from './prepared-request.ts';
import { redactUrl } from './url/redact-url.ts';

/**
 * What the caller asked for, untouched: a session, or `prepare()`, makes a `PreparedRequest` of it.
 * Source: `requests.Request`.
 *
 * @example
 * ```ts
 * import { Request, Session } from 'beckon';
 *
 * const session = new Session();
 * const request = new Request('GET', 'https://api.example/get', { params: { q: 'tea' } });
 * const prepared = await session.prepareRequest(request);
 * prepared.url; // 'https://api.example/get?q=tea'
 * const response = await session.send(prepared);
 * ```
 */
export class Request {
  static {
    inspectAs(this, this.prototype.toString);
  }

  /** The method; in upper case once it is prepared. */
  method: string;
  /** The URL as it was given; its query gets `params` when it is prepared. */
  url: string | URL | Uint8Array;
  /** Headers; `null` as a value takes a default of the session away. */
  headers: HeadersInput | null;
  /** The files of a multipart upload. */
  files: Files | null;
  /** The body: a form (dict), or a source of bytes. */
  data: Data | null;
  /** The query, added to the URL's own. */
  params: Params | null;
  /** Credentials; `false`: none at all. */
  auth: Auth | null | false;
  /** Cookies for this request only. */
  cookies: Dict<string> | CookieJarLike | null;
  /** Functions that see the response, by event. */
  hooks: HookLists;
  /** `undefined`: no JSON. `null` is JSON's null. */
  json: unknown;

  /**
   * @param method any token: `GET`, `PROPFIND`
   * @param options what makes the request; how it is sent (`timeout`, `verify` …) is said to `session.send`
   * @throws {InvalidOptionError} naming an option that there isn't
   */
  constructor(method: string, url: string | URL | Uint8Array, options: RequestInit = {}) {
    checkRequestOptions(options);
    this.method = method;
    this.url = url;
    this.headers = options.headers ?? null;
    this.files = options.files ?? null;
    this.data = options.data ?? null;
    this.params = options.params ?? null;
    this.auth = options.auth ?? null;
    this.cookies = options.cookies ?? null;
    this.hooks = normalizeHooks(options.hooks);
    this.json = options.json;
  }

  /**
   * A request from a WHATWG one: method, URL, headers and body. Its body can be sent once.
   * Its `signal`, `redirect` and `credentials` are `session.fetch`'s to heed.
   */
  static fromWeb(request: globalThis.Request): Request {
    const { method, url, headers, data } = partsOfWebRequest(request);
    return new Request(method, url, { headers, data });
  }

  /** Prepares it alone, without anything of a session: no cookies, no default headers, no environment (SES-16). */
  async prepare(): Promise<PreparedRequest> {
    const prepared = new PreparedRequest();
    await prepared.prepare(this);
    return prepared;
  }

  /** Adds a hook, or several, to an event. */
  registerHook(event: string, hook: unknown): void {
    registerHook(this.hooks, event, hook);
  }

  /** Takes a hook away; `false` where it was not there. */
  deregisterHook(event: string, hook: unknown): boolean {
    return deregisterHook(this.hooks, event, hook);
  }

  /** For a log: the method, and the URL with its secrets as `***`; nothing that may be one. */
  toJSON(): { method: string; url: string } {
    return { method: this.method, url: redactUrl(String(this.url)) };
  }

  /** `<Request [GET]>` */
  toString(): string {
    return `<Request [${this.method}]>`;
  }
}
