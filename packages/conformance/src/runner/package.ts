// What the runner asks of a package: Requests' names in camelCase. The types are loose on purpose: a case calls with whatever it holds,
// wrong values too, and what comes back is looked at, not believed.

export type Callable = (...values: unknown[]) => unknown;
export type Constructor<T = object> = new (...values: unknown[]) => T;

export interface HeadersLike extends Iterable<readonly [string, unknown]> {
  get(name: string): unknown;
  set(name: string, value: unknown): unknown;
}

export interface JarLike extends Iterable<object> {
  readonly size: number;
}

export interface PreparedLike {
  method: unknown;
  url: unknown;
  body: unknown;
  readonly pathUrl: unknown;
  readonly headers: HeadersLike;
}

export interface ResponseLike extends AsyncIterable<unknown> {
  readonly statusCode: unknown;
  readonly reason: unknown;
  readonly url: string;
  readonly ok: unknown;
  readonly isRedirect: unknown;
  readonly isPermanentRedirect: unknown;
  readonly headers: HeadersLike;
  encoding: unknown;
  readonly apparentEncoding: string | undefined;
  readonly cookies: JarLike;
  readonly history: readonly ResponseLike[];
  readonly links: unknown;
  readonly next: PreparedLike | null;
  readonly request: PreparedLike | null;
  readonly content: Uint8Array;
  readonly text: string;
  json(): unknown;
  raiseForStatus(): unknown;
  read(): Promise<unknown>;
  close(): unknown;
  iterContent(options?: object): AsyncIterable<unknown>;
  iterLines(options?: object): AsyncIterable<unknown>;
}

export interface SessionLike {
  headers: HeadersLike;
  readonly cookies: JarLike;
  request(method: unknown, url: unknown, options?: object): Promise<ResponseLike>;
  send(prepared: unknown, options?: object): Promise<ResponseLike>;
  prepareRequest(request: unknown): Promise<PreparedLike>;
  mount(prefix: string, adapter: object): unknown;
  getAdapter(url: unknown): object;
  shouldStripAuth(from: unknown, to: unknown): unknown;
  mergeEnvironmentSettings(...values: unknown[]): unknown;
  close(): unknown;
}

/** The module `beckon`, or a twin of it. */
export interface RequestsPackage {
  readonly [name: string]: unknown;
  readonly Session: Constructor<SessionLike>;
  readonly Request: Constructor<{ prepare(): Promise<PreparedLike> }>;
  readonly PreparedRequest: Constructor<PreparedLike>;
  readonly Response: Constructor<ResponseLike>;
  readonly HTTPAdapter: Constructor;
  readonly Retry: Constructor;
  readonly HTTPBasicAuth: Constructor;
  readonly HTTPProxyAuth: Constructor;
  readonly HTTPDigestAuth: Constructor;
  readonly CaseInsensitiveDict: Constructor<HeadersLike>;
  readonly RequestsCookieJar: Constructor<JarLike>;
  readonly codes: Readonly<Record<string, unknown>>;
  readonly utils?: object;
}

/** Calls a method by name; one that is missing gives the engine's own error, which `compare-error.ts` knows for a slip. */
export function call(target: object, name: string, ...values: unknown[]): unknown {
  const method = (target as Readonly<Record<string, unknown>>)[name];
  if (typeof method !== 'function') throw new TypeError(`${name} is not a function`);
  return Reflect.apply(method, target, values);
}

/** An export that must be a class. */
export function classOf(requests: RequestsPackage, name: string): Constructor {
  const found = requests[name];
  if (typeof found !== 'function') throw new TypeError(`${name} is not a constructor`);
  return found as Constructor;
}
