/**
 * The types of what a caller can say. Each option is documented here, where it is typed.
 */
import type { AuthBase } from './auth/auth-base.ts';
import type { CaseInsensitiveDict } from './case-insensitive-dict.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import type { PreparedRequest } from './prepared-request.ts';
import type { Response } from './response.ts';

/** A dict: a plain object, a `Map` or an array of pairs. Order and repeats are kept. */
export type Dict<V> = Readonly<Record<string, V>> | Iterable<readonly [string, V]>;

/** One value of a query or a form, written by `String(value)`; `null` and `undefined` leave the key out. */
export type Scalar = string | number | bigint | boolean | Uint8Array | Date | null | undefined;

/** A value, or several of them: the key is then written once for each. */
export type FormValue = Scalar | Iterable<Scalar>;

/**
 * The query of a URL: a dict, or text that goes in as it is.
 *
 * @example
 * ```ts
 * const r = await get('https://api.example/get', {
 *   params: { tag: ['leaf', 'loose'], page: null },
 * });
 * r.url; // 'https://api.example/get?tag=leaf&tag=loose'
 * ```
 */
export type Params = Dict<FormValue> | URLSearchParams | string | Uint8Array;

/** Where the bytes of a body, or of one part of it, come from. Iterables give bytes or strings; Node streams are such. */
export type ByteSource =
  | string
  | Uint8Array
  | ArrayBuffer
  | ArrayBufferView
  | Blob
  | ReadableStream<Uint8Array>
  | Iterable<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/**
 * The body of a request: a form (a dict), or a source of bytes.
 *
 * @example
 * ```ts
 * const form = await post('https://api.example/post', { data: { tea: 'green' } });
 * form.request.body; // 'tea=green'
 * const bytes = await post('https://api.example/post', { data: new Uint8Array(3) });
 * bytes.request.headers.get('content-length'); // '3'
 * ```
 */
export type Data = Dict<FormValue> | URLSearchParams | FormData | ByteSource;

/** A header's value: text, or bytes that are taken as latin-1. */
export type HeaderValue = string | Uint8Array;
/**
 * Headers: a dict, or a WHATWG `Headers`; `null` takes a session's or a default header away.
 *
 * @example
 * ```ts
 * const r = await get('https://api.example/headers', { headers: { 'X-Client': 'mine', Accept: null } });
 * r.request.headers.has('accept'); // false
 * ```
 */
export type HeadersInput = Dict<HeaderValue | null | undefined> | Headers | CaseInsensitiveDict<HeaderValue>;

/** One file of a multipart upload: its source, or `[filename, source, contentType?, headers?]`. */
export type FileSpec =
  | ByteSource
  | number
  | null
  | readonly [filename: string | null | undefined, source: ByteSource | number | null]
  | readonly [
      filename: string | null | undefined,
      source: ByteSource | number | null,
      contentType: string | null | undefined,
    ]
  | readonly [
      filename: string | null | undefined,
      source: ByteSource | number | null,
      contentType: string | null | undefined,
      headers: Dict<string> | null | undefined,
    ];
/**
 * The files of a multipart upload by field; an array of pairs may name a field more than once. Source: RFC 7578, `files` of Requests.
 *
 * @example
 * ```ts
 * const files = { note: ['note.txt', 'See you soon!', 'text/plain'] } as const;
 * (await post('https://api.example/upload', { files })).statusCode; // 200
 * ```
 */
export type Files = Readonly<Record<string, FileSpec>> | Iterable<readonly [string, FileSpec]>;

/**
 * A function that makes a request one of somebody: it sets headers, or gives another request. May be async. It runs when the request is prepared.
 *
 * @example
 * ```ts
 * const r = await get('https://api.example/user', {
 *   auth: async (request) => {
 *     request.headers.set('Authorization', 'Bearer abc123');
 *   },
 * });
 * r.statusCode; // 200
 * ```
 */
export type AuthFunction = (
  request: PreparedRequest,
) => PreparedRequest | undefined | void | Promise<PreparedRequest | undefined | void>;
/**
 * `[user, password]` for Basic, an object of a scheme, or a function.
 *
 * @example
 * ```ts
 * (await get('https://api.example/user', { auth: ['user', 'pass'] })).statusCode; // 200
 * ```
 */
export type Auth = readonly [user: string | Uint8Array, password: string | Uint8Array] | AuthBase | AuthFunction;

/**
 * In milliseconds: one number for connect and read, `[connect, read]`, or an object with `total` for the whole exchange.
 * `null` waits for ever. Each is a positive number.
 *
 * @example
 * ```ts
 * await get('https://api.example/get', {
 *   timeout: { connect: 3050, read: 27_000, total: 60_000 },
 * });
 * ```
 */
export type TimeoutOption =
  | number
  | null
  | readonly [connect: number | null, read: number | null]
  | {
      readonly connect?: number | null | undefined;
      readonly read?: number | null | undefined;
      readonly total?: number | null | undefined;
    };

/**
 * `scheme`, `scheme://host`, `all` or `all://host` to a proxy URL; `null` or `''` for none; `no_proxy` in place of the variable. The proxy's URL
 * is `http:`, `https:`, `socks4:`, `socks4a:`, `socks5:` or `socks5h:`, and may hold user and password.
 *
 * @example
 * ```ts
 * const proxies = { https: 'http://proxy.example:8080', 'https://internal.example': null };
 * (await get('https://api.example/get', { proxies })).statusCode; // 200
 * ```
 */
export type Proxies = Readonly<Record<string, string | null | undefined>>;

/**
 * `true` checks, `false` doesn't, a path names a bundle or folder of authorities, `ca` has them as PEM text.
 *
 * @example
 * ```ts
 * (await get('https://internal.example/get', { verify: 'company-ca.pem' })).statusCode; // 200
 * ```
 */
export type TlsVerify = boolean | string | { readonly ca: string | readonly string[] };

/**
 * A path to a PEM of certificate and key, the paths of both, or both as PEM text.
 *
 * @example
 * ```ts
 * (await get('https://bank.example/get', { cert: ['client.pem', 'client.key'] })).statusCode; // 200
 * ```
 */
export type TlsCertificate =
  | string
  | readonly [certPath: string, keyPath: string]
  | { readonly cert: string; readonly key: string; readonly passphrase?: string | undefined };

/**
 * Called with each response; what it returns stands in the response's place. May be async.
 *
 * @example
 * ```ts
 * await get('https://api.example/redirect/1', { hooks: { response: (r) => console.log(r.statusCode) } });
 * ```
 */
export type ResponseHook = (
  response: Response,
  options: SendOptions,
) => Response | null | undefined | void | Promise<Response | null | undefined | void>;
/**
 * What is called on the way; `response` is the only event, as in Requests.
 *
 * @example
 * ```ts
 * const session = new Session({ hooks: { response: (r) => r.raiseForStatus() } });
 * const error = await session.get('https://api.example/status/404').catch((error: unknown) => error);
 * error instanceof HTTPError; // true
 * ```
 */
export interface Hooks {
  /** Called with each response, those of redirects too. Default: nothing is called. */
  readonly response?: ResponseHook | readonly ResponseHook[] | null | undefined;
}

/** How far a transfer is. `total` is there where it is known. */
export interface TransferProgress {
  /** Bytes so far. */
  readonly loaded: number;
  /** Bytes in all. */
  readonly total?: number | undefined;
}

/**
 * Bounds against a small answer that unpacks into a huge one. A body that is beyond them is a `ContentDecodingError`. By itself a body that is read whole
 * may have 64 MiB, and more up to 200 bytes to each byte of the wire; a stream has no bound.
 *
 * @example
 * ```ts
 * await get('https://api.example/gzip', { limits: { decodedBytes: 10_000_000 } });
 * ```
 */
export interface Limits {
  /** Bytes after decompression, at the most. Default: no bound. */
  readonly decodedBytes?: number | null | undefined;
  /** Decoded bytes to each byte of the wire, at the most; looked at once a MiB is decoded. `null`: no bound. Default: 200 from 64 MiB on; none for a stream. */
  readonly ratio?: number | null | undefined;
}

/** What makes a `Request`. */
export interface RequestInit {
  /** The query, added to the URL's own. Default: none. */
  params?: Params | null | undefined;
  /** The body: a form (dict) or a source of bytes. Default: none. */
  data?: Data | null | undefined;
  /** The body as JSON; used where `data` and `files` are empty. `null` sends `null`. Default: nothing is sent. */
  json?: unknown;
  /** Headers, over the session's and the defaults; `null` takes one away. Default: those. */
  headers?: HeadersInput | null | undefined;
  /** Cookies for this call only, beside the session's. Default: none. */
  cookies?: Dict<string> | CookieJarLike | null | undefined;
  /** A multipart upload. Default: none. */
  files?: Files | null | undefined;
  /** Credentials: `[user, password]`, an object of a scheme, or a function; `false`: none at all, not the session's nor netrc's. Default: these. */
  auth?: Auth | null | false | undefined;
  /** Functions that see each response, in the place of the session's. Default: these. */
  hooks?: Hooks | null | undefined;
}

/** What is said when a prepared request is sent. */
export interface SendOptions {
  /** Whether the body is left for the caller to read. Default: the session's, `false`. */
  stream?: boolean | undefined;
  /** In milliseconds: a number, `[connect, read]` or `{ connect, read, total }`; `null` waits for ever. Default: the session's, `null`. */
  timeout?: TimeoutOption | undefined;
  /** How the server's certificate is checked: `true`, `false`, a path, or `{ ca }`. Default: the session's, `true`. */
  verify?: TlsVerify | undefined;
  /** The client certificate: paths, or PEM text. Default: the session's, none. */
  cert?: TlsCertificate | null | undefined;
  /** Proxy URLs by `scheme`, `scheme://host`, `all` or `all://host`, over the session's and the environment's. Default: these. */
  proxies?: Proxies | null | undefined;
  /** Whether redirects are followed. Default: `true`; for HEAD `false`. */
  allowRedirects?: boolean | undefined;
  /** Ends the call: the promise rejects with its reason, and the connection is given up. Default: none. */
  signal?: AbortSignal | null | undefined;
  /** Told how much of the body went out, in bytes. Default: nobody. */
  onUploadProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Told how much of the answer came in, in bytes of the wire. Default: nobody. */
  onDownloadProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Bounds of what a small answer may unpack into; `null`: none. Default: the session's. */
  limits?: Limits | null | undefined;
  /** Whether the environment's proxies, netrc and CA bundles count, for this call. Default: the session's. */
  trustEnv?: boolean | undefined;
}

/**
 * All options of a call. One of another name, or of a wrong kind, is an `InvalidOptionError`; what the platform can't do is an `UnsupportedOptionError`.
 *
 * @example
 * ```ts
 * const r = await get('https://api.example/get', {
 *   params: { page: 2 },
 *   headers: { Accept: 'application/json' },
 *   timeout: 5000,
 * });
 * r.url; // 'https://api.example/get?page=2'
 * ```
 */
export interface RequestOptions extends RequestInit, SendOptions {}
