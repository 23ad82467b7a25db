import { UnsupportedOptionError } from '@beckon/core';

/** `Deno.HttpClient`. */
export interface HttpClient {
  close(): void;
}

/** What of `Deno.CreateHttpClientOptions` is used here. */
export interface HttpClientOptions {
  caCerts?: string[];
  cert?: string;
  key?: string;
  proxy?: ClientProxy;
  allowHost?: boolean;
  poolMaxIdlePerHost?: number;
  poolIdleTimeout?: number | false;
  http1?: boolean;
  http2?: boolean;
  http2MaxHeaderListSize?: number;
  localAddress?: string;
}

/** A proxy as Deno's client takes it: its URL without userinfo. */
export interface ClientProxy {
  url: string;
  basicAuth?: { username: string; password: string };
}

interface FileInfo {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly size: number;
  readonly mtime: Date | null;
}

/** What of `Deno` is used here. Its types are not those of this package, which is compiled for every runtime. */
export interface DenoGlobal {
  createHttpClient(options: HttpClientOptions): HttpClient;
  readTextFile(path: string): Promise<string>;
  stat(path: string): Promise<FileInfo>;
  readDir(path: string): AsyncIterable<{ readonly name: string }>;
  readonly env: {
    get(name: string): string | undefined;
    set(name: string, value: string): void;
    delete(name: string): void;
  };
  readonly permissions: {
    querySync(descriptor: { name: 'env'; variable: string }): { readonly state: string };
  };
}

/**
 * The global `Deno`.
 * @throws {UnsupportedOptionError} where this is not Deno
 */
export function denoGlobal(): DenoGlobal {
  const { Deno } = globalThis as unknown as { readonly Deno?: DenoGlobal };
  if (typeof Deno?.createHttpClient !== 'function') {
    throw new UnsupportedOptionError(
      'DenoAdapter needs Deno.createHttpClient: it works in Deno alone. Mount an HTTPAdapter or a FetchAdapter here.',
    );
  }
  return Deno;
}
